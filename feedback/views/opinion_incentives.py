"""The record of incentives and restraints: by department and year, to read and to download."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.desk import records
from catalogs.desk.table_files import table_file
from catalogs.models import Official
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
    rows, asked = records.narrowed(request, visible)
    listed = _with_access(_read(rows), request.user)
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.urlencode()
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [_row(row) for row in page],
        "labels": {
            "kind": _("Kind"),
            "text": _("Reason and basis"),
            "about": pgettext("of public opinion", "Case"),
        },
        "filters": records.filters(visible, asked),
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
    rows, _asked = records.narrowed(request, IncentiveRecord.objects.visible_to(request.user))
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


def _row(record: Any) -> dict[str, Any]:
    """Return a record for the list, with its case, which opens for those who may see it."""
    case = record.case
    url = reverse("feedback:opinion-detail", args=[case.pk]) if record.case_open else ""
    return {
        "department": record.department.display_name,
        "kind": record.get_kind_display(),
        "tone": "",
        "text": record.reason,
        "basis": record.basis,
        "about": {"text": case.title, "url": url},
        "recorded_on": record.recorded_on,
        "recorded_by": record.recorded_by,
    }
