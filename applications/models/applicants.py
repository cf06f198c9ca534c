from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import ApplicantKind, CertificateType, Way
from catalogs import identity
from catalogs.models import EncryptedTextField

CREDIT_CODE = RegexValidator(
    r"^[0-9A-HJ-NPQRTUWXY]{18}$",
    _("A unified social credit code has 18 digits and capital letters."),
)
TELEPHONE = RegexValidator(r"^[0-9+() -]{5,30}$", _("Write the telephone number in digits."))
POSTCODE = RegexValidator(r"^[0-9]{6}$", _("A postcode has six digits."))

# What Art. 29 asks for: name, proof of identity, contact.
REQUIRED = {
    "person": ("name", "certificate_type", "certificate_number", "telephone"),
    "organisation": (
        "organisation",
        "credit_code",
        "representative",
        "contact_person",
        "telephone",
    ),
}
REQUIRED_BY_WAY = {Way.EMAIL: "email", Way.POST: "address"}


def _part(label, length: int, *validators, **options) -> EncryptedTextField:
    return EncryptedTextField(
        label, max_length=length, blank=True, default="", validators=list(validators), **options
    )


class Applicant(models.Model):
    """Who applies: identity and contact parts, encrypted; empty after they were erased."""

    applicant_kind = models.CharField(_("applicant"), max_length=16, choices=ApplicantKind)
    name = _part(pgettext_lazy("of a person", "name"), 100)
    certificate_type = _part(_("kind of certificate"), 20, choices=CertificateType)
    certificate_number = _part(_("certificate number"), 40)
    organisation = _part(_("name of the organisation"), 200)
    credit_code = _part(_("unified social credit code"), 18, CREDIT_CODE)
    representative = _part(_("legal representative"), 100)
    contact_person = _part(_("contact person"), 100)
    telephone = _part(_("telephone"), 30, TELEPHONE)
    email = _part(_("email"), 254, EmailValidator())
    address = _part(_("address"), 300)
    postcode = _part(_("postcode"), 6, POSTCODE)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Ask for exactly the parts the law asks for, and a way to reach the applicant."""
        super().clean()
        errors = {
            name: _("This part is required.")
            for name in self.required_parts()
            if not getattr(self, name).strip()
        }
        if errors:
            raise ValidationError(errors)

    def required_parts(self) -> list[str]:
        kind = "person" if self.is_person else "organisation"
        by_way = REQUIRED_BY_WAY.get(self.way_wanted)
        return [*REQUIRED[kind], *([by_way] if by_way else [])]

    @property
    def is_person(self) -> bool:
        return self.applicant_kind == ApplicantKind.PERSON

    @property
    def full_name(self) -> str:
        """The person's or the organisation's name; empty once erased. Not for lists."""
        return self.name if self.is_person else self.organisation

    @property
    def masked_name(self) -> str:
        """What lists show of the applicant; an organisation's name is hidden like a person's."""
        return identity.masked_name(self.full_name)

    @property
    def masked_telephone(self) -> str:
        return identity.masked_number(self.telephone)

    @property
    def masked_email(self) -> str:
        return identity.masked_email(self.email) if self.email else ""

    @property
    def masked_certificate(self) -> str:
        return identity.masked_number(
            self.certificate_number if self.is_person else self.credit_code
        )

    @property
    def masked_address(self) -> str:
        return identity.masked_address(self.address)
