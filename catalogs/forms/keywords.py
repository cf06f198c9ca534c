"""Keywords as an official types them: in one line, separated by commas or blanks."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_KEYWORDS = 20
_SEPARATORS = re.compile(r"[\s,，、;；]+")


class KeywordsField(forms.Field):
    """A list of words, each once, at most 20."""

    widget = AdminTextInputWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Keywords"))
        kwargs.setdefault("help_text", _("Separated by commas or blanks, at most 20."))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> str:
        return "，".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        words = _SEPARATORS.split((value or "").strip())
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_KEYWORDS:
            raise ValidationError(_("At most 20 keywords."))
