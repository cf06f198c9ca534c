"""The record of incentives and restraints: by department and year, to read and to download."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.desk.table_files import table_file
from catalogs.models import Department, Official
from feedback.models import IncentiveRecord, OpinionCase

PAGE_SIZE = 50
FILE_NAME = "激励约束记录"
HEADERS = ("日期", "部门", "类别", "舆情", "事由", "依据", "记录人")


@never_cache
@login_required
@require_safe
def incentives(request: HttpRequest) -> HttpResponse:
    """Show what followed for departments; a department sees its own."""
    visible = IncentiveRecord.objects.visible_to(request.user)
    rows, asked = _narrowed(request, visible)
    listed = _with_access(_read(rows), request.user)
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.urlencode()
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "departments": _departments(visible, asked["department"]),
        "years": _years(visible, asked["year"]),
        "asked": any(asked.values()),
        "csv_url": f"{reverse('feedback:opinion-incentives-file', args=['csv'])}?{query}",
        "xlsx_url": f"{reverse('feedback:opinion-incentives-file', args=['xlsx'])}?{query}",
    }
    return render(request, "feedback/opinions/incentives.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Send what the list shows as CSV or XLSX."""
    rows, _asked = _narrowed(request, IncentiveRecord.objects.visible_to(request.user))
    lines = (
        (row.recorded_on.isoformat(), row.department.name, row.get_kind_display())
        + (row.case.title, row.reason, row.basis, str(row.recorded_by))
        for row in _read(rows)
    )
    name = f"{FILE_NAME}-{timezone.localdate():%Y%m%d}"
    return table_file(lines, HEADERS, name=name, format=format)


def _read(rows: Any) -> Any:
    return rows.select_related("department", "case", "recorded_by")


def _with_access(rows: Any, user: Official) -> Any:
    """Tell of each row whether the page of its case opens for the user."""
    seen = OpinionCase.objects.visible_to(user).filter(pk=OuterRef("case_id"))
    return rows.annotate(case_open=Exists(seen))


def _narrowed(request: HttpRequest, rows: Any) -> tuple[Any, dict[str, str]]:
    """Return the rows of the department and year asked for, and what was asked."""
    department = request.GET.get("department", "").replace("\x00", "")
    year = request.GET.get("year", "")
    year = year if year.isascii() and year.isdecimal() and len(year) == 4 and int(year) else ""
    if department:
        rows = rows.filter(department__code=department)
    if year:
        rows = rows.in_year(int(year))
    return rows, {"department": department, "year": year}


def _departments(rows: Any, asked: str) -> list[dict[str, Any]]:
    pks = rows.order_by().values("department").distinct()
    named = [(row.code, row.display_name) for row in Department.objects.filter(pk__in=pks)]
    return _options(_("All departments"), named, asked)


def _years(rows: Any, asked: str) -> list[dict[str, Any]]:
    years = rows.order_by().values_list(ExtractYear("recorded_on"), flat=True).distinct()
    return _options(_("All years"), [(str(y), str(y)) for y in sorted(years, reverse=True)], asked)


def _options(every: str, named: list[tuple[str, str]], asked: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": label, "selected": value == asked}
        for value, label in [("", every), *named]
    ]
