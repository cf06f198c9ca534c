"""Where the figures of the dashboard lead: the same findings in the list, the same score."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from catalogs.models import Department, Field
from supervision.dashboards import Scope


def findings_url(scope: Scope, tab: str, **filters: Any) -> str:
    """Return the address of a tab of the list of findings, within a scope and ``filters``."""
    return _address("supervision:findings", {"tab": tab} | _within(scope) | filters)


def moved_url(scope: Scope, what: str) -> str:
    """Return the address of the findings ``opened`` or ``closed`` in the period of a scope."""
    address = reverse("supervision:dashboard-moved", args=[what])
    values = {"period": scope.period.name} | _within(scope)
    return f"{address}?{urlencode({key: value for key, value in values.items() if value})}"


def score_url(
    month: date,
    *,
    indicator: str = "",
    department: Department | None = None,
    field: Field | None = None,
    rule: str = "",
) -> str:
    """Return the address where a score comes from; without an indicator the whole score's.

    With ``rule`` its page lists the findings of that rule alone.
    """
    values = {
        "indicator": indicator,
        "department": department.code if department else "",
        "field": field.slug if field else "",
        "month": f"{month:%Y-%m}",
        "rule": rule,
    }
    return _address("supervision:dashboard-score", values)


def department_url(department: Department, scope: Scope) -> str:
    """Return the address of a department's view, in the period of the scope."""
    address = reverse("supervision:dashboard-department", args=[department.code])
    return f"{address}?{urlencode({'period': scope.period.name})}"


def calendar_url(department: Department | None = None) -> str:
    """Return the address of the calendar of what is due."""
    values = {"department": department.code if department else ""}
    return _address("supervision:calendar", values)


def _within(scope: Scope) -> dict[str, str]:
    return {
        "aspect": scope.aspect,
        "department": scope.department.code if scope.department else "",
        "field": scope.field.slug if scope.field else "",
    }


def _address(name: str, values: dict[str, Any]) -> str:
    query = urlencode({key: value for key, value in values.items() if value}, doseq=True)
    address = reverse(name)
    return f"{address}?{query}" if query else address
