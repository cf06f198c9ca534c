"""The form of a dataset: its entry in the catalogue, and a file for the next version."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_enums import Openness
from catalogs.data_files import check_name_and_size
from catalogs.models import Dataset

from .keywords import KeywordsField

# What a clerk writes; the rest is set by the verbs of the data catalogue.
COLUMNS = (
    "code",
    "name",
    "name_en",
    "description",
    "description_en",
    "department",
    "field",
    "theme",
    "frequency",
    "licence",
    "openness",
    "conditions",
    "keywords",
)
FILE = ("new_file", "new_note")


class DatasetForm(forms.ModelForm):
    keywords = KeywordsField()
    new_file = forms.FileField(
        label=_("File of the next version"),
        required=False,
        help_text=_(
            "CSV in UTF-8 or GB18030, XLSX, or JSON as a list of objects; at most 512 MB and"
            " 2,000,000 rows, the names of the columns in the first row. It is checked first;"
            " nothing is released before you have seen what was found."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
    )
    new_note = forms.CharField(
        label=pgettext_lazy("data", "What changed"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
    )

    class Meta:
        model = Dataset
        fields = (*COLUMNS, "matters")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_conditions(data)
        if file := data.get("new_file"):
            try:
                check_name_and_size(file.name, file.size)
            except ValidationError as error:
                self.add_error("new_file", error.message_dict["file"])
        return data

    def _check_conditions(self, data: dict[str, Any]) -> None:
        if "openness" not in self.fields:
            return
        conditional = data.get("openness") == Openness.CONDITIONAL
        if conditional and not data.get("conditions"):
            self.add_error("conditions", _("Say on what conditions the data are given."))
        elif not conditional and data.get("conditions"):
            self.add_error("conditions", _("Only data that are open on conditions have some."))
