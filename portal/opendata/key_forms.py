"""Asking for a free key of the open API, and giving it up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import LineField, TextField
from catalogs.forms.sending import SendingForm


class KeyForm(SendingForm):
    """Who wants a key, and what for."""

    holder = LineField(
        label=_("App or organisation"),
        max_length=100,
        autocomplete="organization",
        error_messages={"required": _("Write the name of your app or organisation.")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write only if something is wrong with how the key is used."),
        error_messages={"required": _("Write an email address.")},
    )
    purpose = TextField(
        label=_("What are the data for?"),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write in a sentence what the data are for.")},
    )

    def values(self) -> dict[str, Any]:
        """Return what the verb that gives a key takes."""
        return {name: self.cleaned_data[name] for name in ("holder", "email", "purpose")}


class GiveUpForm(forms.Form):
    """The key that its holder gives up."""

    use_required_attribute = False
    key = LineField(
        label=_("API key"),
        max_length=100,
        error_messages={"required": _("Write the key you give up.")},
    )
