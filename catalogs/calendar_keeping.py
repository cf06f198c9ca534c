"""Keep the working-day calendar: every change computes the stored due dates again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.deadlines import recompute
from catalogs.models import CalendarDay, Official


@transaction.atomic
def load_year(
    year: int, days: Iterable[tuple[date, bool, str]], *, actor: Official | None = None
) -> int:
    """Make the rows of ``year`` equal ``days`` (date, is it worked, occasion).

    Returns how many stored due dates moved. Loading the same year twice changes nothing.
    """
    wanted = {day: (is_working, name) for day, is_working, name in days}
    if strangers := [day for day in wanted if day.year != year]:
        raise ValueError(f"{strangers[0]} is not in {year}")
    present = {
        row.date: (row.is_working, row.name) for row in CalendarDay.objects.filter(date__year=year)
    }
    if wanted == present:
        return 0
    CalendarDay.objects.filter(date__year=year).delete()
    CalendarDay.objects.bulk_create(
        [CalendarDay(date=day, is_working=w, name=n) for day, (w, n) in sorted(wanted.items())]
    )
    return recompute(
        years={year},
        actor=actor,
        reason=_("The calendar of %(year)d was loaded.") % {"year": year},
    )


@transaction.atomic
def set_day(day: date, *, is_working: bool, name: str = "", actor: Official | None = None) -> int:
    """Write or change one day; returns how many stored due dates moved."""
    CalendarDay.objects.update_or_create(
        date=day, defaults={"is_working": is_working, "name": name}
    )
    return _after_change(day, actor)


@transaction.atomic
def remove_day(day: date, *, actor: Official | None = None) -> int:
    """Let a day be like its weekday again; returns how many stored due dates moved."""
    CalendarDay.objects.filter(date=day).delete()
    return _after_change(day, actor)


def _after_change(day: date, actor: Official | None) -> int:
    return recompute(
        years={day.year},
        actor=actor,
        reason=_("The calendar day %(day)s was changed.") % {"day": day.isoformat()},
    )
