"""What each indicator weighs in the whole score."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogs.admin.scoped import ReferenceAdmin
from catalogs.forms.actions import ReasonField
from supervision.models import IndicatorWeight
from supervision.scoring import change_weight


class IndicatorWeightForm(forms.ModelForm):
    reason = ReasonField()

    class Meta:
        model = IndicatorWeight
        fields = ("weight",)


@admin.register(IndicatorWeight)
class IndicatorWeightAdmin(ReferenceAdmin):
    """Every indicator has its row; a change holds from the next inspection on."""

    form = IndicatorWeightForm
    list_display = ("indicator", "weight")
    fields = ("indicator", "weight", "reason")
    readonly_fields = ("indicator",)

    def get_queryset(self, request):
        IndicatorWeight.objects.complete()
        return super().get_queryset(request)

    def get_fields(self, request, obj=None):
        # Who only reads has no reason to give.
        return self.fields if self.has_change_permission(request, obj) else self.fields[:2]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        change_weight(
            obj,
            actor=request.user,
            weight=form.cleaned_data["weight"],
            reason=form.cleaned_data["reason"],
        )

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history, with the reason."""

    def action_words(self, action: str) -> str:
        words = _("Weight changed")
        return str(words) if action == "change_weight" else super().action_words(action)
