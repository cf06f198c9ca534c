"""Which places are ranked: those that answer the public and of which enough was examined."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, Sum

from catalogs.models import Department
from supervision.enums import Indicator
from supervision.models import Score

# With fewer rows a single gap moves a score by more than five points, and a rank tells nothing.
FEWEST_EXAMINED = 20
DUTIES = (Indicator.COMPLETENESS, Indicator.TIMELINESS)


class Ranked(NamedTuple):
    """A department over all fields or a field over all departments, in one month."""

    month: date
    department: int | None
    field: int | None


def comparable(months: Iterable[date]) -> set[Ranked]:
    """Return the places that are ranked in each of ``months``, in one query.

    Units of the city and the province, and those without an organization code of their own, are
    not the district's to rank; of the others at least ``FEWEST_EXAMINED`` rows were examined for
    completeness and timeliness together.
    """
    answering = Department.objects.answering().values("pk")
    rows = Score.objects.filter(
        Q(department__in=answering, field__isnull=True)
        | Q(department__isnull=True, field__isnull=False),
        month__in=list(months),
        indicator__in=DUTIES,
    ).order_by()
    examined = rows.values("month", "department", "field").annotate(rows=Sum("examined"))
    places = examined.filter(rows__gte=FEWEST_EXAMINED)
    return {Ranked(*place) for place in places.values_list("month", "department", "field")}


def comparable_departments(month: date) -> set[int]:
    """Return the primary keys of the departments that are ranked in a month."""
    return {
        place.department
        for place in comparable([month.replace(day=1)])
        if place.department is not None
    }
