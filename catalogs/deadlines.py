"""When is it due? The one place that turns limits into dates.

The day an event happens is not counted (Civil Code, Art. 201); "N日内" are calendar
days and "N个工作日内" working days, and never the one for the other.
"""

from datetime import date, timedelta

from django.apps import apps
from django.db import transaction

from catalogs.enums import DUE_SOON_WORKING_DAYS, PROACTIVE_WORKING_DAYS
from catalogs.history import record
from catalogs.models import CalendarDay, Official
from catalogs.models.clocks import Clocked
from catalogs.time_limits import DayCount, LimitKind, ParsedLimit
from catalogs.working_days import DueDate, WorkCalendar, add_calendar_days

# Decree 711, Art. 26: the ceiling where the catalogue says nothing that can be counted.
STATUTORY_CEILING = ParsedLimit(
    kind=LimitKind.WITHIN_WORKING_DAYS, amount=PROACTIVE_WORKING_DAYS, day_count=DayCount.WORKING
)
# The kinds that give a last day as soon as the event is known. "At once" names no day:
# nobody can be called late by it, so it falls back on the ceiling.
COUNTED = frozenset({LimitKind.WITHIN_WORKING_DAYS, LimitKind.WITHIN_CALENDAR_DAYS})


def load_calendar() -> WorkCalendar:
    """Read the working-day calendar from its rows."""
    days = dict(CalendarDay.objects.values_list("date", "is_working"))
    return WorkCalendar(days=days, years=frozenset(day.year for day in days))


def working_days(amount: int) -> ParsedLimit:
    """Return the limit "within ``amount`` working days"."""
    return ParsedLimit(
        kind=LimitKind.WITHIN_WORKING_DAYS, amount=amount, day_count=DayCount.WORKING
    )


def due_for(limit: ParsedLimit, *, start: date, calendar: WorkCalendar) -> DueDate | None:
    """Return the last day of ``limit`` counted from ``start``, or None when it counts no days."""
    if limit.amount is None:
        return None
    if limit.kind == LimitKind.WITHIN_WORKING_DAYS:
        return calendar.add_working_days(start, limit.amount)
    if limit.kind == LimitKind.WITHIN_CALENDAR_DAYS:
        return add_calendar_days(start, limit.amount)
    return None


def start_clock(row: Clocked, limit: ParsedLimit, *, start: date, calendar: WorkCalendar) -> None:
    """Store on ``row`` (unsaved) when the clock started, by what rule, and when it is due."""
    due = due_for(limit, start=start, calendar=calendar)
    row.clock_started_on = start
    row.due_rule = limit.kind
    row.due_amount = limit.amount
    row.due_on = due.date if due else None
    row.due_provisional = bool(due and due.provisional)


def due_soon_by(today: date, *, calendar: WorkCalendar) -> date:
    """Return the last due date that counts as "due soon" on ``today``."""
    return calendar.add_working_days(today, DUE_SOON_WORKING_DAYS).date


@transaction.atomic
def recompute(*, years: set[int], actor: Official | None = None, reason: str = "") -> int:
    """Compute again every stored due date whose clock runs through one of ``years``.

    Called when a year's calendar is loaded or a day of it is changed. Writes a
    history row for each date that moved, and returns how many moved. A row whose
    date stays but is now certain only loses its provisional mark.
    """
    calendar = load_calendar()
    moved = 0
    for model in apps.get_models():
        if issubclass(model, Clocked):
            moved += _recompute_model(model, years, calendar, actor, reason)
    return moved


def _recompute_model(model, years: set[int], calendar, actor, reason: str) -> int:
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    rows = model._default_manager.filter(
        due_rule=LimitKind.WITHIN_WORKING_DAYS,
        clock_started_on__lte=last,
        # A moved holiday may pull in a date that now lies just beyond the year.
        due_on__gte=first - timedelta(days=1),
    ).select_for_update()
    moved = 0
    for row in rows.iterator(chunk_size=500):
        due = row.compute_due(calendar)
        if due is None or (due.date, due.provisional) == (row.due_on, row.due_provisional):
            continue
        old = row.due_on
        row.due_on, row.due_provisional = due.date, due.provisional
        model._default_manager.filter(pk=row.pk).update(
            due_on=due.date, due_provisional=due.provisional
        )
        if due.date != old:
            moved += 1
            record(
                row,
                actor=actor,
                action="due_date_recomputed",
                reason=reason,
                changes={"due_on": [old, due.date]},
            )
    return moved
