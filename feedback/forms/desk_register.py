"""The form of a submission that came by the hotline, by telephone, by letter or in person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.actions import DayField, NamedChoice
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.forms.files import FilesField
from catalogs.models import Field
from feedback.enums import Channel, SubmissionKind
from feedback.models.people import TELEPHONE
from feedback.models.submissions import OWN_PAGE

BY_HAND = [channel for channel in Channel if channel != Channel.ONLINE]
# Headings with their fields, in two columns.
GROUPS = (
    (_("How it came"), (("channel",), ("received_on", "files"))),
    (
        pgettext_lazy("of a submission", "What is asked"),
        (("kind", "field", "page_address"), ("title", "text")),
    ),
    (_("Who asks"), (("name", "telephone", "email"), ("address", "consent_to_publish"))),
)


class RegisteringForm(forms.Form):
    """Everything on one page, for an official with the letter or the caller at hand."""

    use_required_attribute = False

    # Sent with the form, so that pressing twice registers once.
    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = ChoicesField(
        label=_("Channel"),
        choices=[(channel, channel.label) for channel in BY_HAND],
        error_messages={"required": _("Choose how it came.")},
    )
    received_on = DayField(
        label=_("Arrived on"),
        help_text=_("The time for the reply is counted from this day."),
        error_messages={"required": _("Give the day it arrived.")},
    )
    kind = ChoicesField(
        label=_("Kind"),
        # An error in data names its dataset, which only the page of the dataset tells.
        choices=[
            (value, label)
            for value, label in SubmissionKind.choices
            if value != SubmissionKind.DATA_CORRECTION
        ],
        error_messages={"required": _("Choose a kind.")},
    )
    field = NamedChoice(
        label=_("Field"), queryset=Field.objects.none(), required=False, empty_label=_("None")
    )
    page_address = LineField(
        label=_("Address of the page"),
        max_length=500,
        required=False,
        validators=[OWN_PAGE],
        help_text=_("Only for an error on this site."),
    )
    title = LineField(
        label=_("In one line"),
        max_length=200,
        error_messages={"required": _("Say in one line what it is about.")},
    )
    text = TextField(
        label=pgettext_lazy("of a submission", "In detail"),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write what it is about.")},
    )
    name = LineField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=100,
        required=False,
        help_text=_(
            "With the name a telephone number or an email address is needed; for a letter a postal "
            "address will do. A report or an error may be without a name."
        ),
    )
    telephone = LineField(
        label=_("Telephone"),
        max_length=30,
        inputmode="tel",
        required=False,
        validators=[TELEPHONE],
    )
    email = forms.EmailField(label=_("Email address"), max_length=254, required=False)
    address = LineField(label=_("Postal address"), max_length=300, required=False)
    consent_to_publish = forms.BooleanField(
        label=_("The asker consents to publishing question and answer"), required=False
    )
    files = FilesField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.public()

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields under their headings, in two columns."""
        return [
            {"heading": heading, "parts": [[self[name] for name in part] for part in parts]}
            for heading, parts in GROUPS
        ]

    def values(self) -> dict[str, Any]:
        """Return what ``register_by_hand`` takes, files aside."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("key", "files")
        }

    def take(self, error: ValidationError) -> None:
        """Show what the verb refused beside its field, or above the form."""
        given = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, words in given.items():
            at = "files" if name == "file" else name
            self.add_error(at if at in self.fields else None, words)
