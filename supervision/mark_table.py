"""Marks as a table: a row a department and item, to fill in elsewhere and bring back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from catalogs.models import Official
from catalogs.tables import Row, Table, TableError
from supervision import marking
from supervision.marking import Cell, Given
from supervision.models import AssessmentRound, ManualItem, ManualMark
from supervision.round_results import assessed

CODE, DEPARTMENT, ITEM, MOST, POINTS, REASON = HEADERS = (
    *("部门编码", "部门", "评分项", "满分"),
    *("得分", "理由"),
)
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell of the table."""

    row: int
    column: str
    reason: str


def lines(round: AssessmentRound) -> Iterator[tuple[object, ...]]:
    """Yield a line for every department and item, with the marks given so far."""
    items = list(round.items.all())
    marks = marks_of(round)
    for department in assessed():
        for item in items:
            row = marks.get((item.pk, department.pk))
            given = (f"{row.points:.2f}", row.reason) if row else ("", "")
            yield (department.code, department.name, item.name, item.points, *given)


def marks_of(round: AssessmentRound) -> dict[Cell, ManualMark]:
    """Return the marks of a round by item and department."""
    rows = ManualMark.objects.filter(item__round=round)
    return {(row.item_id, row.department_id): row for row in rows}


def take_up(
    round: AssessmentRound, table: Table, *, actor: Official, now: datetime
) -> tuple[int, list[Fault]]:
    """Give the marks of the table, if no row is faulty; return how many changed, and the faults.

    Rows without points are passed over. Raises ``TableError`` for a table with other columns.
    """
    for name in (CODE, ITEM, POINTS):
        if name not in table.headers:
            raise TableError(_("The column %(name)s is missing.") % {"name": name})
    items = {item.name: item for item in round.items.all()}
    departments = {department.code: department.pk for department in assessed()}
    marks: dict[Cell, Given] = {}
    faults: list[Fault] = []
    for row in table:
        if not row.cells[POINTS]:
            continue
        item, place = items.get(row.cells[ITEM]), departments.get(row.cells[CODE])
        found = list(_faults(row, item, place))
        if item is None or place is None or found:
            faults += found
        elif (item.pk, place) in marks:
            faults.append(Fault(row.number, ITEM, _("The same department and item stand above.")))
        else:
            reason = row.cells.get(REASON, "") if REASON in table.headers else None
            marks[item.pk, place] = Given(Decimal(row.cells[POINTS]), reason)
    if faults:
        return 0, faults
    return marking.mark(round, actor=actor, marks=marks, now=now), []


def _faults(row: Row, item: ManualItem | None, place: int | None) -> Iterator[Fault]:
    if place is None:
        yield Fault(row.number, CODE, _("No department that is assessed has this code."))
    if item is None:
        yield Fault(row.number, ITEM, _("The round has no item of this name."))
    if len(row.cells.get(REASON, "")) > LONGEST_REASON:
        words = _("At most %(number)d characters.") % {"number": LONGEST_REASON}
        yield Fault(row.number, REASON, words)
    points = _points(row.cells[POINTS])
    if points is None:
        yield Fault(row.number, POINTS, _("Write a number with at most two decimals."))
    elif item is not None and (refusal := marking.refusal_of(points, item)):
        yield Fault(row.number, POINTS, refusal)


def _points(text: str) -> Decimal | None:
    try:
        points = Decimal(text)
    except InvalidOperation:
        return None
    if not points.is_finite() or points.as_tuple().exponent < -2:
        return None
    return points
