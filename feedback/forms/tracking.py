"""What the asker writes after it was sent: number and code, and the mark."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms import tracking
from catalogs.forms.fields import TextField


class TrackForm(tracking.TrackForm):
    """Receipt number and query code together open a submission."""

    heading = _("Track a submission")
    example = _("For example HD-2026-00001.")
    lost = _(
        "The code is stored nowhere in readable form, so nobody can tell it to you. You can write "
        "again; we answer both together."
    )


class WithdrawForm(forms.Form):
    """A withdrawal is confirmed, since nothing brings the submission back."""

    use_required_attribute = False
    reason = TextField(label=_("Why you withdraw it"), max_length=500, rows=3, required=False)
    confirm = forms.BooleanField(
        label=_("Yes, I give this submission up"),
        error_messages={"required": _("Confirm that you give the submission up.")},
    )


class RatingForm(tracking.RatingForm):
    """One mark, and a word if the asker likes."""

    question = _("How was your submission handled?")
