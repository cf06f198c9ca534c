"""The form that brings a table of cases of public opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField
from catalogs.tables import LARGEST_FILE, Table, TableError, read_table

NOTHING, SOUND = "nothing", "sound"


class ImportForm(forms.Form):
    """A file, and what becomes of the sound rows where others are not."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV in UTF-8 or GB18030, or XLSX; at most 500 rows."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )
    faulty = ChoicesField(
        label=_("If a row cannot be read"),
        choices=[
            (NOTHING, _("Take nothing, and say what is wrong")),
            (SOUND, _("Take the sound rows, and say what is wrong with the others")),
        ],
        initial=NOTHING,
        error_messages={"required": _("Choose what is to be done.")},
    )

    @property
    def only_sound(self) -> bool:
        return self.cleaned_data["faulty"] == SOUND

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None:
            try:
                self.table: Table = read_table(
                    file.read(LARGEST_FILE + 1), filename=file.name or ""
                )
            except TableError as refusal:
                self.add_error("file", str(refusal))
        return cleaned
