"""Consultations of the public in the admin: drafts are written here, all else is a move."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_write
from catalogs.admin.scoped import DepartmentScopedAdmin
from catalogs.admin.workflows import WorkflowAdminMixin
from catalogs.models import Department
from feedback import consulting
from feedback.consultation_workflow import STEPS, WORKFLOW
from feedback.forms.consultation_moves import LengthenForm, ResultForm
from feedback.models import Consultation
from feedback.models.consultations import OPENED

# What the history says of a consultation that no table of moves names.
ACTIONS = {"draft": _("Written"), OPENED: _("Opened to comments")}
_RESULT = ("result", "comments_elsewhere")


def _publish(row: Consultation, actor: Any, data: Any) -> None:
    consulting.publish(row, actor=actor, today=timezone.localdate())


def _withdraw(row: Consultation, actor: Any, data: Any) -> None:
    consulting.withdraw(row, actor=actor, reason=data["reason"])


def _lengthen(row: Consultation, actor: Any, data: Any) -> None:
    consulting.lengthen(row, actor=actor, today=timezone.localdate(), **data)


def _publish_result(row: Consultation, actor: Any, data: Any) -> None:
    consulting.publish_result(row, actor=actor, today=timezone.localdate(), **data)


def _correct_result(row: Consultation, actor: Any, data: Any) -> None:
    consulting.correct_result(row, actor=actor, **data)


class ConsultationForm(forms.ModelForm):
    class Meta:
        model = Consultation
        fields = consulting.COLUMNS
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "background": AdminTextareaWidget(attrs={"rows": 6}),
            "text": AdminTextareaWidget(attrs={"rows": 20}),
            "other_ways": AdminTextareaWidget(attrs={"rows": 3}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "background": _("Why there is a draft, and what it changes."),
            "text": _("Markdown. Or leave it empty and choose the published document below."),
            "other_ways": _("Postal address, telephone number, days of meetings."),
            "closes_on": _("The last day on which comments are taken."),
        }


@admin.register(Consultation)
class ConsultationAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = ConsultationForm
    workflow = WORKFLOW
    extra_moves = STEPS
    verbs = {
        "publish": _publish,
        "withdraw": _withdraw,
        "lengthen": _lengthen,
        "publish_result": _publish_result,
        "correct_result": _correct_result,
    }
    move_forms = {
        "lengthen": LengthenForm,
        "publish_result": ResultForm,
        "correct_result": ResultForm,
    }
    list_display = ("title", "department", "state", "opens_on", "closes_on", "due_on", "published")
    list_filter = ("state", "field")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department", "field")
    search_fields = ("title", "background")
    date_hierarchy = "opens_on"
    autocomplete_fields = ("publication",)
    readonly_fields = ("state", "due_on", *_RESULT, "result_published_on")
    fieldsets = (
        (None, {"fields": ("title", "background", "text", "publication")}),
        (_("Where it belongs"), {"fields": ("department", "field")}),
        (_("Period"), {"fields": ("opens_on", "closes_on", "other_ways")}),
    )
    progress = (_("Progress"), {"fields": readonly_fields})

    @admin.display(description=_("result published on"), ordering="result_published_on")
    def published(self, row: Consultation) -> Any:
        return row.result_published_on

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def moves_of(self, user, obj):
        """Return what is possible today, of the official's own department."""
        if not can_write(user, obj.department_id):
            return []
        today = timezone.localdate()
        possible = {
            "lengthen": obj.closes_on >= today and obj.result_published_on is None,
            "publish_result": obj.is_awaiting_result(today),
            "correct_result": obj.result_published_on is not None,
        }
        return [m for m in super().moves_of(user, obj) if possible.get(m.action, True)]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj is None else (*self.fieldsets, self.progress)

    def choices_of(self, db_field, request):
        if db_field.name == "department":
            return Department.objects.answering().visible_to(request.user)
        return super().choices_of(db_field, request)

    def get_changeform_initial_data(self, request):
        return {"department": request.user.department_id}

    def save_model(self, request, obj, form, change):
        if not change:
            values = {name: form.cleaned_data[name] for name in consulting.COLUMNS}
            written = consulting.draft(actor=request.user, **values)
            obj.pk, obj._state.adding = written.pk, False
        elif form.changed_data:
            values = {name: form.cleaned_data[name] for name in form.changed_data}
            consulting.edit(self.held(obj), actor=request.user, **values)

    def log_addition(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def action_words(self, action: str) -> str:
        return str(ACTIONS.get(action) or super().action_words(action))
