"""The calendar of what is due: from the periods of the matters to dated rows, and what met them."""

import calendar as months
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from catalogs.enums import PublicationState, PublicityMode
from catalogs.models import Publication, PublicityMatter, TimeLimit
from catalogs.time_limits import PERIODIC, DayCount, LimitKind
from catalogs.working_days import WorkCalendar, add_calendar_days
from supervision.inserting import insert_from
from supervision.models import ExpectedPublication
from supervision.models.expected import ExpectedQuerySet

MONTHS = {
    LimitKind.MONTHLY: 1,
    LimitKind.QUARTERLY: 3,
    LimitKind.HALF_YEARLY: 6,
    LimitKind.YEARLY: 12,
}
# What makes two limits the same calendar.
PATTERN = ("kind", "month", "day", "amount", "day_count", "times")
DAYS = ("period_start", "period_end", "opens_on", "closes_on", "due_on", "due_provisional")


@dataclass(frozen=True, slots=True)
class Period:
    """One period: what is due for it by when, and from when to when it can be met.

    Its columns are those of ``DAYS``, in their order.
    """

    start: date
    end: date
    opens_on: date
    closes_on: date
    due_on: date
    provisional: bool


@transaction.atomic
def expect(*, today: date, calendar: WorkCalendar) -> tuple[int, int]:
    """Bring the calendar of last year and this up to date; return how many are new, how many met.

    Set-based: one statement for each period of each distinct wording. Safe to run twice.
    """
    _forget(today)
    added = 0
    for pattern in _limits(today).order_by().values(*PATTERN).distinct():
        limits = _limits(today).filter(**pattern)
        years = {"year_from": today.year - 1, "year_to": today.year}
        due = list(periods(pattern, **years, calendar=calendar))
        _forget_other_days(limits, pattern, due, today)
        added += sum(_insert(limits, pattern, period) for period in due)
    return added, meet(ExpectedPublication.objects.all(), today=today)


def periods(
    pattern: dict, *, year_from: int, year_to: int, calendar: WorkCalendar
) -> Iterator[Period]:
    """Yield the periods of a limit that are due within the years, in order."""
    length = MONTHS[LimitKind(pattern["kind"])]
    # The period before the first may fall due within it.
    start = _months_after(date(year_from, 1, 1), -length)
    while start.year <= year_to:
        following = _months_after(start, length)
        period = _period(pattern, start, following, length, calendar)
        if year_from <= period.due_on.year <= year_to:
            yield period
        start = following


def _period(
    pattern: dict, start: date, following: date, length: int, calendar: WorkCalendar
) -> Period:
    end = following - timedelta(days=1)
    if pattern["amount"]:
        # Due so many days after the period: it can be met until the next period's own days end.
        counted = (
            calendar.add_working_days
            if pattern["day_count"] == DayCount.WORKING
            else add_calendar_days
        )
        due = counted(end, pattern["amount"])
        closes = _months_after(following, length) - timedelta(days=1)
        return Period(start, end, following, max(closes, due.date), due.date, due.provisional)
    due_on = end
    if pattern["day"]:
        # The month is counted within the period; a year begins with the first.
        month = start.month + (pattern["month"] or length) - 1
        due_on = _day_of(date(start.year, month, 1), pattern["day"])
    return Period(start, end, start, end, min(max(due_on, start), end), False)


def _day_of(month: date, day: int) -> date:
    """Return a day of a month, its last where it is shorter."""
    return month.replace(day=min(day, months.monthrange(month.year, month.month)[1]))


def _months_after(day: date, number: int) -> date:
    years, month = divmod(day.month - 1 + number, 12)
    return date(day.year + years, month + 1, 1)


def _limits(today: date):
    """Return the periodic limits of what is published proactively and is in force."""
    return TimeLimit.objects.filter(
        kind__in=PERIODIC,
        matter__in=PublicityMatter.objects.public(today).filter(mode=PublicityMode.PROACTIVE),
    )


def _insert(limits, pattern: dict, period: Period) -> int:
    """Expect a period of every matter that was in force by its end."""
    rows = limits.filter(matter__effective_on__lte=period.end)
    known = ExpectedPublication.objects.filter(
        matter=OuterRef("matter"), position=OuterRef("position"), period_start=period.start
    )
    return insert_from(
        rows.filter(~Exists(known.order_by())),
        ExpectedPublication,
        {
            "matter": F("matter_id"),
            "position": F("position"),
            "kind": Value(str(pattern["kind"]), CharField()),
            "times": Coalesce(F("times"), Value(1, PositiveSmallIntegerField())),
            "period_start": Value(period.start, DateField()),
            "period_end": Value(period.end, DateField()),
            "opens_on": Value(period.opens_on, DateField()),
            "closes_on": Value(period.closes_on, DateField()),
            "due_on": Value(period.due_on, DateField()),
            "due_provisional": Value(period.provisional, BooleanField()),
            "is_credited": Value(False, BooleanField()),
        },
    )


def _forget(today: date) -> None:
    """Delete what nobody has met and whose limit was taken away since, or is of another kind."""
    kept = _limits(today).filter(
        matter=OuterRef("matter"), position=OuterRef("position"), kind=OuterRef("kind")
    )
    ExpectedPublication.objects.filter(~Exists(kept.order_by()), met_on__isnull=True).delete()


def _forget_other_days(limits, pattern: dict, due: list[Period], today: date) -> None:
    """Delete what waits for another day than the limit and the calendar say now.

    It is expected anew on the right day. What is past its day was due on it, and stays.
    """
    own = limits.filter(matter=OuterRef("matter"), position=OuterRef("position"))
    waiting = ExpectedPublication.objects.filter(
        Exists(own.order_by()), met_on__isnull=True, due_on__gte=today
    )
    right = {(pattern["times"] or 1, *astuple(period)) for period in due}
    columns = ("times", *DAYS)
    for row in waiting.order_by().values_list(*columns).distinct():
        if row not in right:
            waiting.filter(**dict(zip(columns, row, strict=True))).delete()


def meet(rows: ExpectedQuerySet, *, today: date) -> int:
    """Write what met each period of ``rows``; return how many are new.

    What a withdrawn document met is owed again, credited by hand or not, and what one met that
    is not of the matter any more; apart from that what was credited stays.
    """
    linked = Publication.matters.through.objects.filter(
        publication=OuterRef("publication"), publicitymatter=OuterRef("matter")
    )
    gone = Q(publication__isnull=True) | ~Q(publication__state=PublicationState.PUBLISHED)
    gone |= Q(~Exists(linked), is_credited=False)
    rows.filter(gone, met_on__isnull=False).update(met_on=None, publication=None, is_credited=False)
    unmet = rows.filter(met_on__isnull=True, opens_on__lte=today)
    met = 0
    for times in unmet.order_by().values_list("times", flat=True).distinct():
        issued = Publication.objects.filter(
            matters=OuterRef("matter"),
            state=PublicationState.PUBLISHED,
            issued_on__range=(OuterRef("opens_on"), OuterRef("closes_on")),
        ).order_by("issued_on", "pk")
        nth = issued[times - 1 : times]
        met += (
            unmet.filter(times=times)
            .filter(Exists(issued.order_by()) if times == 1 else Q())
            .update(
                met_on=Subquery(nth.values("issued_on")), publication=Subquery(nth.values("pk"))
            )
        )
    return met
