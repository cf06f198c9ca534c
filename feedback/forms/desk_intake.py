"""Forms of the office: examine, issue, do not accept, merge with another."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import NamedChoice, ReasonField
from catalogs.forms.fields import LineField
from catalogs.forms.handling import HandlerForm, LeadForm
from catalogs.identity import without_parts
from catalogs.models import Department, Field
from feedback import duplicates, handling, receiving
from feedback.enums import RightWay, SubmissionKind
from feedback.forms.desk import ActionForm
from feedback.models import LimitRule, Submission


class ExamineForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Kind"),
        error_messages={"required": _("Choose a kind.")},
        help_text=_("Another kind has another limit, counted from the same day."),
    )
    field = NamedChoice(
        label=_("Field"),
        queryset=Field.objects.none(),
        required=False,
        empty_label=_("None"),
    )

    def prepare(self) -> None:
        kind, field, row = self.fields["kind"], self.fields["field"], self.submission
        days = dict(LimitRule.objects.values_list("subject", "working_days"))
        kind.choices = [(value, self._told(value, days)) for value in SubmissionKind.values]
        kind.initial = row.kind
        field.queryset = Field.objects.public()
        field.initial = row.field_id

    def _told(self, kind: str, days: dict[str, int]) -> str:
        return _now("%(kind)s (%(days)d working days)") % {
            "kind": SubmissionKind(kind).label,
            "days": days.get(kind) or LimitRule.objects.days_for(kind),
        }

    def perform(self) -> None:
        receiving.examine(self.submission, actor=self.actor, **self.cleaned_data)


class IssueForm(ActionForm):
    department = NamedChoice(
        label=_("Department that owes the reply"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )

    def prepare(self) -> None:
        field, suggested = self.fields["department"], self.submission.suggested_department
        field.queryset = Department.objects.answering()
        field.initial = suggested and suggested.pk
        field.help_text = (
            _now("The rules suggest this department: %(department)s.")
            % {"department": suggested.display_name}
            if suggested
            else _now("No rule fits what is asked: choose the department yourself.")
        )

    def perform(self) -> None:
        handling.issue(
            self.submission, actor=self.actor, department=self.cleaned_data["department"]
        )


class NotAcceptForm(ActionForm):
    right_way = forms.ChoiceField(
        label=_("Why, and the right way"),
        choices=[("", _("Choose a reason")), *RightWay.choices],
        error_messages={"required": _("Choose a reason.")},
    )
    reason = ReasonField(
        label=_("What the asker is told"),
        help_text=_("The asker reads it with the receipt number and the query code."),
        error_messages={"required": _("Write what the asker is told.")},
    )

    def perform(self) -> None:
        receiving.not_accept(
            self.submission, actor=self.actor, today=self.today, **self.cleaned_data
        )


class MergeForm(ActionForm):
    template = "feedback/desk/merge.html"

    into = LineField(
        label=_("Receipt number of the other submission"),
        max_length=24,
        help_text=_("The other one leads from now on; its reply answers both."),
        error_messages={"required": _("Write the receipt number of the other submission.")},
    )

    @property
    def likely(self) -> list[dict[str, Any]]:
        """Return what seems to ask the same, each with its title as the desk shows it."""
        visible = Submission.objects.visible_to(self.actor)
        return [
            {"row": row, "title": without_parts(row.title, row.contact_parts())}
            for row in duplicates.likely(self.submission, among=visible)
        ]

    def clean_into(self) -> Submission:
        number = self.cleaned_data["into"].upper()
        visible = Submission.objects.visible_to(self.actor)
        found = visible.filter(receipt_number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no submission with this number."))
        return found

    def perform(self) -> None:
        receiving.merge(
            self.submission, into=self.cleaned_data["into"], actor=self.actor, today=self.today
        )


class ReturnForm(ActionForm):
    reason = ReasonField(label=_("Why it is not the department's affair"))

    def perform(self) -> None:
        handling.return_(self.submission, actor=self.actor, reason=self.cleaned_data["reason"])


class ReassignForm(HandlerForm, ActionForm):
    def perform(self) -> None:
        handling.reassign(self.submission, actor=self.actor, handler=self.cleaned_data["handler"])


class TransferForm(LeadForm, ActionForm):
    def departments(self) -> QuerySet[Department]:
        return Department.objects.answering()

    def perform(self) -> None:
        handling.transfer(self.submission, actor=self.actor, **self.cleaned_data)
