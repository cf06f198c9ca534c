"""What the moves of a consultation ask before they are made."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.actions import DayField
from catalogs.forms.moves import MoveForm
from feedback import consulting
from feedback.models import Consultation


class LengthenForm(MoveForm):
    """Until when, and why."""

    field_order = ("closes_on", "reason")
    closes_on = DayField(label=_("New last day"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = self.target.closes_on


class ResultForm(MoveForm):
    """The result, with the figures it is written about."""

    field_order = ("result", "comments_elsewhere", "reason")
    result = forms.CharField(
        label=pgettext_lazy("of a consultation", "Result"),
        widget=AdminTextareaWidget(attrs={"rows": 14}),
        max_length=8000,
        error_messages={"required": _("Write the result.")},
    )
    comments_elsewhere = forms.IntegerField(
        label=_("Comments by other ways"),
        help_text=_("By post, telephone and in meetings."),
        min_value=0,
        max_value=1_000_000,
        initial=0,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].help_text = figures_in_words(self.target)
        for name in ("result", "comments_elsewhere"):
            self.fields[name].initial = getattr(self.target, name)


def figures_in_words(consultation: Consultation) -> str:
    """Return what there is to write about: how many comments, and what became of them."""
    counted = consulting.figures(consultation)
    words = _now(
        "Say what was said and what becomes of it, and why. Comments on this portal: %(received)d. "
        "Adopted: %(adopted)d. Partly adopted: %(partly)d. Not adopted: %(not_adopted)d. "
        "Not decided yet: %(undecided)d. Waiting to be read: %(pending)d."
    )
    names = ("received", "adopted", "partly", "not_adopted", "undecided", "pending")
    return words % {name: getattr(counted, name) for name in names}
