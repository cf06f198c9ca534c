"""Interaction by month, department and kind: counted by the database in one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncMonth

from feedback.enums import ANSWERED_STATES
from feedback.models import SATISFIED_FROM, Submission


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a department received of one kind in a month, and how it was answered until today."""

    month: date
    department: str
    kind: str
    received: int
    answered: int
    # Working days from receipt to reply; None where nothing is answered.
    mean_days: float | None
    rated: int
    satisfied: int


def monthly_figures(*, today: date) -> Iterator[MonthFigures]:
    """Yield the figures of every month up to ``today``, the oldest first.

    A submission is counted in the month it was received. What was not accepted, merged or
    withdrawn is not counted, as nobody is measured by it.
    """
    answered = Q(state__in=ANSWERED_STATES)
    rows = Submission.objects.accepted().filter(department__isnull=False, received_on__lte=today)
    counted = (
        rows.order_by()
        .annotate(month=TruncMonth("received_on"))
        .values("month", "department__name", "kind")
        .annotate(
            received=Count("pk"),
            answered=Count("pk", filter=answered),
            mean_days=Avg("working_days_taken", filter=answered),
            rated=Count("rating"),
            satisfied=Count("rating", filter=Q(rating__score__gte=SATISFIED_FROM)),
        )
        .order_by("month", "department__name", "kind")
    )
    for row in counted.iterator():
        yield MonthFigures(department=row.pop("department__name"), **row)
