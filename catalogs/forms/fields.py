"""Fields in which a citizen writes: one line or several, never with control characters."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.private_files import FILE_TYPES

# Line breaks could add a header to a letter; marks of direction make a text look like another.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOT_IN_A_LINE = re.compile(f"[{_CONTROL}\t\r\n]")
_NOT_IN_A_TEXT = re.compile(f"[{_CONTROL}]")
ACCEPTED = ",".join(f".{extension}" for extension in FILE_TYPES)


def one_line(value: str) -> None:
    """Refuse what does not belong into one line."""
    if _NOT_IN_A_LINE.search(value):
        raise ValidationError(_("Write this on one line, without control characters."))


def plain_text(value: str) -> None:
    """Refuse control characters other than line breaks and tabs."""
    if _NOT_IN_A_TEXT.search(value):
        raise ValidationError(_("Write this without control characters."))


class LineField(forms.CharField):
    """One line; ``autocomplete`` is the token that lets the browser fill it in."""

    default_validators = (one_line,)

    def __init__(self, *, autocomplete: str = "off", inputmode: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = autocomplete
        self.widget.attrs["spellcheck"] = "false"
        if inputmode:
            self.widget.attrs["inputmode"] = inputmode


class TextField(forms.CharField):
    """Several lines of plain text."""

    default_validators = (plain_text,)

    def __init__(self, *, rows: int = 6, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class ChoicesField(forms.ChoiceField):
    """One of a few, each with its radio button; nothing is chosen at first."""

    widget = forms.RadioSelect


def file_field(**options) -> forms.FileField:
    """Return a field for one file; its content is looked at by the verb that keeps it."""
    return forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, Word, Excel, OFD, PNG, JPG or text, at most 10 MB each."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
        **options,
    )
