"""Forms of what ends or follows an application: withdrawal, remedies, files kept with it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from applications import attaching, closing, remedies
from applications.enums import (
    APPLICANTS_FILES,
    ApplicationState,
    FilePurpose,
    RemedyKind,
    RemedyResult,
)
from applications.forms.desk import ActionForm
from applications.models import ApplicationFile, Remedy
from catalogs.forms.actions import DayField, DescribedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, LineField, TextField, file_field


class WithdrawalForm(ActionForm):
    reason = ReasonField(help_text=_("How and when it was withdrawn. Name no person in it."))

    def perform(self) -> None:
        closing.withdraw(
            self.application,
            actor=self.actor,
            today=self.today,
            reason=self.cleaned_data["reason"],
        )


class RecordRemedyForm(ActionForm):
    kind = ChoicesField(
        label=_("Kind"),
        choices=RemedyKind.choices,
        error_messages={"required": _("Choose a kind.")},
    )
    filed_on = DayField(label=_("Filed on"), error_messages={"required": _("Give the day.")})
    authority = LineField(
        label=_("Authority or court"),
        max_length=200,
        error_messages={"required": _("Name the authority or the court.")},
    )
    remark = TextField(label=_("Remark"), max_length=2000, required=False, rows=3)

    def perform(self) -> None:
        remedies.record_remedy(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


def describe_remedy(remedy: Remedy) -> str:
    return _now("%(kind)s: %(authority)s, filed on %(day)s") % {
        "kind": remedy.get_kind_display(),
        "authority": remedy.authority,
        "day": date_format(remedy.filed_on),
    }


class DecideRemedyForm(ActionForm):
    label = _("Record the result of a remedy")
    consequence = _("It is counted in the annual report.")

    remedy = DescribedChoice(
        label=_("Reconsideration or suit"),
        queryset=Remedy.objects.none(),
        describe=describe_remedy,
        error_messages={"required": _("Choose one.")},
    )
    result = ChoicesField(
        label=_("Result"),
        choices=[
            (result, RemedyResult(result).label)
            for result in RemedyResult
            if result != RemedyResult.PENDING
        ],
        error_messages={"required": _("Choose a result.")},
    )
    decided_on = DayField(label=_("Decided on"), error_messages={"required": _("Give the day.")})

    def prepare(self) -> None:
        self.fields["remedy"].offer(self.application.remedies.filter(result=RemedyResult.PENDING))

    def perform(self) -> None:
        values = dict(self.cleaned_data)
        remedies.decide_remedy(values.pop("remedy"), actor=self.actor, today=self.today, **values)


class AttachForm(ActionForm):
    label = _("Add a file")
    consequence = _("It is kept encrypted; files of the answer reach the applicant with it.")

    file = file_field()
    purpose = ChoicesField(
        label=_("What the file is"),
        choices=FilePurpose.choices,
        initial=FilePurpose.ANSWER,
        error_messages={"required": _("Choose what the file is.")},
    )

    def prepare(self) -> None:
        if self.application.state != ApplicationState.EXAMINING:
            field = self.fields["purpose"]
            field.choices = [pair for pair in FilePurpose.choices if pair[0] != FilePurpose.ANSWER]
            field.initial = FilePurpose.INTERNAL

    def perform(self) -> None:
        file = self.cleaned_data["file"]
        attaching.attach(
            self.application,
            file=file,
            name=file.name,
            purpose=self.cleaned_data["purpose"],
            actor=self.actor,
        )


class DetachForm(ActionForm):
    label = _("Take a file out")
    consequence = _("The file is erased for good; the history keeps its checksum.")

    file = DescribedChoice(
        label=_("File"),
        queryset=ApplicationFile.objects.none(),
        describe=lambda file: f"{file.name} ({file.get_purpose_display()})",
        error_messages={"required": _("Choose a file.")},
    )

    def prepare(self) -> None:
        self.fields["file"].offer(self.application.files.exclude(purpose__in=APPLICANTS_FILES))

    def perform(self) -> None:
        attaching.detach(self.cleaned_data["file"], actor=self.actor)
