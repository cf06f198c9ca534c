"""Surveys in the admin: drafts and their questions are written here, all else is a move."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_write
from catalogs.admin.scoped import DepartmentScopedAdmin
from catalogs.admin.workflows import WorkflowAdminMixin
from catalogs.models import Department
from feedback import survey_writing, surveying
from feedback.enums import ConsultationState
from feedback.forms.survey_questions import QuestionForm, QuestionFormSet, options_of
from feedback.models import Survey, SurveyQuestion
from feedback.survey_workflow import STEPS, WORKFLOW

# What the history says of a survey that no table of moves names.
ACTIONS = {"draft": _("Written")}


def _publish(row: Survey, actor: Any, data: Any) -> None:
    surveying.publish(row, actor=actor, today=timezone.localdate())


def _withdraw(row: Survey, actor: Any, data: Any) -> None:
    surveying.withdraw(row, actor=actor, reason=data["reason"])


def _close(row: Survey, actor: Any, data: Any) -> None:
    surveying.close(row, actor=actor, reason=data["reason"], today=timezone.localdate())


def _copy(row: Survey, actor: Any, data: Any) -> Survey:
    return survey_writing.copy(row, actor=actor, today=timezone.localdate())


class SurveyForm(forms.ModelForm):
    class Meta:
        model = Survey
        fields = survey_writing.COLUMNS
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "introduction": AdminTextareaWidget(attrs={"rows": 5})
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "introduction": _("What it is about, and what becomes of the answers."),
            "department": _("The department that asks, and about which is asked."),
            "closes_on": _("The last day on which answers are taken."),
        }


class QuestionInline(admin.StackedInline):
    """The questions of a draft; of a published survey they are shown."""

    model = SurveyQuestion
    form = QuestionForm
    formset = QuestionFormSet
    fields = ("position", "kind", "text", "is_required", "options_text")
    extra = 3

    @admin.display(description=_("Answers to choose"))
    def options_text(self, row: SurveyQuestion) -> str:
        return options_of(row) or "-"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("options")

    def get_extra(self, request, obj=None, **kwargs) -> int:
        return self.extra if obj is None or not obj.questions.exists() else 1

    def get_min_num(self, request, obj=None, **kwargs) -> int:
        return 0

    def has_add_permission(self, request, obj=None) -> bool:
        return _is_open(request.user, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return _is_open(request.user, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return _is_open(request.user, obj) and super().has_delete_permission(request, obj)


@admin.register(Survey)
class SurveyAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = SurveyForm
    inlines = (QuestionInline,)
    workflow = WORKFLOW
    extra_moves = STEPS
    verbs = {"publish": _publish, "withdraw": _withdraw, "close": _close, "copy": _copy}
    change_form_template = "feedback/surveys/change_form.html"
    list_display = ("title", "department", "state", "opens_on", "closes_on")
    list_filter = ("state",)
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department",)
    search_fields = ("title", "introduction")
    date_hierarchy = "opens_on"
    readonly_fields = ("state",)
    fieldsets = (
        (None, {"fields": ("title", "introduction", "department")}),
        (_("Period"), {"fields": ("opens_on", "closes_on")}),
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def moves_of(self, user, obj):
        """Return what is possible today, of the official's own department."""
        if not can_write(user, obj.department_id):
            return []
        today = timezone.localdate()
        closable = obj.is_open(today) and obj.closes_on > today
        moves = super().moves_of(user, obj)
        return [move for move in moves if closable or move.action != "close"]

    def choices_of(self, db_field, request):
        if db_field.name == "department":
            return Department.objects.answering().visible_to(request.user)
        return super().choices_of(db_field, request)

    def get_changeform_initial_data(self, request):
        return {"department": request.user.department_id}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        survey = self.get_object(request, unquote(object_id))
        context = {
            "preview_url": reverse("feedback:survey-preview", args=[survey.pk]),
            "results_url": reverse("feedback:survey-results", args=[survey.pk]),
        }
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def move_view(self, request, object_id, action):
        """Make the move; who uses a survey again is led to the new draft."""
        response = super().move_view(request, object_id, action)
        made = getattr(request, "survey_made", None)
        if made is None:
            return response
        return HttpResponseRedirect(reverse("admin:feedback_survey_change", args=[made.pk]))

    def _make(self, request, obj, move, form) -> bool:
        if move.action != "copy":
            return super()._make(request, obj, move, form)
        request.survey_made = _copy(obj, request.user, form.cleaned_data)
        messages.success(request, _now("This is the new draft. Set its period, then publish it."))
        return True

    def save_model(self, request, obj, form, change):
        """Write nothing yet: the questions come with the rest, in ``save_related``."""

    def save_related(self, request, form, formsets, change):
        """Call the verb with the survey and its questions."""
        survey = form.instance
        questions = [row for formset in formsets for row in formset.written()] if formsets else None
        if not change:
            values = {name: form.cleaned_data[name] for name in survey_writing.COLUMNS}
            made = survey_writing.draft(actor=request.user, questions=questions or [], **values)
            survey.pk, survey._state.adding = made.pk, False
            return
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        survey_writing.edit(self.held(survey), actor=request.user, questions=questions, **values)

    def construct_change_message(self, request, form, formsets, add=False):
        return {}

    def log_addition(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def action_words(self, action: str) -> str:
        return str(ACTIONS.get(action) or super().action_words(action))


def _is_open(user: Any, survey: Survey | None) -> bool:
    """Say whether the questions may be written by ``user``."""
    if survey is None:
        return True
    return survey.state == ConsultationState.DRAFT and can_write(user, survey.department_id)
