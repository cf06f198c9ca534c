"""What the applicant writes after the application was sent: code, correction, withdrawal, mark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms import tracking
from catalogs.forms.fields import TextField, file_field


class TrackForm(tracking.TrackForm):
    """Receipt number and query code together open an application."""

    heading = _("Follow your application")
    example = _("For example SQ-2026-00001.")
    lost = _(
        "The code is stored nowhere in readable form. Come to the disclosure office with your "
        "identity card, or call it: you are told the state of your application and receive the "
        "answer in the way you chose. You can also apply again."
    )


class CorrectionForm(forms.Form):
    """The correction in words, and one or two files with it."""

    use_required_attribute = False
    text = TextField(
        label=_("Your correction"),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write the correction.")},
    )
    file = file_field(required=False)


class WithdrawForm(forms.Form):
    """A withdrawal is confirmed, since nothing brings the application back."""

    use_required_attribute = False
    confirm = forms.BooleanField(
        label=_("Yes, I give this application up"),
        error_messages={"required": _("Confirm that you give the application up.")},
    )


class RatingForm(tracking.RatingForm):
    """One mark, and a word if the applicant likes."""

    question = _("How was your application handled?")
