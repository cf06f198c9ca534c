"""A guide on one page: its columns, a table of steps, a table of materials."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminIntegerFieldWidget, AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from catalogs.guide_values import COLUMNS, MATERIAL_COLUMNS, STEP_COLUMNS
from catalogs.models import Guide, GuideMaterial, GuideStep
from catalogs.models.guides import MaterialForm as PaperForm

SPARE_ROWS = 2
MOST_ROWS = 60


class GuideForm(forms.ModelForm):
    class Meta:
        model = Guide
        fields = COLUMNS
        widgets = {
            "conditions": AdminTextareaWidget(attrs={"rows": 4}),
            "statutory_limit": AdminIntegerFieldWidget,
            "commitment_limit": AdminIntegerFieldWidget,
        }
        help_texts = {
            "statutory_limit": _("In days, as the law sets it."),
            "commitment_limit": _("In days, as the department promises; never longer."),
        }


class StepForm(forms.ModelForm):
    class Meta:
        model = GuideStep
        fields = STEP_COLUMNS
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class MaterialForm(forms.ModelForm):
    copies = forms.IntegerField(label=_("Copies"), min_value=0, max_value=99, initial=1)
    form = forms.ChoiceField(label=_("Form"), choices=PaperForm.choices, initial=PaperForm.ORIGINAL)

    class Meta:
        model = GuideMaterial
        fields = MATERIAL_COLUMNS


StepFormSet = forms.formset_factory(
    StepForm, extra=SPARE_ROWS, can_delete=True, max_num=MOST_ROWS, validate_max=True
)
MaterialFormSet = forms.formset_factory(
    MaterialForm, extra=SPARE_ROWS, can_delete=True, max_num=MOST_ROWS, validate_max=True
)


class GuideForms:
    """The three forms of a guide as one: ``is_valid``, ``values``, ``media``."""

    def __init__(self, data: Any = None, *, values: dict[str, Any] | None, guide: Guide) -> None:
        present = values or {}
        columns = {name: present[name] for name in COLUMNS if name in present}
        self.columns = GuideForm(data, prefix="guide", instance=guide, initial=columns)
        self.steps = StepFormSet(data, prefix="steps", initial=present.get("steps"))
        self.materials = MaterialFormSet(data, prefix="materials", initial=present.get("materials"))

    def is_valid(self) -> bool:
        # All three are asked, so that every error is shown at once.
        forms_ = (self.columns, self.steps, self.materials)
        return sum(not form.is_valid() for form in forms_) == 0

    @property
    def media(self) -> forms.Media:
        return self.columns.media + self.steps.media + self.materials.media

    def values(self) -> dict[str, Any] | None:
        """Return the guide in the shape of ``guide_values.read_guide``; None when all is blank."""
        columns = {name: _plain(self.columns.cleaned_data[name]) for name in COLUMNS}
        steps = _rows(self.steps, STEP_COLUMNS)
        materials = _rows(self.materials, MATERIAL_COLUMNS)
        written = [value for name, value in columns.items() if name != "limit_unit"]
        if not any([*written, steps, materials]):
            return None
        return {**columns, "steps": steps, "materials": materials}


def _rows(formset: forms.BaseFormSet, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {name: _plain(form.cleaned_data[name]) for name in names}
        for form in formset.forms
        if form.cleaned_data.get("name") and form not in formset.deleted_forms
    ]


def _plain(value: Any) -> Any:
    """Return text with the line ends of the database; browsers send others."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
