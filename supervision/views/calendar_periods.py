"""A period of a matter as pages show it: its name, a sign and a word, and what met it."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.time_limits import LimitKind
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication

# Tone and sign; the word is the state's own label.
MARKS = {
    Fulfilment.DONE: ("green", "check"),
    Fulfilment.LATE: ("amber", "clock"),
    Fulfilment.MISSING: ("red", "warning"),
    Fulfilment.NOT_YET_DUE: ("grey", "calendar"),
}


def period_name(row: ExpectedPublication) -> str:
    """Return what a period is called on the page of a year: with its own where it is due later."""
    return name_in_its_year(row) if row.due_on.year == row.period_start.year else full_name(row)


def name_in_its_year(row: ExpectedPublication) -> str:
    year, month = row.period_start.year, row.period_start.month
    return {
        LimitKind.MONTHLY: _("Month %(number)d") % {"number": month},
        LimitKind.QUARTERLY: _("Quarter %(number)d") % {"number": (month + 2) // 3},
        LimitKind.HALF_YEARLY: _("First half") if month == 1 else _("Second half"),
        LimitKind.YEARLY: _("Year %(year)d") % {"year": year},
    }[LimitKind(row.kind)]


def full_name(row: ExpectedPublication) -> str:
    """Return what a period is called where no year stands beside it."""
    words = name_in_its_year(row)
    if row.kind == LimitKind.YEARLY:
        return words
    return _("%(period)s of %(year)d") % {"period": words, "year": row.period_start.year}


def period(row: ExpectedPublication, today: date) -> dict[str, Any]:
    """Return what ``supervision/calendar/_periods.html`` shows of a period."""
    state = row.fulfilment(today)
    tone, sign = MARKS[state]
    document = row.publication
    return {
        "name": period_name(row),
        "word": state.label,
        "tone": tone,
        "sign": sign,
        "row": row,
        "document": document if document is not None and document.is_public(today) else None,
        "history_url": reverse("supervision:calendar-period", args=[row.pk]),
    }


def strips(rows: Iterable[ExpectedPublication], today: date) -> list[dict[str, Any]]:
    """Return the periods of one matter, a strip for each of its time limits."""
    return [
        {
            "limit": LimitKind(kind).label,
            "periods": [period(row, today) for row in own],
        }
        for (_position, kind), own in groupby(rows, lambda row: (row.position, row.kind))
    ]


def strips_by_year(rows: Iterable[ExpectedPublication], today: date) -> list[dict[str, Any]]:
    """Return the strips of one matter, the newest year first."""
    by_year: dict[int, list[ExpectedPublication]] = {}
    for row in rows:
        by_year.setdefault(row.due_on.year, []).append(row)
    return [
        {"year": year, "strips": strips(by_year[year], today)}
        for year in sorted(by_year, reverse=True)
    ]
