"""The form of an application that came by post, by letter, in person or by fax."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import identifiers
from applications.enums import ApplicantKind, CertificateType, Channel, FilePurpose, FormWanted, Way
from applications.models.applicants import POSTCODE, REQUIRED, REQUIRED_BY_WAY, TELEPHONE
from catalogs.forms.actions import DayField
from catalogs.forms.fields import ChoicesField, LineField, TextField, file_field

BY_HAND = [channel for channel in Channel if channel != Channel.ONLINE]
# File fields and what each file is kept as.
SCANS = {"scan": FilePurpose.REQUEST, "proof": FilePurpose.IDENTITY}
# Headings with their parts; parts stand side by side, each with its own heading or none.
GROUPS = (
    (_("How it came"), (("", ("channel",)), ("", ("arrived_on", "confirmed_on")))),
    (_("What is asked"), (("", ("title", "document_number")), ("", ("features",)))),
    (_("Who applies"), (("", ("applicant_kind",)),)),
    (
        "",
        (
            (_("A natural person"), ("name", "certificate_type", "certificate_number")),
            (
                _("An organisation"),
                ("organisation", "credit_code", "representative", "contact_person"),
            ),
        ),
    ),
    (_("Contact"), (("", ("telephone", "email")), ("", ("address", "postcode")))),
    (
        _("How it is wanted"),
        (("", ("form_wanted",)), ("", ("way_wanted", "consent_to_publish"))),
    ),
    (_("Scanned papers"), (("", ("scan",)), ("", ("proof",)))),
)
# What only one kind of applicant gives.
OF_PERSON = tuple(name for name in REQUIRED["person"] if name != "telephone")
OF_ORGANISATION = tuple(name for name in REQUIRED["organisation"] if name != "telephone")


class ReceivingForm(forms.Form):
    """Everything on one page, for an official with the paper at hand."""

    use_required_attribute = False

    # Sent with the form, so that pressing twice registers once.
    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = ChoicesField(
        label=_("Channel"),
        choices=[(channel, channel.label) for channel in BY_HAND],
        error_messages={"required": _("Choose how it came.")},
    )
    arrived_on = DayField(
        label=_("Arrived on"),
        help_text=_("The day it was handed in, signed for, or came out of the machine."),
        error_messages={"required": _("Give the day it arrived.")},
    )
    confirmed_on = DayField(
        label=_("Confirmed with the applicant on"),
        required=False,
        help_text=_(
            "For an ordinary letter or a fax (Article 31): the clock runs from this day. Left "
            "empty, it runs from the day it arrived."
        ),
    )
    applicant_kind = ChoicesField(
        label=_("Kind of applicant"),
        choices=ApplicantKind.choices,
        error_messages={"required": _("Choose who applies.")},
    )
    name = LineField(label=_("Full name"), max_length=100, required=False)
    certificate_type = forms.ChoiceField(
        label=_("Kind of certificate"),
        choices=[("", _("Not given")), *CertificateType.choices],
        required=False,
    )
    certificate_number = LineField(label=_("Certificate number"), max_length=60, required=False)
    organisation = LineField(label=_("Name of the organisation"), max_length=200, required=False)
    credit_code = LineField(label=_("Unified social credit code"), max_length=40, required=False)
    representative = LineField(label=_("Legal representative"), max_length=100, required=False)
    contact_person = LineField(label=_("Contact person"), max_length=100, required=False)
    telephone = LineField(
        label=_("Telephone"),
        max_length=30,
        inputmode="tel",
        validators=[TELEPHONE],
        error_messages={"required": _("Write the telephone number.")},
    )
    email = forms.EmailField(label=_("Email address"), max_length=254, required=False)
    address = LineField(label=_("Postal address"), max_length=300, required=False)
    postcode = LineField(label=_("Postcode"), max_length=6, required=False, validators=[POSTCODE])
    title = LineField(
        label=_("Title of the information"),
        max_length=300,
        error_messages={"required": _("Write what information is asked for.")},
    )
    document_number = LineField(label=_("Document number"), max_length=80, required=False)
    features = TextField(
        label=_("Other features that help to find it"), max_length=4000, required=False, rows=4
    )
    form_wanted = ChoicesField(
        label=_("In what form"),
        choices=FormWanted.choices,
        error_messages={"required": _("Choose a form.")},
    )
    way_wanted = ChoicesField(
        label=_("In what way"),
        choices=Way.choices,
        error_messages={"required": _("Choose a way.")},
    )
    consent_to_publish = forms.BooleanField(
        label=_("The applicant consents to publishing question and answer"), required=False
    )
    scan = file_field(required=False)
    proof = file_field(required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].label = _("The application, scanned")
        self.fields["proof"].label = _("The proof of identity, scanned")
        for name in (*OF_PERSON, *OF_ORGANISATION):
            self.fields[name].error_messages["required"] = _("This part is required.")
        # Without a kind neither part is missing; a page calls neither of them optional.
        self._require(self._kind(), otherwise=not self.is_bound)

    def _kind(self) -> str:
        return self.data.get("applicant_kind", "") if self.is_bound else ""

    def _require(self, kind: str, *, otherwise: bool) -> None:
        for name in (*OF_PERSON, *OF_ORGANISATION):
            of_kind = (name in OF_PERSON) == (kind == ApplicantKind.PERSON)
            self.fields[name].required = of_kind if kind else otherwise

    def clean_certificate_number(self) -> str:
        return identifiers.compact(self.cleaned_data["certificate_number"])

    def clean_credit_code(self) -> str:
        return identifiers.compact(self.cleaned_data["credit_code"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = REQUIRED_BY_WAY.get(cleaned.get("way_wanted"))
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("This part is required."))
        # What belongs to the other kind of applicant is not kept.
        person = cleaned.get("applicant_kind") == ApplicantKind.PERSON
        for name in OF_ORGANISATION if person else OF_PERSON:
            cleaned[name] = ""
        self._check_numbers(cleaned)
        self._require(self._kind(), otherwise=True)
        return cleaned

    def _check_numbers(self, cleaned: dict[str, Any]) -> None:
        number, code = cleaned.get("certificate_number"), cleaned.get("credit_code")
        card = cleaned.get("certificate_type") == CertificateType.IDENTITY_CARD
        if number and card and not identifiers.is_identity_card(number, today=timezone.localdate()):
            self.add_error(
                "certificate_number",
                _("This is not the number of an identity card: check its 18 characters."),
            )
        if code and not identifiers.is_credit_code(code):
            self.add_error(
                "credit_code",
                _("This is not a unified social credit code: check its 18 characters."),
            )

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields under their headings, in parts that stand side by side."""
        return [
            {
                "heading": heading,
                "parts": [
                    {"heading": part, "fields": [self[name] for name in names]}
                    for part, names in parts
                ],
            }
            for heading, parts in GROUPS
        ]

    def take(self, error: ValidationError) -> None:
        """Show what the verb refused beside its field; a file's fault stands at the scans."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)
            return
        for name, errors in error.error_dict.items():
            at = next(iter(SCANS)) if name == "file" else name
            self.add_error(at if at in self.fields else None, errors)

    def values(self) -> dict[str, Any]:
        """Return what ``register_by_hand`` takes, files aside."""
        left_out = {"key", *SCANS}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def files_given(self) -> list[tuple[Any, str, str]]:
        """Return the scans as the verb takes them."""
        return [
            (file, file.name, purpose)
            for name, purpose in SCANS.items()
            if (file := self.cleaned_data.get(name))
        ]
