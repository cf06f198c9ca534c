"""Verbs of the marks of a round: the points that people gave departments, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.history import record
from catalogs.models import Official
from supervision.assessing import locked
from supervision.models import AssessmentRound, ManualItem, ManualMark
from supervision.round_results import assessed

# An item and a department, by primary key.
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Given:
    """Points, None to take them back; and why, None to leave what was written."""

    points: Decimal | None
    reason: str | None = None


@transaction.atomic
def mark(
    round: AssessmentRound, *, actor: Official, marks: Mapping[Cell, Given], now: datetime
) -> int:
    """Give the points of ``marks`` and leave every other mark alone; return how many changed.

    Raises ``ValidationError`` with the names of ``cell_name`` for points out of bounds.
    """
    round = locked(round, "mark", actor=actor)
    items = {item.pk: item for item in round.items.all()}
    departments = {department.pk: department for department in assessed()}
    known = {
        (row.item_id, row.department_id): row
        for row in ManualMark.objects.filter(item__round=round).select_for_update()
    }
    errors, changes = {}, {}
    for cell, given in marks.items():
        item, department = items.get(cell[0]), departments.get(cell[1])
        if item is None or department is None:
            raise ValidationError(_("The round has no such item or department."), code="cell")
        if refusal := refusal_of(given.points, item):
            errors[cell_name(cell)] = refusal
            continue
        row = known.get(cell)
        old = _told(row)
        row = _write(row, cell, given, actor)
        if (new := _told(row)) != old:
            changes[f"{department.name}: {item.name}"] = [old, new]
    if errors:
        raise ValidationError(errors)
    if changes:
        record(round, actor=actor, action="mark", changes=changes, at=now)
    return len(changes)


def cell_name(cell: Cell) -> str:
    """Return what a form calls the points of a cell."""
    return f"points-{cell[0]}-{cell[1]}"


def refusal_of(points: Decimal | None, item: ManualItem) -> str:
    """Say why the points cannot be given for the item; nothing where they can."""
    if points is None or 0 <= points <= item.points:
        return ""
    return _("Give 0 to %(points)d points.") % {"points": item.points}


def _write(row: ManualMark | None, cell: Cell, given: Given, actor: Official) -> ManualMark | None:
    if given.points is None:
        if row is not None:
            row.delete()
        return None
    row = row or ManualMark(item_id=cell[0], department_id=cell[1])
    changed = row.pk is None or row.points != given.points
    if given.reason is not None:
        changed = changed or row.reason != given.reason.strip()
        row.reason = given.reason.strip()
    if changed:
        row.points, row.marked_by = given.points, actor
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()
    return row


def _told(row: ManualMark | None) -> str:
    if row is None:
        return ""
    return f"{row.points:.2f} ({row.reason})" if row.reason else f"{row.points:.2f}"
