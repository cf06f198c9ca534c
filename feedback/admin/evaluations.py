"""Evaluations by third parties in the admin: drafts are entered here, all else is a move."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.access import role_of
from catalogs.admin.scoped import DepartmentScopedAdmin
from catalogs.admin.workflows import WorkflowAdminMixin
from feedback import evaluating
from feedback.enums import ConsultationState
from feedback.models import Evaluation
from feedback.survey_workflow import EVALUATION_WORKFLOW, EVALUATION_WRITERS


def _publish(row: Evaluation, actor: Any, data: Any) -> None:
    evaluating.publish(row, actor=actor, today=timezone.localdate())


def _withdraw(row: Evaluation, actor: Any, data: Any) -> None:
    evaluating.withdraw(row, actor=actor, reason=data["reason"])


class EvaluationForm(forms.ModelForm):
    class Meta:
        model = Evaluation
        fields = evaluating.COLUMNS
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "summary": AdminTextareaWidget(attrs={"rows": 12})
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "department": _("Empty where the whole district was evaluated."),
            "score": _("0 to 100; empty where the evaluation gives none."),
            "publication": _("The published document with the full report."),
        }


@admin.register(Evaluation)
class EvaluationAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = EvaluationForm
    workflow = EVALUATION_WORKFLOW
    verbs = {"publish": _publish, "withdraw": _withdraw}
    list_display = ("title", "evaluator", "department", "period_end", "score", "published_on")
    list_filter = (
        ("published_on", admin.EmptyFieldListFilter),
        ("department", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("department",)
    search_fields = ("title", "evaluator", "summary")
    date_hierarchy = "period_end"
    autocomplete_fields = ("publication",)
    readonly_fields = ("published_on",)
    fieldsets = (
        (None, {"fields": ("title", "evaluator", "department")}),
        (_("Period"), {"fields": ("period_start", "period_end")}),
        (_("Findings"), {"fields": ("score", "summary", "publication")}),
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def may_edit(self, user: Any, obj: Evaluation) -> bool:
        return obj.state == ConsultationState.DRAFT and role_of(user) in EVALUATION_WRITERS

    def save_model(self, request, obj, form, change):
        if not change:
            values = {name: form.cleaned_data[name] for name in evaluating.COLUMNS}
            made = evaluating.enter(actor=request.user, **values)
            obj.pk, obj._state.adding = made.pk, False
        elif form.changed_data:
            values = {name: form.cleaned_data[name] for name in form.changed_data}
            evaluating.edit(self.held(obj), actor=request.user, **values)

    def log_addition(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history."""
