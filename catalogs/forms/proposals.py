"""Why, on what basis and from when an adjustment is proposed."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from catalogs.enums import AdjustmentReason
from catalogs.models import Adjustment

from .moves import RefusableForm

# The first edition of a list is adopted as a whole, never proposed for one entry.
REASONS = [
    choice for choice in AdjustmentReason.choices if choice[0] != AdjustmentReason.FIRST_EDITION
]


class ProposalForm(RefusableForm):
    """The head of an adjustment; the values themselves stand in the entry's own form."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "---------"), *REASONS])
    basis = forms.CharField(
        label=_("Basis"),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("The law, decision or document that calls for the adjustment."),
        max_length=4000,
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("For citizens, in plain words. It appears in the public log."),
        required=False,
        max_length=4000,
    )
    effective_on = forms.DateField(label=_("In force from"), widget=AdminDateWidget)

    @staticmethod
    def initial_of(adjustment: Adjustment) -> dict:
        """Return the present head of an adjustment that is mended."""
        return {
            name: getattr(adjustment, name)
            for name in ("reason", "basis", "explanation", "effective_on")
        }
