"""Rows of the three lists and of their adjustments, as the public finds them on a day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet

from catalogs.models import Adjustment, Field, PowerItem, PublicityMatter, ServiceItem

CHUNK = 2000
LISTS = {"power": "权责清单", "service": "公共服务清单", "matter": "政务公开事项清单"}
YES, NO = "是", "否"

Row = tuple[object, ...]


def powers(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the district's powers in force, each with the limits of its guide."""
    rows = _of(PowerItem.objects.of_district().public(today), field)
    for row in _walk(rows.select_related("department", "field", "guide")):
        guide = getattr(row, "guide", None)
        yield (
            row.code,
            row.name,
            row.get_category_display(),
            row.department.name,
            row.field.name,
            row.legal_basis,
            guide.statutory_limit if guide else None,
            guide.commitment_limit if guide else None,
            row.effective_on,
        )


def services(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the public services in force."""
    rows = _of(ServiceItem.objects.public(today), field)
    for row in _walk(rows.select_related("department", "field")):
        yield (
            row.code,
            row.name,
            row.department.name,
            row.field.name,
            row.content,
            row.get_audience_display(),
            row.accepting_unit,
            row.place,
            row.hours,
            row.fee,
            row.effective_on,
        )


def matters(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the publicity matters in force, each with the number of its content elements."""
    rows = _of(PublicityMatter.objects.public(today), field)
    counted = rows.values("pk").annotate(number=Count("elements")).order_by()
    elements = dict(counted.values_list("pk", "number"))
    for row in _walk(rows.select_related("department", "field", "group")):
        yield (
            row.code,
            row.group.name,
            row.name,
            row.department.name,
            row.field.name,
            row.get_mode_display(),
            row.get_stage_display(),
            row.time_limit_text,
            elements.get(row.pk, 0),
            _yes(row.at_county),
            _yes(row.at_township),
            row.effective_on,
        )


def adjustments(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the adjustments that took effect, the oldest first."""
    rows = Adjustment.objects.public(today).order_by("effective_on", "pk")
    entries = ("power", "service", "matter")
    fields = [f"{name}__field" for name in entries]
    for row in rows.select_related("department", *entries, *fields).iterator(chunk_size=CHUNK):
        entry = row.entry
        yield (
            row.effective_on,
            LISTS[entry.list_name],
            entry.code,
            entry.name,
            row.get_action_display(),
            row.get_reason_display(),
            row.basis,
            row.department.name,
            entry.field.name,
        )


def _of(rows: QuerySet, field: Field | None) -> QuerySet:
    return rows if field is None else rows.filter(field=field)


def _walk(rows: QuerySet) -> Iterator:
    return rows.order_by("code").iterator(chunk_size=CHUNK)


def _yes(value: bool) -> str:
    return YES if value else NO
