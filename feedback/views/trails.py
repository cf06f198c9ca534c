"""The way back from a page to the start of interaction and home."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def trail(here: Any, *between: tuple[Any, str]) -> list[dict]:
    """Return the steps of the breadcrumbs: the start, ``between`` (words, URL name), this page."""
    steps = [(_("Interaction"), "feedback:start"), *between]
    return [
        *({"text": words, "url": reverse(name)} for words, name in steps),
        {"text": here, "url": ""},
    ]
