"""Rows of the demonstration's datasets: what the portal itself holds of a field on a day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from catalogs.models import Department, Field, Guide, PowerItem, ServiceItem


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row, in the order of the columns, and the department it comes from."""

    department: Department
    cells: tuple[object, ...]


def _powers(field: Field, day: date) -> Iterator[DataRow]:
    rows = PowerItem.objects.of_district().public(day).filter(field=field)
    for row in rows.select_related("department", "guide").order_by("code"):
        guide: Guide | None = getattr(row, "guide", None)
        yield DataRow(
            row.department,
            (
                row.code,
                row.name,
                row.get_category_display(),
                row.department.name,
                row.legal_basis,
                guide.statutory_limit if guide else None,
                guide.commitment_limit if guide else None,
                row.effective_on,
            ),
        )


def _services(field: Field, day: date) -> Iterator[DataRow]:
    rows = ServiceItem.objects.public(day).filter(field=field).order_by("code")
    for row in rows.select_related("department"):
        yield DataRow(
            row.department,
            (
                row.code,
                row.name,
                row.department.name,
                row.content,
                row.get_audience_display(),
                row.accepting_unit,
                row.place,
                row.hours,
                row.fee,
            ),
        )


def _materials(field: Field, day: date) -> Iterator[DataRow]:
    rows = PowerItem.objects.of_district().public(day).filter(field=field, guide__isnull=False)
    rows = rows.select_related("department", "guide").prefetch_related("guide__materials")
    for power in rows.order_by("code"):
        for material in power.guide.materials.all():
            yield DataRow(power.department, (power.code, power.name, material.name))


# Kind of a series to the rows of a field on a day.
ROWS: dict[str, Callable[[Field, date], Iterator[DataRow]]] = {
    "powers": _powers,
    "services": _services,
    "materials": _materials,
}
