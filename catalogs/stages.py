"""The stations of a case that a citizen follows, and when each was reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from catalogs.models import HistoryRow


@dataclass(frozen=True, slots=True)
class Stage:
    """One station of the line: ``when`` is the day it was reached, None while it lies ahead."""

    label: Any
    when: date | None
    here: bool
    done: bool


def stations(states: Sequence[tuple[str, Any]], here: str, days: dict[str, date]) -> list[Stage]:
    """Return a station for each of ``states`` (state, label): passed, present, and to come."""
    place = [state for state, _label in states].index(here)
    return [
        Stage(label, days.get(state) if at <= place else None, at == place, at < place)
        for at, (state, label) in enumerate(states)
    ]


def days_of_states(rows: Iterable[HistoryRow]) -> dict[str, date]:
    """Return the last day each state was entered; the rows come newest first."""
    days: dict[str, date] = {}
    for row in rows:
        if row.to_state and row.to_state != row.from_state:
            days.setdefault(row.to_state, timezone.localdate(row.at))
    return days
