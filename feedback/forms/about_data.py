"""What is sent about open data: an error in a dataset, or data that are missing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField, TextField
from catalogs.forms.files import FilesField
from catalogs.forms.sending import SendingForm
from catalogs.models import Dataset
from feedback.enums import SubmissionKind
from feedback.forms.asking import NO, YES, first_line


class AboutDataForm(SendingForm):
    """The page of a dataset carries its code; a wish for data needs none."""

    heading = _("Something about the open data?")
    kind = ChoicesField(
        label=_("What do you want to tell us?"),
        choices=[
            (SubmissionKind.DATA_CORRECTION, _("Something in the data is wrong")),
            (SubmissionKind.DATA_REQUEST, _("Data that I need are missing")),
        ],
        error_messages={"required": _("Choose what you want to tell us.")},
    )
    dataset = forms.ModelChoiceField(
        queryset=Dataset.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This dataset is not public.")},
    )
    text = TextField(
        label=_("Which data, and what about them?"),
        max_length=4000,
        rows=6,
        help_text=_("Name row and column of an error; or what the data you miss should hold."),
        error_messages={"required": _("Write what it is about.")},
    )
    consent_to_publish = ChoicesField(
        label=_("May question and answer be published?"),
        choices=[(YES, _("Yes, they may be published without my name")), (NO, _("No"))],
        help_text=_("Others who use the data then read it on the page of the dataset."),
        error_messages={"required": _("Choose yes or no.")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you want to be told when it is answered."),
    )
    files = FilesField()

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        public = Dataset.objects.public(today).select_related("department", "field")
        self.fields["dataset"].queryset = public

    @property
    def chosen(self) -> Dataset | None:
        """The public dataset it is about, as the page names it."""
        code = self["dataset"].value()
        return self.fields["dataset"].queryset.filter(code=code).first() if code else None

    def clean(self) -> dict:
        # Before the guard, which is used up by being right.
        given = self.cleaned_data
        correction = given.get("kind") == SubmissionKind.DATA_CORRECTION
        if correction and "dataset" not in self.errors and given.get("dataset") is None:
            self.add_error("kind", _("Report an error from the page of the dataset it is in."))
        return super().clean()

    def values(self) -> dict[str, Any]:
        """Return the columns of a submission."""
        given = self.cleaned_data
        dataset = given["dataset"]
        return {
            "kind": given["kind"],
            "title": first_line(given["text"]),
            "text": given["text"],
            "email": given["email"],
            "consent_to_publish": given["consent_to_publish"] == YES,
            "dataset": dataset,
            "field": dataset.field if dataset else None,
        }
