"""Fields for files that a person gives: what is taken, how many, how large."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ACCEPTED
from catalogs.private_files import check_given_file

FILES_AT_MOST = 3


class FilesInput(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few files; the content is looked at by the verb that keeps them."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Files"),
            required=False,
            widget=FilesInput(attrs={"accept": ACCEPTED}),
            help_text=_(
                "At most three files: PDF, Word, Excel, OFD, PNG, JPG or text, up to 10 MB each."
            ),
            error_messages={"empty": _("The file is empty.")},
        )

    def clean(self, data: Any, initial: Any = None) -> list:
        files = [super(FilesField, self).clean(file) for file in data or [] if file]
        if len(files) > FILES_AT_MOST:
            raise ValidationError(_("At most three files can be given."))
        for file in files:
            try:
                check_given_file(file.name, file)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return files
