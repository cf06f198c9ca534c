"""The ranking of departments in a month: whole score and indicators, with their changes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.desk.table_files import table_file
from supervision import ranking
from supervision.comparable import FEWEST_EXAMINED
from supervision.enums import WHOLE, Indicator
from supervision.ranking import Cell, Line
from supervision.views.assessment_finding import figure, require
from supervision.views.dashboard_links import score_url

FILE_NAME = "部门得分排名"
# A change as small as this is none.
SMALLEST = Decimal("0.005")


@never_cache
@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the month asked for, the newest without; every score leads to where it comes from."""
    require(request.user)
    months = ranking.months()
    month = _month(request, months)
    lines = ranking.ranking(month) if month else []
    query = f"?month={month:%Y-%m}" if month else ""
    context = {
        "month": month,
        "months": [
            {"month": row, "value": f"{row:%Y-%m}", "selected": row == month} for row in months
        ],
        "columns": _columns(),
        "rows": [_row(line, month) for line in lines] if month else [],
        "total": len(lines),
        "fewest_examined": FEWEST_EXAMINED,
        "csv_url": reverse("supervision:assessment-ranking-file", args=["csv"]) + query,
        "xlsx_url": reverse("supervision:assessment-ranking-file", args=["xlsx"]) + query,
    }
    return render(request, "supervision/assessment/ranking.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Send the ranking of the month as CSV or XLSX."""
    require(request.user)
    month = _month(request, ranking.months())
    change = _("Change")
    headers = [_("Rank"), _("Department")]
    for label in _columns().values():
        headers += [str(label), f"{label} – {change}"]
    lines = ranking.ranking(month) if month else []
    name = f"{FILE_NAME}-{month:%Y%m}" if month else FILE_NAME
    return table_file(map(_line, lines), headers, name=name, format=format)


def _month(request: HttpRequest, months: list[date]) -> date | None:
    """Return the month asked for; ``Http404`` for one without scores, None where none has any."""
    asked = request.GET.get("month", "")
    if not asked:
        return months[0] if months else None
    found = {f"{month:%Y-%m}": month for month in months}
    if asked not in found:
        raise Http404
    return found[asked]


def _columns() -> dict[str, Any]:
    return {WHOLE: _("Whole score")} | {str(row): row.label for row in Indicator}


def _row(line: Line, month: date) -> dict[str, Any]:
    cells = []
    for name, label in _columns().items():
        cell = line.cells.get(name, Cell())
        url = score_url(month, indicator="" if name == WHOLE else name, department=line.department)
        cells.append(
            {"label": label, "text": figure(cell.value), "url": url, **_change(cell.change)}
        )
        if cell.value is None:
            cells[-1]["url"] = ""
    return {"rank": line.rank, "department": line.department, "cells": cells}


def _change(change: Decimal | None) -> dict[str, str]:
    """Return the words of a change: its sign is told, never a colour alone."""
    if change is None:
        return {"change": "", "tone": ""}
    if abs(change) < SMALLEST:
        return {"change": _("unchanged"), "tone": ""}
    sign, tone = ("▲", "up") if change > 0 else ("▼", "down")
    return {"change": f"{sign} {abs(change):.2f}", "tone": tone}


def _line(line: Line) -> list[object]:
    cells: list[object] = [line.rank or "", line.department.name]
    for name in _columns():
        cell = line.cells.get(name, Cell())
        cells += [
            "" if cell.value is None else f"{cell.value:.2f}",
            "" if cell.change is None else f"{cell.change:.2f}",
        ]
    return cells
