from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs import identity
from catalogs.models import EncryptedTextField

TELEPHONE = RegexValidator(r"^[0-9+() -]{5,30}$", _("Write the telephone number in digits."))
# The encrypted columns. Nothing else may hold who asks.
CONTACT_FIELDS = ("name", "telephone", "email", "address")


def _part(label: Any, length: int, *validators: Any) -> EncryptedTextField:
    return EncryptedTextField(
        label, max_length=length, blank=True, default="", validators=list(validators)
    )


class Contact(models.Model):
    """Who writes to us: name and contact parts, encrypted; empty after they were erased."""

    name = _part(pgettext_lazy("of a person", "name"), 100)
    telephone = _part(_("telephone"), 30, TELEPHONE)
    email = _part(_("email"), 254, EmailValidator())
    address = _part(_("address"), 300)
    contact_erased_at = models.DateTimeField(_("contact erased at"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def masked_name(self) -> str:
        """What lists show of the asker."""
        return identity.masked_name(self.name)

    @property
    def masked_telephone(self) -> str:
        return identity.masked_number(self.telephone)

    @property
    def masked_email(self) -> str:
        return identity.masked_email(self.email) if self.email else ""

    @property
    def masked_address(self) -> str:
        return identity.masked_address(self.address)

    def contact_parts(self) -> list[str]:
        """Return what must not be told of the asker, longest first."""
        return identity.telling(getattr(self, name) for name in CONTACT_FIELDS)

    def check_reachable(self, *, by_letter: bool = False) -> None:
        """Raise ``ValidationError`` unless a name and a way to answer are given.

        With ``by_letter`` a postal address is a way to answer too.
        """
        errors = {}
        if not self.name.strip():
            errors["name"] = _("This part is required.")
        ways = [self.telephone, self.email, self.address if by_letter else ""]
        if not any(way.strip() for way in ways):
            errors["telephone"] = _("Give a telephone number or an email address.")
        if errors:
            raise ValidationError(errors)
