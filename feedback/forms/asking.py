"""What somebody writes to us: the question, how to answer, or an error on a page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.forms.files import FilesField
from catalogs.forms.sending import SendingForm
from catalogs.models import Field
from feedback.enums import NAMELESS_KINDS, PUBLISHABLE_KINDS, SubmissionKind
from feedback.models.people import TELEPHONE
from feedback.models.submissions import OWN_PAGE

LONGEST_TITLE = 60
YES, NO = "yes", "no"


def first_line(text: str) -> str:
    """Return what stands for a title where none is asked for."""
    return text.strip().splitlines()[0][:LONGEST_TITLE]


class FieldChoice(forms.ModelChoiceField):
    """A field of publicity in the reader's language."""

    def label_from_instance(self, row: Field) -> str:
        return row.display_name


class QuestionForm(forms.Form):
    """The first page: what it is about."""

    use_required_attribute = False
    heading = _("Write to the government")
    kind = ChoicesField(
        label=_("What do you want to send?"),
        choices=[
            (SubmissionKind.CONSULTATION, _("A question: I want to know something")),
            (SubmissionKind.SUGGESTION, _("A suggestion: something could be better")),
            (SubmissionKind.COMPLAINT, _("A complaint: I am not content with how I was served")),
            (SubmissionKind.REPORT, _("A report: somebody breaks a rule")),
        ],
        error_messages={"required": _("Choose what you want to send.")},
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
        help_text=_("Where, when and what. Write nothing here that tells who you are."),
        error_messages={"required": _("Write what it is about.")},
    )
    field = FieldChoice(
        label=_("Field"),
        queryset=Field.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("I do not know"),
        help_text=_("It helps to find the department that answers."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.public()


class SendForm(SendingForm):
    """The second page: who asks, files, and whether the answer may be published."""

    name = LineField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=100,
        autocomplete="name",
        error_messages={"required": _("Write your name.")},
    )
    telephone = LineField(
        label=_("Telephone"),
        max_length=30,
        autocomplete="tel",
        inputmode="tel",
        required=False,
        validators=[TELEPHONE],
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write when something happens; what you asked is not in the email."),
    )
    files = FilesField()
    consent_to_publish = ChoicesField(
        label=_("May question and answer be published?"),
        choices=[(YES, _("Yes, they may be published without my name")), (NO, _("No"))],
        help_text=_("An editor takes out everything that tells who you are."),
        error_messages={"required": _("Choose yes or no.")},
    )

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.nameless = kind in NAMELESS_KINDS
        self.fields["name"].required = not self.nameless
        if kind not in PUBLISHABLE_KINDS:
            del self.fields["consent_to_publish"]

    def clean(self) -> dict:
        # Before the guard, which is used up by being right.
        given = self.cleaned_data
        if not self.nameless and not given.get("telephone") and not given.get("email"):
            self.add_error("telephone", _("Give a telephone number or an email address."))
        return super().clean()

    def values(self) -> dict[str, Any]:
        """Return the columns of a submission that this page asks for."""
        given = self.cleaned_data
        contact = {name: given[name] for name in ("name", "telephone", "email")}
        return contact | {"consent_to_publish": given.get("consent_to_publish") == YES}


class SiteErrorForm(SendingForm):
    """An error on a page of this site: which page, and what is wrong with it."""

    heading = _("Something wrong with a page?")
    page_address = LineField(
        label=_("Address of the page"),
        max_length=500,
        error_messages={"required": _("Write the address of the page.")},
    )
    text = TextField(
        label=_("What is wrong with it?"),
        max_length=4000,
        rows=5,
        error_messages={"required": _("Write what is wrong.")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you want to be told when it is put right."),
    )
    files = FilesField()

    def clean_page_address(self) -> str:
        """Take the address as the browser shows it, too; only a page of this site is taken."""
        address = self.cleaned_data["page_address"].removeprefix(settings.SITE_URL.rstrip("/"))
        OWN_PAGE(address or "/")
        return address or "/"

    def values(self) -> dict[str, Any]:
        """Return the columns of a submission."""
        given = self.cleaned_data
        return {
            "kind": SubmissionKind.SITE_ERROR,
            "title": first_line(given["text"]),
            **{name: given[name] for name in ("page_address", "text", "email")},
        }
