"""The steps of an application, one form a page: exactly what Article 29 of Decree 711 asks for."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import identifiers
from applications.contacts import receivers
from applications.enums import ApplicantKind, CertificateType, FormWanted, Way
from applications.models.applicants import POSTCODE, REQUIRED_BY_WAY, TELEPHONE
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.models import Department

# In which ways each form can reach the applicant.
WAYS_OF_FORM = {
    FormWanted.ELECTRONIC: (Way.ONLINE, Way.EMAIL),
    FormWanted.PAPER: (Way.POST, Way.FAX, Way.PICK_UP),
    FormWanted.DISC: (Way.POST, Way.PICK_UP),
    FormWanted.READING: (Way.ON_SITE,),
}
YES, NO = "yes", "no"


class StepForm(forms.Form):
    """One step; ``answers`` are those of all steps, for what one step asks because of another."""

    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    use_required_attribute = False

    def __init__(self, *args, answers: dict[str, dict], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers

    def kept(self) -> dict[str, Any]:
        """Return what is kept with the draft: the cleaned values, as text."""
        return dict(self.cleaned_data)


class KindForm(StepForm):
    heading = _("Who applies?")
    applicant_kind = ChoicesField(
        label=_("Kind of applicant"),
        choices=ApplicantKind.choices,
        error_messages={"required": _("Choose who applies.")},
    )


class PersonForm(StepForm):
    heading = _("Who are you?")
    lead = _("The law asks for your name and a proof of identity.")
    name = LineField(
        label=_("Full name"),
        max_length=100,
        autocomplete="name",
        error_messages={"required": _("Write your full name.")},
    )
    certificate_type = ChoicesField(
        label=_("Kind of certificate"),
        choices=CertificateType.choices,
        error_messages={"required": _("Choose a kind of certificate.")},
    )
    certificate_number = LineField(
        label=_("Certificate number"),
        max_length=60,
        help_text=_("Spaces are allowed. It is kept encrypted and shown to the handlers only."),
        error_messages={"required": _("Write the number of the certificate.")},
    )

    def clean_certificate_number(self) -> str:
        number = identifiers.compact(self.cleaned_data["certificate_number"])
        if self.cleaned_data.get("certificate_type") == CertificateType.IDENTITY_CARD:
            if not identifiers.is_identity_card(number, today=timezone.localdate()):
                raise forms.ValidationError(
                    _("This is not the number of an identity card: check its 18 characters.")
                )
        elif not 5 <= len(number) <= 40:
            raise forms.ValidationError(_("Write the whole number of the certificate."))
        return number


class OrganisationForm(StepForm):
    heading = _("Which organisation do you apply for?")
    lead = _("The law asks for its name, its code, its legal representative and a contact person.")
    organisation = LineField(
        label=_("Name of the organisation"),
        max_length=200,
        autocomplete="organization",
        error_messages={"required": _("Write the name of the organisation.")},
    )
    credit_code = LineField(
        label=_("Unified social credit code"),
        max_length=40,
        help_text=_("18 digits and letters, as on the business licence. Spaces are allowed."),
        error_messages={"required": _("Write the unified social credit code.")},
    )
    representative = LineField(
        label=_("Legal representative"),
        max_length=100,
        error_messages={"required": _("Write the name of the legal representative.")},
    )
    contact_person = LineField(
        label=_("Contact person"),
        max_length=100,
        autocomplete="name",
        error_messages={"required": _("Write the name of the contact person.")},
    )

    def clean_credit_code(self) -> str:
        code = identifiers.compact(self.cleaned_data["credit_code"])
        if not identifiers.is_credit_code(code):
            raise forms.ValidationError(
                _("This is not a unified social credit code: check its 18 characters.")
            )
        return code


class ContactForm(StepForm):
    heading = _("How can we reach you?")
    lead = _("We write or call only about this application.")
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
        required=False,
        help_text=_("We then tell you by email when something happens."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Write the email address for the answer.")},
    )
    address = LineField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        autocomplete="street-address",
        error_messages={"required": _("Write the postal address for the answer.")},
    )
    postcode = LineField(
        label=_("Postcode"),
        max_length=6,
        required=False,
        autocomplete="postal-code",
        inputmode="numeric",
        validators=[POSTCODE],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Asked again when the way chosen later needs it.
        needed = REQUIRED_BY_WAY.get(self.answers.get("wanted", {}).get("way_wanted"))
        if needed:
            self.fields[needed].required = True


class DepartmentForm(StepForm):
    heading = _("Which department holds the information?")
    lead = _("If you do not know, leave it open: the disclosure office finds the right one.")
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("I do not know"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = receivers()

    def kept(self) -> dict[str, Any]:
        department = self.cleaned_data["department"]
        return {"department": department.code if department else ""}


class AskedForm(StepForm):
    heading = _("What information do you ask for?")
    lead = _("The more exactly you name it, the sooner it is found. You need not say why.")
    title = LineField(
        label=_("Title of the information"),
        max_length=300,
        help_text=_("For example the name of a plan, a decision or a project."),
        error_messages={"required": _("Write what information you ask for.")},
    )
    document_number = LineField(label=_("Document number"), max_length=80, required=False)
    features = TextField(
        label=_("Other features that help to find it"),
        max_length=4000,
        required=False,
        help_text=_("For example the period, the place, or who made it."),
    )


class WantedForm(StepForm):
    heading = _("How do you want the information?")
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ways = WAYS_OF_FORM.get(cleaned.get("form_wanted"), ())
        if "way_wanted" in cleaned and ways and cleaned["way_wanted"] not in ways:
            self.add_error(
                "way_wanted",
                _("In the form “%(form)s” it can reach you so: %(ways)s.")
                % {
                    "form": FormWanted(cleaned["form_wanted"]).label,
                    "ways": _("; ").join(str(Way(way).label) for way in ways),
                },
            )
        return cleaned


class ConsentForm(StepForm):
    heading = _("May question and answer be published?")
    lead = _(
        "Others may look for the same. An editor takes out everything that tells who you are "
        "before anything is published. Your application is handled alike, whatever you choose."
    )
    consent_to_publish = ChoicesField(
        label=_("Publish question and answer"),
        choices=[(YES, _("Yes, they may be published without my name")), (NO, _("No"))],
        error_messages={"required": _("Choose yes or no.")},
    )
