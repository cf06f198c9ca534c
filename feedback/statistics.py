"""Statistics of interaction with the public: a year, in a fixed number of queries.

A submission is counted in the year it was received. What was not accepted, merged or withdrawn is
counted apart, and nobody is measured by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import ExtractMonth

from feedback.enums import ANSWERED_STATES, Channel, SubmissionKind, SubmissionState
from feedback.figures import DepartmentFigures, department_figures
from feedback.models import SATISFIED_FROM, Submission

MONTHS = range(1, 13)
# Ended otherwise than by a reply.
APART = (SubmissionState.NOT_ACCEPTED, SubmissionState.MERGED, SubmissionState.WITHDRAWN)

_ANSWERED = Q(state__in=ANSWERED_STATES)
_LATE = _ANSWERED & Q(concluded_on__gt=F("due_on"))


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What came of one kind in the year, and how it was answered."""

    kind: str
    received: int
    answered: int
    in_time: int
    # Working days from receipt to reply; None where nothing is answered.
    mean_days: float | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one year; shares are between 0 and 1, None where nothing was counted."""

    year: int
    received: int
    answered: int
    in_time: int
    mean_days: float | None
    rated: int
    satisfied: int
    open: int
    overdue: int
    # How often it ended otherwise, by state.
    apart: Mapping[str, int]
    kinds: tuple[KindFigures, ...]
    channels: Mapping[str, int]
    months_received: tuple[int, ...]
    months_answered: tuple[int, ...]
    departments: tuple[DepartmentFigures, ...]

    @property
    def in_time_rate(self) -> float | None:
        return self.in_time / self.answered if self.answered else None

    @property
    def satisfaction(self) -> float | None:
        return self.satisfied / self.rated if self.rated else None


def years(today: date) -> list[int]:
    """Return the years with figures, newest first; this year is always among them."""
    first = Submission.objects.order_by("received_on").values_list("received_on", flat=True)
    begin = first.first()
    return list(range(today.year, (begin.year if begin else today.year) - 1, -1))


def statistics(year: int, *, today: date) -> Statistics:
    """Return the figures of ``year``. "Open" and "overdue" are of its submissions, today.

    The number of queries depends neither on the submissions nor on the departments.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    received = Submission.objects.received_between(first, last).order_by()
    answered = Submission.objects.answered().filter(concluded_on__range=(first, last)).order_by()
    totals = received.aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=_ANSWERED),
        late=Count("pk", filter=_LATE),
        mean_days=Avg("working_days_taken", filter=_ANSWERED),
        rated=Count("rating"),
        satisfied=Count("rating", filter=Q(rating__score__gte=SATISFIED_FROM)),
        **{state.value: Count("pk", filter=Q(state=state)) for state in APART},
    )
    departments = department_figures(first=first, last=last)
    return Statistics(
        year=year,
        received=totals["received"],
        answered=totals["answered"],
        in_time=totals["answered"] - totals["late"],
        mean_days=totals["mean_days"],
        rated=totals["rated"],
        satisfied=totals["satisfied"],
        open=received.open().count(),
        overdue=received.overdue(today).count(),
        apart={state.value: totals[state.value] for state in APART},
        kinds=_by_kind(received),
        channels=_by_channel(received),
        months_received=_by_month(received, "received_on", year, today),
        months_answered=_by_month(answered, "concluded_on", year, today),
        departments=tuple(
            sorted(departments, key=lambda row: (-row.received, row.department.display_order))
        ),
    )


def _by_kind(rows: QuerySet) -> tuple[KindFigures, ...]:
    counted = rows.values("kind").annotate(
        received=Count("pk"),
        answered=Count("pk", filter=_ANSWERED),
        late=Count("pk", filter=_LATE),
        mean_days=Avg("working_days_taken", filter=_ANSWERED),
    )
    of_kind = {row["kind"]: row for row in counted}
    return tuple(
        KindFigures(
            kind=kind,
            received=row["received"],
            answered=row["answered"],
            in_time=row["answered"] - row["late"],
            mean_days=row["mean_days"],
        )
        if (row := of_kind.get(kind))
        else KindFigures(kind, 0, 0, 0, None)
        for kind in SubmissionKind.values
    )


def _by_channel(rows: QuerySet) -> dict[str, int]:
    counted = dict(rows.values_list("channel").annotate(count=Count("pk")))
    return {value: counted.get(value, 0) for value in Channel.values}


def _by_month(rows: QuerySet, column: str, year: int, today: date) -> tuple[int, ...]:
    """Months that have not begun yet have no figure."""
    counted = dict(rows.values_list(ExtractMonth(column)).annotate(count=Count("pk")))
    begun = MONTHS if year < today.year else range(1, today.month + 1)
    return tuple(counted.get(month, 0) for month in begun)
