"""The form of a dataset: its entry in the catalogue, and a file for the next version."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import Openness
from catalogs.data_files import read_data
from catalogs.data_releasing import check_version
from catalogs.models import Dataset
from catalogs.tables import LARGEST_FILE

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
FILE = ("new_file", "new_note", "personal_reason")


class DatasetForm(forms.ModelForm):
    keywords = KeywordsField()
    new_file = forms.FileField(
        label=_("File of the next version"),
        required=False,
        help_text=_(
            "CSV in UTF-8 or GB18030, XLSX, or JSON as a list of objects; at most 32 MB and"
            " 100,000 rows, the names of the columns in the first row."
        ),
    )
    new_note = forms.CharField(
        label=_("What changed"), required=False, max_length=300, widget=AdminTextInputWidget
    )
    personal_reason = forms.CharField(
        label=_("Why personal numbers may be public"),
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        required=False,
        max_length=1000,
        help_text=_(
            "Only where the file holds numbers that look like identity cards, mobile telephones or"
            " bank cards. It is kept in the history."
        ),
    )

    class Meta:
        model = Dataset
        fields = (*COLUMNS, "matters")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_conditions(data)
        if file := data.get("new_file"):
            try:
                read = read_data(file.read(LARGEST_FILE + 1), name=file.name)
                file.seek(0)
                check_version(self.instance, read, personal_reason=data["personal_reason"])
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
