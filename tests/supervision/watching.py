"""What every rule of supervision is tested with: a gap, a row without one, and how it mends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from supervision.models import Finding

TODAY = date(2026, 11, 24)
# Beyond the thirty days for which what came late counts.
AFTER_ITS_DAYS = TODAY + timedelta(days=40)


def nothing(_row: Any) -> None:
    """What time alone mends."""


@dataclass(frozen=True, slots=True)
class Case:
    """A rule's gap, made on the way to ``day``; a row without it; what mends it by ``later``."""

    rule: str
    gap: Callable[[], Any]
    clean: Callable[[], Any]
    mend: Callable[[Any], Any] = nothing
    day: date = TODAY
    later: date = TODAY + timedelta(days=1)

    def __str__(self) -> str:
        return self.rule


def standing(rule: str) -> list[Finding]:
    """Return the standing findings of a rule."""
    return list(Finding.objects.standing().filter(rule=rule))


def check_opens(case: Case, inspect) -> None:
    """The gap is found once, however often it is looked for."""
    case.gap()
    inspect(case.day, rule=case.rule)
    once = standing(case.rule)
    run = inspect(case.day, rule=case.rule)
    assert len(once) == 1
    assert [row.pk for row in standing(case.rule)] == [once[0].pk]
    assert not run.runs.exclude(error="").exists()


def check_does_not(case: Case, inspect) -> None:
    """A row that the duty binds and that has no gap is examined and not found."""
    case.clean()
    run = inspect(case.day, rule=case.rule)
    assert not run.runs.exclude(error="").exists()
    assert standing(case.rule) == []


def check_closes(case: Case, inspect) -> None:
    """The gap is gone: the next inspection closes its finding."""
    row = case.gap()
    inspect(case.day, rule=case.rule)
    assert standing(case.rule)
    case.mend(row)
    inspect(case.later, rule=case.rule)
    assert standing(case.rule) == []
    assert Finding.objects.closed().filter(rule=case.rule, closed_on=case.later).exists()
