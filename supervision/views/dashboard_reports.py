"""The kept monthly reports: the list, making one again, and the files."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused
from supervision import reporting
from supervision.dashboard_periods import month_words, read
from supervision.models import SupervisionReport

PAGE_SIZE = 40
FORMATS = {
    "xlsx": (
        "workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "pdf": ("document", "application/pdf"),
}


@never_cache
@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports the official may read, the newest month first."""
    rows = SupervisionReport.objects.visible_to(request.user)
    rows = rows.select_related("department", "made_by").order_by(
        "-month", "department__display_order", "department_id", "-number"
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    listed = [_row(report) for report in page]
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": listed,
        "is_any_lost": any(file["size"] is None for row in listed for file in row["files"]),
        "making": _making() if reporting.may_make(request.user) else None,
    }
    return render(request, "supervision/dashboard/reports.html", context)


@never_cache
@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the report of a month anew, beside those that are there."""
    user: Official = request.user
    if not reporting.may_make(user):
        raise PermissionDenied
    code = request.POST.get("department", "")
    department = get_object_or_404(Department.objects.answering(), code=code) if code else None
    try:
        report = reporting.make(
            month=_month(request), department=department, actor=user, now=timezone.now()
        )
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, _words(refusal))
    else:
        words = {"title": _row(report)["title"], "number": report.number}
        messages.success(request, _("%(title)s is made, number %(number)d.") % words)
    return redirect("supervision:dashboard-reports")


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: int, format: str) -> FileResponse:
    """Send the workbook or the document of a report."""
    if format not in FORMATS:
        raise Http404
    report = get_object_or_404(SupervisionReport.objects.visible_to(request.user), pk=pk)
    column, content_type = FORMATS[format]
    who = report.department.name if report.department else _("Binhu District")
    kind = _("Supervision report")
    name = f"{kind}-{who}-{report.month:%Y-%m}-{report.number}.{format}"
    try:
        file = getattr(report, column).open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is missing.")) from None
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _row(report: SupervisionReport) -> dict[str, Any]:
    who = report.department.display_name if report.department else str(_("The whole district"))
    return {
        "title": f"{who}, {month_words(report.month)}",
        "who": who,
        "month": report.month,
        "number": report.number,
        "made_at": report.made_at,
        "made_by": str(report.made_by) if report.made_by else _("By itself"),
        "files": [
            {
                "text": format.upper(),
                "url": reverse("supervision:dashboard-report-file", args=[report.pk, format]),
                "size": report.size_of(column),
            }
            for format, (column, _type) in FORMATS.items()
        ],
    }


def _making() -> dict[str, Any]:
    """Return the choices of the form that makes a report."""
    months = reporting.months(timezone.localdate())
    return {
        "months": [(f"{month:%Y-%m}", month_words(month)) for month in months],
        "departments": [(row.code, row.display_name) for row in Department.objects.answering()],
    }


def _month(request: HttpRequest) -> date:
    try:
        return read(request.POST.get("month", "")).start
    except ValueError:
        raise ValidationError({"month": _("Choose a past month that was inspected.")}) from None


def _words(refusal: MoveRefused | ValidationError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
