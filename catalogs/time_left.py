"""Days left until a due date as a number and a word, the same on every page."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs.deadlines import due_soon_by
from catalogs.working_days import WorkCalendar


def days_left(days: int, *, late: bool) -> str:
    """Say how many working days are left; ``days`` is negative by the days it is late."""
    if late:
        words = ngettext(
            "Overdue by %(days)d working day", "Overdue by %(days)d working days", -days
        )
        return words % {"days": -days} if days else _("Overdue")
    if days == 0:
        return _("Due today")
    return ngettext("%(days)d working day left", "%(days)d working days left", days) % {
        "days": days
    }


def due_shown(case: Any, *, today: date, calendar: WorkCalendar) -> dict[str, Any] | None:
    """Return day and days left of a citizen's case, for its own page; None while none is due."""
    if not case.is_open or case.due_on is None:
        return None
    left = calendar.days_left(today, case.due_on)
    return {
        "day": case.due_on,
        "provisional": case.due_provisional,
        "left": left,
        "late": -left,
        "overdue": case.is_overdue(today),
    }


def concluded_tag(*, late: bool) -> dict[str, Any]:
    """Return the words and the tone of a tag on a case that is over."""
    return {
        "text": _("Concluded late") if late else _("Concluded in time"),
        "tone": "red" if late else "green",
    }


def due_tag(due_on: date, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return the words and the tone of a tag: red when past, amber within three working days."""
    late = due_on < today
    soon = due_on <= due_soon_by(today, calendar=calendar)
    return {
        "text": days_left(calendar.days_left(today, due_on), late=late),
        "tone": "red" if late else "amber" if soon else "blue",
    }
