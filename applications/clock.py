"""The clock of an application: when the reply is due, and the worksheet that shows why. Pure.

Decree 711, Art. 33: n working days from receipt, the first day not counted; the time in which
a third party or another agency is asked is excluded. A stop covers the days after it begins,
up to and including the day its answer arrives; stops that overlap exclude a day once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from applications.enums import Channel
from catalogs.working_days import DayReason, DueDate, WorkCalendar

ONE_DAY = timedelta(days=1)
# By which channels the day of receipt is the day both sides have confirmed it (Art. 31).
CONFIRMED_CHANNELS = frozenset({Channel.ONLINE, Channel.FAX, Channel.LETTER})


class DayStatus(TextChoices):
    FIRST = "first", _("first day")
    COUNTED = "counted", _("counted")
    SKIPPED = "skipped", _("not a working day")
    STOPPED = "stopped", _("the clock was stopped")


@dataclass(frozen=True, slots=True)
class Stop:
    """A time that is not counted: after ``sent`` up to and including ``answered``.

    ``answered`` is None while the answer is awaited. ``why`` is told in the worksheet.
    """

    sent: date
    answered: date | None = None
    why: str = ""

    def covers(self, day: date) -> bool:
        return self.sent < day and (self.answered is None or day <= self.answered)


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One line of the worksheet; ``number`` is the count so far, the day itself included."""

    day: date
    status: DayStatus
    reason: DayReason
    why: str
    number: int
    provisional: bool


def receipt_day(channel: str, *, arrived_on: date, confirmed_on: date | None = None) -> date:
    """Return the day of receipt by Art. 31.

    In person: the day it was handed in. Registered post: the day it was signed for. Online, by
    fax and by ordinary letter: the day the office confirmed it with the applicant; until then
    the day it arrived, so that an application nobody confirms is not without a clock. Raises
    ``ValueError`` for a confirmation before the arrival.
    """
    if channel not in CONFIRMED_CHANNELS or confirmed_on is None:
        return arrived_on
    if confirmed_on < arrived_on:
        raise ValueError("The confirmation lies before the arrival.")
    return confirmed_on


def due_date(start: date, n: int, stops: Sequence[Stop], calendar: WorkCalendar) -> DueDate | None:
    """Return the ``n``-th counted working day after ``start``, or None while a stop is open.

    An open stop that began on or after the due date no longer moves it. A date reached through
    a year without a published calendar is provisional.
    """
    if n < 1:
        raise ValueError("A reply has at least one working day.")
    for line in _walk(start, stops, calendar):
        if line.number == n and line.status == DayStatus.COUNTED:
            return DueDate(line.day, line.provisional)
        if _stands_still(line.day, stops):
            return None
    raise AssertionError("The walk has no end.")


def worksheet(
    start: date, n: int, stops: Sequence[Stop], calendar: WorkCalendar, *, today: date
) -> list[ClockDay]:
    """Return each day from ``start`` to the due date; with an open stop, to ``today``.

    A line is marked provisional from the first day of a year without a published calendar.
    """
    due = due_date(start, n, stops, calendar)
    end = due.date if due else max(start, today)
    first = ClockDay(start, DayStatus.FIRST, DayReason.FIRST_DAY, "", 0, False)
    lines = [first]
    for line in _walk(start, stops, calendar):
        if line.day > end:
            break
        lines.append(line)
    return lines


def _walk(start: date, stops: Sequence[Stop], calendar: WorkCalendar) -> Iterator[ClockDay]:
    day, number, provisional = start, 0, False
    while True:
        day += ONE_DAY
        provisional = provisional or not calendar.is_published(day)
        reason = calendar.reason(day)
        stop = next((stop for stop in stops if stop.covers(day)), None)
        if not calendar.is_working_day(day):
            status = DayStatus.SKIPPED
        elif stop:
            status = DayStatus.STOPPED
        else:
            status = DayStatus.COUNTED
            number += 1
        why = stop.why if stop else ""
        yield ClockDay(day, status, reason, why, number, provisional)


def _stands_still(day: date, stops: Sequence[Stop]) -> bool:
    """Say whether from ``day`` on nothing will be counted until an open stop ends."""
    return any(stop.answered is None and stop.covers(day) for stop in stops)
