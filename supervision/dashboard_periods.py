"""The periods a dashboard looks at: a month, a quarter or a year, by their names in addresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_NAME = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])))?")
MONTHS_OF_TREND = 12
WEEKS_OF_TREND = 13


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``, both within; ``name`` is 2026-11, 2026-Q4 or 2026."""

    name: str
    start: date
    end: date

    @property
    def label(self) -> str:
        """Return its name as people say it."""
        if "Q" in self.name:
            words = {"year": self.start.year, "quarter": self.name[-1]}
            return _("Quarter %(quarter)s of %(year)d") % words
        if "-" in self.name:
            return month_words(self.start)
        return _("Year %(year)d") % {"year": self.start.year}

    @property
    def is_month(self) -> bool:
        return "Q" not in self.name and "-" in self.name


@dataclass(frozen=True, slots=True)
class Span:
    """One place of a trend: its first and last day."""

    start: date
    end: date


def read(name: str) -> Period:
    """Return the period of a name; ``ValueError`` for what is none."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(name)
    year = int(found["year"])
    if found["month"]:
        first = last = int(found["month"])
    elif found["quarter"]:
        last = 3 * int(found["quarter"])
        first = last - 2
    else:
        first, last = 1, 12
    return Period(name, date(year, first, 1), month_end(date(year, last, 1)))


def month_of(day: date) -> Period:
    """Return the month a day lies in."""
    return read(f"{day:%Y-%m}")


def offered(first: date, today: date) -> list[tuple[str, list[Period]]]:
    """Return months, quarters and years from ``first`` to ``today``, each newest first."""
    months = []
    month = today.replace(day=1)
    while month >= first.replace(day=1):
        months.append(month)
        month = month_before(month)
    quarters = dict.fromkeys(f"{day.year}-Q{(day.month + 2) // 3}" for day in months)
    years = dict.fromkeys(str(day.year) for day in months)
    return [
        (_("Month"), [month_of(day) for day in months]),
        (_("Quarter"), [read(name) for name in quarters]),
        (_("Year"), [read(name) for name in years]),
    ]


def months_until(period: Period, today: date) -> list[Span]:
    """Return the months of a trend: twelve, the last that of the period's end or of today."""
    month = min(period.end, today).replace(day=1)
    spans = []
    for _place in range(MONTHS_OF_TREND):
        spans.append(Span(month, month_end(month)))
        month = month_before(month)
    return spans[::-1]


def weeks_until(period: Period, today: date) -> list[Span]:
    """Return the weeks of a trend: thirteen, the last that of the period's end or of today."""
    last = min(period.end, today)
    monday = last - timedelta(days=last.weekday())
    starts = [monday - timedelta(weeks=place) for place in range(WEEKS_OF_TREND)]
    return [Span(start, start + timedelta(days=6)) for start in starts[::-1]]


def add_up(counts: Sequence[tuple[date, int]], spans: Sequence[Span]) -> list[int]:
    """Return the sum of the daily ``counts`` in each of the spans."""
    return [sum(n for day, n in counts if span.start <= day <= span.end) for span in spans]


def month_end(month: date) -> date:
    """Return the last day of the month a day lies in."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month_before(month: date) -> date:
    """Return the first day of the month before the one a day lies in."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_words(month: date) -> Any:
    """Return a month with its year as people write it."""
    return date_format(month, "YEAR_MONTH_FORMAT")
