"""How departments answer: counted in two queries, however many departments there are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Q

from catalogs.models import Department
from feedback.enums import ANSWERED_STATES
from feedback.models import SATISFIED_FROM, Submission


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """A department's submissions of a period, by their day of receipt."""

    department: Department
    received: int
    answered: int
    in_time: int
    # Working days from receipt to reply; None where nothing is answered.
    mean_days: float | None
    rated: int
    satisfied: int

    @property
    def reply_rate(self) -> float | None:
        """The answered part of what was received, 0 to 1; None where nothing was received."""
        return self.answered / self.received if self.received else None

    @property
    def satisfaction(self) -> float | None:
        """The satisfied part of those who rated, 0 to 1; None where nobody did."""
        return self.satisfied / self.rated if self.rated else None


def department_figures(
    *, first: date, last: date, department: Department | None = None
) -> list[DepartmentFigures]:
    """Return the figures of what was received from ``first`` to ``last``, by department.

    With ``department`` those of this one. A department without submissions is left out; what
    was not accepted or was merged into another is not counted.
    """
    answered = Q(state__in=ANSWERED_STATES)
    rows = Submission.objects.received_between(first, last).accepted()
    rows = rows.filter(department__isnull=False)
    if department:
        rows = rows.filter(department=department)
    counted = list(
        rows.order_by()
        .values("department")
        .annotate(
            received=Count("pk"),
            answered=Count("pk", filter=answered),
            late=Count("pk", filter=answered & Q(pk__in=Submission.objects.late().values("pk"))),
            mean_days=Avg("working_days_taken", filter=answered),
            rated=Count("rating"),
            satisfied=Count("rating", filter=Q(rating__score__gte=SATISFIED_FROM)),
        )
    )
    of_department = {row["department"]: row for row in counted}
    return [
        DepartmentFigures(
            department=known,
            received=row["received"],
            answered=row["answered"],
            in_time=row["answered"] - row["late"],
            mean_days=row["mean_days"],
            rated=row["rated"],
            satisfied=row["satisfied"],
        )
        for known in Department.objects.filter(pk__in=of_department)
        if (row := of_department[known.pk])
    ]
