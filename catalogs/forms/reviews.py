"""The request that a matter not be disclosed."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from catalogs.enums import NonDisclosureGround

from .moves import RefusableForm


class NonDisclosureForm(RefusableForm):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=[("", "---------"), *NonDisclosureGround.choices]
    )
    justification = forms.CharField(
        label=_("Justification"),
        widget=AdminTextareaWidget(attrs={"rows": 6}),
        help_text=_("Why the ground holds for this matter; the offices decide by it."),
        max_length=4000,
    )
