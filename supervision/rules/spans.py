"""Spans of days that several rules look back on or ahead."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .rule import Moment, Parameter

# How far back what was due is examined.
A_YEAR = timedelta(days=365)
# For how long a finding about what came late stands.
LATE_DAYS = Parameter("days", _("days for which it counts"), 30, 1, 366)
WARNING_DAYS = Parameter("working_days", _("working days before the day"), 3, 1, 30)


def due_lately(rows: QuerySet, on: Moment, *, owed: Q, column: str = "due_on") -> QuerySet:
    """Return what was due within a year, and what was due before and is still ``owed``."""
    recent = Q(**{f"{column}__range": (on.today - A_YEAR, on.today)})
    return rows.filter(recent | Q(**{f"{column}__lt": on.today}) & owed)


def since(on: Moment, days: int) -> date:
    """Return the day that lies ``days`` days back."""
    return on.today - timedelta(days=days)


def within(on: Moment, column: str) -> dict[str, Any]:
    """Return the lookup "from ``days`` days ago to today" of a rule with ``LATE_DAYS``."""
    return {f"{column}__range": (since(on, on["days"]), on.today)}


def soon(on: Moment, column: str = "due_on") -> dict[str, Any]:
    """Return the lookup "today or within the working days" of a rule with ``WARNING_DAYS``."""
    last = on.calendar.add_working_days(on.today, on["working_days"]).date
    return {f"{column}__range": (on.today, last)}


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day where it is shorter."""
    years, month = divmod(day.month - 1 - months, 12)
    first = date(day.year + years, month + 1, 1)
    following = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
