"""Months and scores in words, as the public pages of supervision write them."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
NOTHING = "—"


def month_of(text: str) -> date | None:
    """Return the month written 2026-11, None for nothing; ``ValueError`` for anything else."""
    if not text:
        return None
    if not MONTH.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(f"{text}-01")


def score(value: Decimal | None) -> str:
    """Return a score of 100 with one decimal, a dash for none."""
    return NOTHING if value is None else f"{value:.1f}"


def change_words(change: Decimal | None) -> str:
    """Say how a score moved; empty where there is nothing to compare with."""
    if change is None:
        return ""
    shown = f"{abs(change):.1f}"
    if shown == "0.0":
        return _("unchanged")
    words = _("up %(points)s") if change > 0 else _("down %(points)s")
    return words % {"points": shown}
