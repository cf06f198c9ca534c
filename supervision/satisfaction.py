"""How content those are who applied or asked: the marks of the last year, by department."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from applications.models import Rating
from feedback.models import SATISFIED_FROM, SubmissionRating

LOOKED_BACK = timedelta(days=365)
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one to five: how many, their sum, and how many are below "satisfied"."""

    number: int
    total: int
    dissatisfied: int

    @property
    def share(self) -> float:
        """The mean mark as a part of the way from the lowest to the highest, 0 to 1."""
        return (self.total / self.number - LOWEST) / (HIGHEST - LOWEST)


def marks_by_department(today: date) -> dict[int, Marks]:
    """Return the marks of each department that has any, by primary key, in two queries."""
    since = today - LOOKED_BACK
    number: Counter[int] = Counter()
    total: Counter[int] = Counter()
    dissatisfied: Counter[int] = Counter()
    for model, place in (
        (Rating, "application__department"),
        (SubmissionRating, "submission__department"),
    ):
        rows = model.objects.filter(rated_on__range=(since, today), **{f"{place}__isnull": False})
        counted = (
            rows.order_by()
            .values_list(place)
            .annotate(
                n=Count("pk"),
                marks=Sum("score"),
                low=Count("pk", filter=Q(score__lt=SATISFIED_FROM)),
            )
        )
        for department, n, marks, low in counted:
            number[department] += n
            total[department] += marks
            dissatisfied[department] += low
    return {pk: Marks(number[pk], total[pk], dissatisfied[pk]) for pk in number}
