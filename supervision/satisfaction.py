"""How satisfied those are who applied, asked or answered a survey: marks of the last year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from applications.models import Rating
from feedback.models import SATISFIED_FROM
from feedback.satisfaction import satisfaction

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one to five: how many, and how many below "satisfied"."""

    number: int
    dissatisfied: int

    @property
    def share(self) -> float:
        """The satisfied part, 0 to 1."""
        return 1 - self.dissatisfied / self.number


def marks_by_department(today: date) -> dict[int, Marks]:
    """Return the marks of each department that has any, by primary key, in three queries.

    Counted are the ratings of answers to applications and to submissions, and the marks in the
    surveys a department held.
    """
    since = today - LOOKED_BACK
    number: Counter[int] = Counter()
    dissatisfied: Counter[int] = Counter()
    for department, given in satisfaction(first=since, last=today, today=today).items():
        number[department] += given.marks
        dissatisfied[department] += given.marks - given.satisfied
    rated = Rating.objects.filter(
        rated_on__range=(since, today), application__department__isnull=False
    )
    counted = rated.order_by().values_list("application__department")
    for department, marks, low in counted.annotate(
        marks=Count("pk"), low=Count("pk", filter=Q(score__lt=SATISFIED_FROM))
    ):
        number[department] += marks
        dissatisfied[department] += low
    return {pk: Marks(number[pk], dissatisfied[pk]) for pk in number}
