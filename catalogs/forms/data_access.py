"""Forms of whoever asks for data that are open on conditions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.forms.moves import RefusableForm
from catalogs.forms.sending import SendingForm
from catalogs.models import DataAccessRequest
from catalogs.models.data_access import TELEPHONE
from catalogs.sharing_enums import AccessApplicant

NAMES = (
    *("applicant", "name", "contact_person", "telephone", "email"),
    *("purpose", "way_of_use"),
)


class AccessFields(forms.Form):
    """Who asks, what for, and the promise to keep the conditions."""

    use_required_attribute = False
    applicant = ChoicesField(
        label=_("Who asks for the data?"),
        choices=AccessApplicant.choices,
        error_messages={"required": _("Choose who asks.")},
    )
    name = LineField(
        label=_("Name of the person or organisation"),
        max_length=100,
        autocomplete="name",
        error_messages={"required": _("Write the name.")},
    )
    contact_person = LineField(
        label=_("Contact person"),
        max_length=100,
        required=False,
        help_text=_("Needed for an organisation."),
    )
    telephone = LineField(
        label=_("Telephone"),
        max_length=30,
        autocomplete="tel",
        inputmode="tel",
        validators=[TELEPHONE],
        error_messages={"required": _("Write a telephone number.")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write when it is decided; what you wrote is not in the email."),
        error_messages={"required": _("Write your email address.")},
    )
    purpose = TextField(
        label=_("What do you need the data for?"),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write what you need the data for.")},
    )
    way_of_use = TextField(
        label=_("How will you use and keep them?"),
        max_length=1000,
        rows=4,
        help_text=_("Who works with them, where they are kept, and what is published of them."),
        error_messages={"required": _("Write how you will use and keep the data.")},
    )
    promise = forms.BooleanField(
        label=_("I have read the conditions of use above and will keep them."),
        error_messages={"required": _("Without this promise the data cannot be given.")},
    )

    def values(self) -> dict[str, Any]:
        """Return the columns of the request."""
        return {name: self.cleaned_data[name] for name in NAMES}


class AccessForm(AccessFields, SendingForm):
    """Asking for the first time."""


class AccessCorrectionForm(AccessFields, RefusableForm):
    """Sending in again what was returned; the promise is given anew."""


def of_request(request: DataAccessRequest) -> dict[str, Any]:
    """Return what the correction begins with."""
    return {name: getattr(request, name) for name in NAMES}
