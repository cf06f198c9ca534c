"""Days of the past two years, counted back from today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from catalogs.working_days import WorkCalendar

MONTHS = 24
_SPAN = {"month": 1, "bimonth": 2, "quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True)
class Period:
    """A month or several: its first day, the first day after it, and its place in the series."""

    start: date
    after: date
    index: int

    def words(self) -> dict[str, object]:
        """The words a title may use: year, month, quarter, half, issue."""
        month = self.start.month
        return {
            "year": self.start.year,
            "before": self.start.year - 1,
            "month": month,
            "quarter": (month - 1) // 3 + 1,
            "half": "上半年" if month <= 6 else "下半年",
            "half_number": 1 if month <= 6 else 2,
            "issue": (month - 1) // 2 + 1,
        }


def months_before(today: date, months: int) -> date:
    """The first day of the month that lies ``months`` back."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def periods(rhythm: str, today: date) -> Iterator[Period]:
    """Yield the whole periods that ended in the last two years, oldest first."""
    span = _SPAN[rhythm]
    begin = months_before(today, MONTHS)
    month = (begin.month - 1 + span - 1) // span * span
    start = date(begin.year + month // 12, month % 12 + 1, 1)
    index = 0
    while (after := _later(start, span)) <= today.replace(day=1):
        yield Period(start, after, index)
        start, index = after, index + 1


def years(today: date) -> list[int]:
    """The years of which two years back from today hold at least the greater part."""
    return [today.year - 1, today.year]


def at_nine(day: date, minute: int = 0) -> datetime:
    """A time in the morning of ``day``, on the clock of the place."""
    moment = datetime.combine(day, time(9, 0)) + timedelta(minutes=minute)
    return timezone.make_aware(moment)


def working_day(calendar: WorkCalendar, day: date, plus: int = 0) -> date:
    """The first working day from ``day`` on, and then ``plus`` more."""
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return calendar.add_working_days(day, plus).date


def _later(start: date, months: int) -> date:
    number = start.year * 12 + start.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
