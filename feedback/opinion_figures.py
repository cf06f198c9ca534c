"""Figures of the response to public opinion, by the month in which cases were collected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from catalogs.enums import Role
from feedback.enums import OpinionState
from feedback.models import OpinionCase

FIGURES_ROLES = (Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR)
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Figures:
    """Cases collected in one month, or in all of them."""

    cases: int = 0
    dropped: int = 0
    # By level; cases that are not judged have none.
    levels: Counter[str] = field(default_factory=Counter)
    # From collecting to the response, of those responded to.
    hours: list[float] = field(default_factory=list)
    # The hour has passed: responded after it, or not responded yet.
    late: int = 0
    # Those of which is known whether they are late.
    measured: int = 0

    @property
    def unjudged(self) -> int:
        return self.cases - self.levels.total()

    @property
    def mean_hours(self) -> float | None:
        return sum(self.hours) / len(self.hours) if self.hours else None

    @property
    def late_share(self) -> float | None:
        """The share of late ones, 0 to 1, among those responded to or overdue."""
        return self.late / self.measured if self.measured else None

    def count(self, case: OpinionCase, *, now: datetime) -> None:
        self.cases += 1
        self.dropped += case.state == OpinionState.DROPPED
        if case.level:
            self.levels[case.level] += 1
        if case.responded_at is not None:
            self.hours.append((case.responded_at - case.collected_at) / HOUR)
        late = case.is_late() or case.is_overdue(now)
        self.late += late
        self.measured += late or case.responded_at is not None


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its months from January on, as far as they have begun, and all together."""

    year: int
    months: dict[int, Figures]
    whole: Figures


def years(*, now: datetime) -> list[int]:
    """Return the years of which there are figures, the newest first; this year in any case."""
    first = OpinionCase.objects.order_by("collected_at").values_list("collected_at", flat=True)
    oldest = first.first() or now
    this = timezone.localdate(now).year
    return list(range(this, min(this, timezone.localdate(oldest).year) - 1, -1))


def figures(year: int, *, now: datetime) -> Year:
    """Count the cases collected in ``year``, in the portal's time zone."""
    today = timezone.localdate(now)
    last = today.month if today.year == year else 12
    months = {month: Figures() for month in range(1, last + 1)}
    whole = Figures()
    for case in _collected_in(year):
        month = timezone.localdate(case.collected_at).month
        months.setdefault(month, Figures()).count(case, now=now)
        whole.count(case, now=now)
    return Year(year, months, whole)


def _collected_in(year: int) -> Iterable[OpinionCase]:
    zone = timezone.get_default_timezone()
    begin, end = (datetime(part, 1, 1, tzinfo=zone) for part in (year, year + 1))
    rows = OpinionCase.objects.filter(collected_at__gte=begin, collected_at__lt=end)
    return rows.only("state", "level", "collected_at", "respond_by", "responded_at")
