"""What somebody writes about a draft; who writes may say so, and need not."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.fields import LineField, TextField
from catalogs.forms.sending import SendingForm
from feedback.models.people import TELEPHONE


class CommentForm(SendingForm):
    """The comment, and how to ask back."""

    text = TextField(
        label=_("Your comment"),
        max_length=4000,
        rows=8,
        help_text=_(
            "Name the article you write about. Write nothing here that tells who you are: "
            "an official reads the comment and may show it to everyone."
        ),
        error_messages={"required": _("Write your comment.")},
    )
    name = LineField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=100,
        autocomplete="name",
        required=False,
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
        help_text=_("One letter tells you when the result is published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def values(self) -> dict[str, str]:
        """Return the columns of a comment."""
        return {name: self.cleaned_data[name] for name in ("text", "name", "telephone", "email")}

    def written(self) -> list[dict[str, str]]:
        """Return what was typed, to be given back where comments are no longer taken."""
        names = ("text", "name", "telephone", "email")
        typed = [(self.fields[name].label, self[name].value() or "") for name in names]
        return [{"label": label, "value": value} for label, value in typed if value.strip()]
