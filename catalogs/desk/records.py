"""Records about departments, each with its day and its ground: by department and year."""

from typing import Any

from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogs.models import Department


def narrowed(request: HttpRequest, rows: Any) -> tuple[Any, dict[str, str]]:
    """Return the rows of the department and year asked for, and what was asked.

    ``rows`` has a ``department`` and the word ``in_year``.
    """
    department = request.GET.get("department", "").replace("\x00", "")
    year = request.GET.get("year", "")
    year = year if year.isascii() and year.isdecimal() and len(year) == 4 and int(year) else ""
    if department:
        rows = rows.filter(department__code=department)
    if year:
        rows = rows.in_year(int(year))
    return rows, {"department": department, "year": year}


def filters(rows: Any, asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return the choices of the list: the departments and years (``recorded_on``) of ``rows``."""
    pks = rows.order_by().values("department").distinct()
    departments = Department.objects.filter(pk__in=pks).order_by("display_order", "code")
    named = [(row.code, row.display_name) for row in departments]
    years = rows.order_by().values_list(ExtractYear("recorded_on"), flat=True).distinct()
    numbers = [(str(year), str(year)) for year in sorted(years, reverse=True)]
    return [
        _filter("department", _("Department"), _("All departments"), named, asked),
        _filter("year", _("Year"), _("All years"), numbers, asked),
    ]


def _filter(
    name: str, label: str, every: str, named: list[tuple[str, str]], asked: dict[str, str]
) -> dict[str, Any]:
    options = [
        {"value": value, "label": text, "selected": value == asked[name]}
        for value, text in [("", every), *named]
    ]
    return {"name": name, "label": label, "options": options}
