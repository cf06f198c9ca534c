"""Working days and time limits counted on the statutory calendar. Pure: no database.

The first day is not counted (Civil Code, article 201): a limit of n working days ends on the n-th
working day after the day it starts from. A year whose calendar the State Council has not yet
published is counted provisionally, weekends off, and the result says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)


class DayReason(TextChoices):
    """Why a day counts or does not."""

    FIRST_DAY = "first_day", _("first day, not counted")
    WORKING_DAY = "working_day", _("working day")
    MAKE_UP = "make_up", _("weekend worked in exchange for a holiday")
    WEEKEND = "weekend", _("weekend")
    HOLIDAY = "holiday", _("public holiday")
    CALENDAR_DAY = "calendar_day", _("calendar day")


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a limit; provisional when a day walked lies in a year without a calendar."""

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class DayNote:
    """One line of the worksheet: number is the count so far, the day itself included."""

    day: date
    counted: bool
    reason: DayReason
    number: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The statutory calendar: its days (True = worked) and the years that are published."""

    days: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def is_published(self, day: date) -> bool:
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        worked = self.days.get(day)
        return day.weekday() < 5 if worked is None else worked

    def reason(self, day: date) -> DayReason:
        weekend = day.weekday() >= 5
        if self.is_working_day(day):
            return DayReason.MAKE_UP if weekend else DayReason.WORKING_DAY
        return DayReason.WEEKEND if weekend else DayReason.HOLIDAY

    def add_working_days(self, start: date, n: int) -> DueDate:
        """The n-th working day after `start`; n of 0 is `start` itself."""
        return self._count(start, n, ONE_DAY)

    def subtract_working_days(self, event: date, n: int) -> DueDate:
        """The n-th working day before `event`: the last day of "at least n working days before"."""
        return self._count(event, n, -ONE_DAY)

    def _count(self, start: date, n: int, step: timedelta) -> DueDate:
        if n < 0:
            raise ValueError("A number of working days is not negative.")
        day, provisional = start, False
        while n:
            day += step
            provisional = provisional or not self.is_published(day)
            n -= self.is_working_day(day)
        return DueDate(day, provisional)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`, which is not the earlier."""
        if end < start:
            raise ValueError("The end lies before the start.")
        return sum(map(self.is_working_day, _days_after(start, end)))

    def days_left(self, today: date, due: date) -> int:
        """Working days left after today; 0 on the due day, negative by the days it is late."""
        if today <= due:
            return self.working_days_between(today, due)
        return -self.working_days_between(due, today)

    def walk(self, start: date, due: date) -> Iterator[DayNote]:
        """The worksheet of a limit in working days, from its first day to `due`, one note a day."""
        number = 0
        yield DayNote(start, False, DayReason.FIRST_DAY, number, not self.is_published(start))
        for day in _days_after(start, due):
            counted = self.is_working_day(day)
            number += counted
            yield DayNote(day, counted, self.reason(day), number, not self.is_published(day))


def add_calendar_days(start: date, n: int) -> DueDate:
    """The n-th day after `start`, weekends and holidays counted; never provisional."""
    if n < 0:
        raise ValueError("A number of days is not negative.")
    return DueDate(start + timedelta(days=n), provisional=False)


def walk_calendar_days(start: date, due: date) -> Iterator[DayNote]:
    """The worksheet of a limit in calendar days."""
    yield DayNote(start, False, DayReason.FIRST_DAY, 0, provisional=False)
    for number, day in enumerate(_days_after(start, due), start=1):
        yield DayNote(day, True, DayReason.CALENDAR_DAY, number, provisional=False)


def _days_after(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day += ONE_DAY
        yield day
