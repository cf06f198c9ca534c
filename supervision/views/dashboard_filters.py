"""What a reader of the dashboard asked for: period, aspect, department and field."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.models import Department, Field
from supervision import dashboards
from supervision.dashboard_periods import Period, month_of, offered, read
from supervision.dashboards import Scope
from supervision.enums import Aspect


@dataclass(frozen=True, slots=True)
class Asked:
    """The scope asked for, and the choices of the filter with what is chosen."""

    scope: Scope
    filters: list[dict[str, Any]]

    def address(self, **changes: str) -> str:
        """Return the query of this page with ``changes``; an empty value takes one out."""
        values = {row["name"]: row["chosen"] for row in self.filters} | changes
        return f"?{urlencode({name: value for name, value in values.items() if value})}"


def asked(request: HttpRequest, *, today: date, department: Department | None = None) -> Asked:
    """Read the filter; ``Http404`` for what does not exist.

    With ``department`` the page is of that department, and offers no other.
    """
    period = _period(request.GET.get("period", ""), today)
    aspect = request.GET.get("aspect", "")
    if aspect and aspect not in Aspect.values:
        raise Http404
    fields = list(Field.objects.all())
    field = _chosen(fields, "slug", request.GET.get("field", ""))
    filters = [
        _periods(period, today),
        _filter("aspect", _("Aspect"), _("All aspects"), Aspect.choices, aspect),
    ]
    if department is None:
        departments = list(Department.objects.answering())
        department = _chosen(departments, "code", request.GET.get("department", ""))
        options = [(row.code, row.display_name) for row in departments]
        filters.append(
            _filter(
                "department",
                _("Department"),
                _("All departments"),
                options,
                department.code if department else "",
            )
        )
    options = [(row.slug, row.display_name) for row in fields]
    filters.append(
        _filter("field", _("Field"), _("All fields"), options, field.slug if field else "")
    )
    return Asked(Scope(period, department, field, aspect), filters)


def _period(name: str, today: date) -> Period:
    try:
        period = read(name) if name else month_of(today)
    except ValueError:
        raise Http404 from None
    if period.start > today:
        raise Http404
    return period


def _periods(period: Period, today: date) -> dict[str, Any]:
    groups = offered(dashboards.first_day(today), today)
    if all(period != row for _label, rows in groups for row in rows):
        groups = [("", [period]), *groups]
    return {
        "name": "period",
        "label": pgettext("of the dashboard", "Period"),
        "chosen": period.name,
        "groups": [
            (label, [(row.name, row.label, row.name == period.name) for row in rows])
            for label, rows in groups
        ],
    }


def _filter(
    name: str, label: str, everything: str, options: list[tuple[str, Any]], chosen: str
) -> dict[str, Any]:
    offered_options = [("", everything), *options]
    return {
        "name": name,
        "label": label,
        "chosen": chosen,
        "groups": [("", [(value, text, value == chosen) for value, text in offered_options])],
    }


def _chosen(rows: list[Any], column: str, value: str) -> Any:
    if not value:
        return None
    for row in rows:
        if getattr(row, column) == value:
            return row
    raise Http404
