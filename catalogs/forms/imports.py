"""The two steps of an import: the file, and the word that it shall be done."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from catalogs.tables import LARGEST_FILE

from .proposals import ProposalForm


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV (UTF-8 or GBK) or Excel workbook (XLSX) with the official headers."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _("The file is larger than %(size)s.") % {"size": filesizeformat(LARGEST_FILE)}
            )
        return file


class ConfirmForm(ProposalForm):
    """Whether bad rows are left out; reason, basis and date where entries in force change."""

    skip_bad = forms.BooleanField(
        label=_("Import the good rows and leave out the bad ones"), required=False
    )

    def __init__(self, *args, counts: dict[str, int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.counts = counts
        if not counts["proposed"]:
            for name in ("reason", "basis", "explanation", "effective_on"):
                del self.fields[name]
        if not counts["bad"]:
            del self.fields["skip_bad"]

    def clean(self):
        data = super().clean()
        if self.counts["bad"] and not data.get("skip_bad"):
            self.add_error(
                "skip_bad",
                _("There are bad rows. Correct the file and send it again, or leave them out."),
            )
        return data

    @property
    def head(self) -> dict:
        """Return what the proposals of this import are told."""
        names = ("reason", "basis", "explanation", "effective_on")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}
