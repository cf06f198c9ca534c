"""Departments by their scores of a month, with the change to the month before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catalogs.models import Department
from supervision.comparable import comparable_departments
from supervision.enums import WHOLE
from supervision.models import Score
from supervision.round_results import ranked


@dataclass(frozen=True, slots=True)
class Cell:
    """A score, and how it changed; None where there is none, or none to compare with."""

    value: Decimal | None = None
    change: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The scores of one department by indicator; ``rank`` is by the whole score.

    What cannot be compared (``supervision.comparable``) has its scores and no rank.
    """

    department: Department
    cells: dict[str, Cell]
    rank: int | None

    @property
    def whole(self) -> Cell:
        return self.cells.get(WHOLE, Cell())


def months() -> list[date]:
    """Return the months of which departments have scores, the newest first."""
    rows = Score.objects.of_departments().order_by("-month")
    return list(rows.values_list("month", flat=True).distinct())


def ranking(month: date) -> list[Line]:
    """Return the departments by their whole score in ``month``, the best first."""
    before = (month - timedelta(days=1)).replace(day=1)
    values: dict[int, dict[str, dict[date, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    rows = Score.objects.of_departments().filter(month__in=[month, before])
    for place, indicator, of, value in rows.values_list(
        "department", "indicator", "month", "value"
    ):
        values[place][indicator][of] = value
    lines = []
    for department in Department.objects.filter(pk__in=values.keys()):
        cells = {
            indicator: Cell(found[month], _change(found, month, before))
            for indicator, found in values[department.pk].items()
            if month in found
        }
        if cells:
            lines.append((department, cells))
    compared = comparable_departments(month)
    wholes: dict[int, Decimal] = {
        department.pk: whole
        for department, cells in lines
        if department.pk in compared and (whole := cells.get(WHOLE, Cell()).value) is not None
    }
    ranks = ranked(list(wholes.values()))
    rank_of = {pk: ranks[whole] for pk, whole in wholes.items()}
    placed = [Line(department, cells, rank_of.get(department.pk)) for department, cells in lines]
    last = len(placed) + 1
    return sorted(placed, key=lambda line: (line.rank or last, line.department.display_order))


def _change(found: dict[date, Decimal], month: date, before: date) -> Decimal | None:
    return found[month] - found[before] if before in found else None
