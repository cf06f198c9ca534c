"""What the applicant writes after the application was sent: code, correction, withdrawal, mark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField, LineField, TextField, file_field


class TrackForm(forms.Form):
    """Receipt number and query code together open an application."""

    use_required_attribute = False
    number = LineField(
        label=_("Receipt number"),
        max_length=40,
        help_text=_("For example SQ-2026-00001."),
        error_messages={"required": _("Write the receipt number.")},
    )
    code = LineField(
        label=_("Query code"),
        max_length=40,
        help_text=_("Twelve letters and digits. Dashes, spaces and small letters do not matter."),
        error_messages={"required": _("Write the query code.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "short code"
            field.widget.attrs["autocapitalize"] = "characters"


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


class RatingForm(forms.Form):
    """One mark, and a word if the applicant likes."""

    use_required_attribute = False
    score = ChoicesField(
        label=_("How was your application handled?"),
        choices=[
            ("5", _("Very well")),
            ("4", _("Well")),
            ("3", _("Passably")),
            ("2", _("Badly")),
            ("1", _("Very badly")),
        ],
        error_messages={"required": _("Choose a mark.")},
    )
    comment = TextField(label=_("What can we do better?"), max_length=1000, rows=4, required=False)
