"""How satisfied people are with a department: their ratings of replies, and marks in surveys."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from feedback.models import SATISFIED_FROM, Submission, Survey


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Marks of one to five of a period; who gives four or five is satisfied."""

    marks: int = 0
    satisfied: int = 0

    @property
    def rate(self) -> float | None:
        """The satisfied part, 0 to 1; None where nobody gave a mark."""
        return self.satisfied / self.marks if self.marks else None


def satisfaction(*, first: date, last: date, today: date) -> dict[int, Satisfaction]:
    """Return by primary key of the department how satisfied people are, in two queries.

    Counted are the ratings of submissions received from ``first`` to ``last``, and the marks in
    surveys that the department held and that ended in this time and are public. A department
    without a mark is left out.
    """
    rated = (
        Submission.objects.received_between(first, last)
        .accepted()
        .filter(department__isnull=False)
        .order_by()
        .values_list("department")
        .annotate(
            marks=Count("rating"),
            satisfied=Count("rating", filter=Q(rating__score__gte=SATISFIED_FROM)),
        )
    )
    score = "questions__answers__score"
    surveyed = (
        Survey.objects.with_results(today)
        .filter(closes_on__range=(first, last))
        .order_by()
        .values_list("department")
        .annotate(
            marks=Count(score),
            satisfied=Count(score, filter=Q(**{f"{score}__gte": SATISFIED_FROM})),
        )
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for department, marks, satisfied in [*rated, *surveyed]:
        found[department][0] += marks
        found[department][1] += satisfied
    return {key: Satisfaction(*sums) for key, sums in found.items() if sums[0]}
