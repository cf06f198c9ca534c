"""Forms of asking others: the applicant, third parties, agencies, other departments."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications import access, correcting, handling, inquiring
from applications.contacts import receivers
from applications.enums import (
    CORRECTION_WORKING_DAYS,
    CORRECTION_WORKING_DAYS_AT_MOST,
    InquiryAnswer,
)
from applications.forms.desk import ActionForm
from applications.models import Application, CoHandling, Inquiry
from catalogs.forms import handling as handling_forms
from catalogs.forms.actions import DayField, DescribedChoice, NamedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.forms.handling import AskPartForm, OpinionForm, open_to
from catalogs.identity import masked_name
from catalogs.models import Department, Official


def asked_name(inquiry: Inquiry) -> str:
    """Return who is asked: an agency by its name, a third party masked."""
    if inquiry.agency:
        return inquiry.agency.display_name
    return inquiry.agency_name or masked_name(inquiry.addressee)


def describe_inquiry(inquiry: Inquiry) -> str:
    return _now("%(kind)s: %(name)s, asked on %(day)s") % {
        "kind": inquiry.get_kind_display(),
        "name": asked_name(inquiry),
        "day": date_format(inquiry.sent_on),
    }


class AskCorrectionForm(ActionForm):
    what = TextField(
        label=_("What is to be corrected"),
        max_length=4000,
        help_text=_("The applicant reads this. It is asked for once, so name everything."),
        error_messages={"required": _("Write what is to be corrected.")},
    )
    period = forms.IntegerField(
        label=_("Period in working days"),
        initial=CORRECTION_WORKING_DAYS,
        min_value=1,
        max_value=CORRECTION_WORKING_DAYS_AT_MOST,
    )

    def perform(self) -> None:
        correcting.ask_correction(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class RecordCorrectionForm(ActionForm):
    text = TextField(
        label=_("The correction"),
        max_length=4000,
        error_messages={"required": _("Write the correction.")},
    )
    received_on = DayField(label=_("Received on"))

    def prepare(self) -> None:
        self.fields["received_on"].initial = self.today

    def perform(self) -> None:
        correcting.receive_correction(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class AskThirdPartyForm(ActionForm):
    addressee = LineField(
        label=_("Third party"),
        max_length=200,
        help_text=_("Name of the person or the organisation. It is kept encrypted."),
        error_messages={"required": _("Name the third party.")},
    )
    addressee_contact = LineField(
        label=_("Contact of the third party"),
        max_length=400,
        required=False,
        help_text=_("Address or telephone, for the letter. It is kept encrypted."),
    )
    question = TextField(
        label=pgettext_lazy("of others", "What is asked"),
        max_length=4000,
        help_text=_("Which information is to be disclosed, and what the third party may answer."),
        error_messages={"required": _("Write what is asked.")},
    )

    def perform(self) -> None:
        inquiring.ask_third_party(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class ConsultAgencyForm(ActionForm):
    agency = NamedChoice(
        label=_("Department of the district"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("None of these"),
    )
    agency_name = LineField(
        label=_("Or the name of another agency"), max_length=200, required=False
    )
    question = TextField(
        label=pgettext_lazy("of others", "What is asked"),
        max_length=4000,
        error_messages={"required": _("Write what is asked.")},
    )

    def prepare(self) -> None:
        self.fields["agency"].queryset = Department.objects.public().exclude(
            pk=self.application.department_id
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("agency") and not cleaned.get("agency_name"):
            self.add_error("agency", _("Choose a department, or name another agency."))
        if cleaned.get("agency") and cleaned.get("agency_name"):
            self.add_error("agency_name", _("Name one agency: leave this empty, or the other."))
        return cleaned

    def perform(self) -> None:
        inquiring.consult_agency(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class RecordInquiryAnswerForm(ActionForm):
    inquiry = DescribedChoice(
        label=_("Inquiry"),
        queryset=Inquiry.objects.none(),
        describe=describe_inquiry,
        error_messages={"required": _("Choose an inquiry.")},
    )
    answer = ChoicesField(
        label=_("Answer"),
        choices=[(answer, InquiryAnswer(answer).label) for answer in inquiring.GIVEN_ANSWERS],
        error_messages={"required": _("Choose an answer.")},
    )
    text = TextField(label=_("Text of the answer"), max_length=4000, required=False)
    received_on = DayField(
        label=_("Received on"),
        help_text=_("The clock runs on from the day after."),
    )

    def prepare(self) -> None:
        self.fields["inquiry"].offer(open_inquiries(self.application, self.actor))
        self.fields["received_on"].initial = self.today

    def perform(self) -> None:
        values = dict(self.cleaned_data)
        inquiring.receive_inquiry_answer(
            values.pop("inquiry"), actor=self.actor, today=self.today, **values
        )


class OverrideObjectionForm(ActionForm):
    inquiry = DescribedChoice(
        label=_("Objection"),
        queryset=Inquiry.objects.none(),
        describe=describe_inquiry,
        error_messages={"required": _("Choose an objection.")},
    )
    reason = ReasonField(
        label=_("Why the objection does not stand"),
        help_text=_("No good reason, or a greater public interest (Art. 32). Name no person."),
        max_length=4000,
    )

    def prepare(self) -> None:
        rows = self.application.inquiries.objecting().select_related("agency")
        self.fields["inquiry"].offer(rows)

    def perform(self) -> None:
        values = dict(self.cleaned_data)
        inquiring.override_objection(
            values.pop("inquiry"), actor=self.actor, today=self.today, **values
        )


class AskCoHandlerForm(AskPartForm, ActionForm):
    def departments(self) -> QuerySet[Department]:
        return receivers()

    def parts(self) -> QuerySet[CoHandling]:
        return self.application.co_handlings.all()

    def perform(self) -> None:
        handling.ask_co_handler(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class GiveOpinionForm(OpinionForm, ActionForm):
    def parts(self) -> QuerySet[CoHandling]:
        return self.application.co_handlings.all()

    def perform(self) -> None:
        handling.give_opinion(
            self.cleaned_data["part"],
            actor=self.actor,
            opinion=self.cleaned_data["opinion"],
            today=self.today,
        )


class NoteForm(handling_forms.NoteForm, ActionForm):
    def perform(self) -> None:
        handling.add_note(self.application, actor=self.actor, text=self.cleaned_data["text"])


def open_inquiries(application: Application, actor: Official) -> QuerySet[Inquiry]:
    """Return the inquiries whose answer ``actor`` may record."""
    rows = application.inquiries.open().select_related("agency")
    if access.leads(actor, application):
        return rows
    return rows.filter(agency_id=actor.department_id)


def open_opinions(application: Application, actor: Official) -> QuerySet[CoHandling]:
    """Return the questions to which ``actor`` may give the opinion."""
    return open_to(actor, application.co_handlings.all())
