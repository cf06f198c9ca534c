"""Files given with an application or a correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.drafts import PURPOSES
from applications.enums import FilePurpose
from catalogs.forms.fields import ChoicesField, file_field


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
