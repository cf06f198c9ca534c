"""Files given with an application or a correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.drafts import FILE_TYPES, PURPOSES
from applications.enums import FilePurpose
from applications.forms.applying_fields import ChoicesField

ACCEPTED = ",".join(f".{extension}" for extension in FILE_TYPES)


def file_field(**options) -> forms.FileField:
    """Return a field for one file; its content is looked at by the verb that keeps it."""
    return forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, Word, Excel, OFD, PNG, JPG or text, at most 10 MB each."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
        **options,
    )


class FileForm(forms.Form):
    """One more file; ``purpose`` says what it shows."""

    use_required_attribute = False
    heading = _("Do you want to add files?")
    lead = _("For example a copy of your certificate, or a sketch of the place. You may go on.")
    file = file_field()
    purpose = ChoicesField(
        label=_("What the file shows"),
        choices=[(purpose, FilePurpose(purpose).label) for purpose in PURPOSES],
        initial=FilePurpose.REQUEST,
        error_messages={"required": _("Choose what the file shows.")},
    )
