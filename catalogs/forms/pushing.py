"""The form of a departmental system: its rule, and from where it may push."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Genre
from catalogs.models import PushSystem
from catalogs.push_enums import PushRule

COLUMNS = ("name", "department", "rule", "release_genres", "allowed_networks", "contact")


class PushSystemForm(forms.ModelForm):
    release_genres = forms.MultipleChoiceField(
        label=_("Genres released straight"),
        choices=Genre.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = PushSystem
        fields = (*COLUMNS, "release_matters")
        widgets = {"allowed_networks": AdminTextareaWidget(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "rule" not in self.fields:
            return data
        genres = data.get("release_genres")
        if data.get("rule") == PushRule.RELEASE and not genres:
            self.add_error("release_genres", _("Name the genres that are released straight."))
        department = data.get("department")
        strange = [
            matter.code
            for matter in data.get("release_matters") or ()
            if department and matter.department_id != department.pk
        ]
        if strange:
            sentence = _("These matters belong to another department: %(codes)s.")
            codes = {"codes": _(", ").join(strange)}
            self.add_error("release_matters", ValidationError(sentence, params=codes))
        return data
