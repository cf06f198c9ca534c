"""One form for each action on a finding; each calls its verb."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.actions import ActionForm, DayField, ReasonField
from catalogs.forms.fields import LineField, TextField
from catalogs.forms.files import FilesField
from catalogs.models import Publication
from supervision import rectifying
from supervision.models import Finding


class FindingForm(ActionForm):
    template = "supervision/findings/move.html"

    def __init__(self, *args, finding: Finding, **kwargs) -> None:
        self.case = finding
        super().__init__(*args, **kwargs)


class ReportForm(FindingForm):
    text = TextField(
        label=pgettext_lazy("rectification", "What was done"),
        max_length=4000,
        help_text=_("Supervisors read it. Name no person in it."),
        error_messages={"required": _("Write what was done.")},
    )
    document = LineField(
        label=_("Index number of a document that shows it"), max_length=60, required=False
    )
    files = FilesField()

    def clean_document(self) -> Publication | None:
        number = self.cleaned_data["document"]
        if not number:
            return None
        rows = Publication.objects.filter(index_number=number)
        found = rows.public(self.today).first() or rows.visible_to(self.actor).first()
        if found is None:
            raise ValidationError(_("No document you can see has this index number."))
        return found

    def perform(self) -> None:
        rectifying.report(
            self.case,
            actor=self.actor,
            text=self.cleaned_data["text"],
            publication=self.cleaned_data["document"],
            files=[(file.name, file) for file in self.cleaned_data["files"]],
            now=timezone.now(),
        )


class VerifyForm(FindingForm):
    def perform(self) -> None:
        rectifying.verify(self.case, actor=self.actor, now=timezone.now())


class SendBackForm(FindingForm):
    reason = ReasonField(
        label=_("What is wanting"),
        help_text=_("The department reads it, and it is kept in the history. Name no person."),
    )

    def perform(self) -> None:
        rectifying.send_back(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class ExemptForm(FindingForm):
    until = DayField(
        label=_("Last day of the exemption"),
        help_text=_("A year from today at most."),
        error_messages={
            "required": _("Give a day from today to a year from now."),
            "invalid": _("Write a day, like 2026-12-31."),
        },
    )
    reason = ReasonField()

    def perform(self) -> None:
        rectifying.exempt(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class EndExemptionForm(FindingForm):
    reason = ReasonField()

    def perform(self) -> None:
        rectifying.end_exemption(
            self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data
        )


class CloseForm(FindingForm):
    reason = ReasonField()

    def perform(self) -> None:
        rectifying.close(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class RemindForm(FindingForm):
    def perform(self) -> None:
        if not rectifying.remind(self.case, actor=self.actor, now=timezone.now()):
            raise ValidationError(
                _("Nobody was told: the department was reminded today, or has no email address.")
            )


ACTIONS: dict[str, Any] = {
    "report": ReportForm,
    "verify": VerifyForm,
    "send_back": SendBackForm,
    "exempt": ExemptForm,
    "end_exemption": EndExemptionForm,
    "close": CloseForm,
    "remind": RemindForm,
}
