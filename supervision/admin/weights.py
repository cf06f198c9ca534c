"""What each indicator weighs in the whole score."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogs.admin.fixed_rows import FixedRowsAdmin
from catalogs.forms.actions import ReasonField
from supervision.models import IndicatorWeight
from supervision.scoring import change_weight


class IndicatorWeightForm(forms.ModelForm):
    reason = ReasonField()

    class Meta:
        model = IndicatorWeight
        fields = ("weight",)


@admin.register(IndicatorWeight)
class IndicatorWeightAdmin(FixedRowsAdmin):
    """Every indicator has its row; a change holds from the next inspection on."""

    form = IndicatorWeightForm
    list_display = ("indicator", "weight")
    fields = ("indicator", "weight", "reason")
    readonly_fields = ("indicator",)

    def save_model(self, request, obj, form, change):
        change_weight(
            obj,
            actor=request.user,
            weight=form.cleaned_data["weight"],
            reason=form.cleaned_data["reason"],
        )

    def action_words(self, action: str) -> str:
        words = _("Weight changed")
        return str(words) if action == "change_weight" else super().action_words(action)
