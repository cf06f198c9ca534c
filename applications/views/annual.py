"""The annual reports: their years, one report by department, and its files."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications import annual_chapters
from applications.annual import files, wording
from applications.annual.form import form_tables
from applications.annual_report import annual_report
from applications.annual_tables import CARRIED_IN, CARRIED_OUT, COLUMNS, HANDLED, NEW, AnnualReport
from applications.contacts import receivers
from applications.statistics import years
from applications.views.trails import trail
from catalogs.models import Department

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def year_list(request: HttpRequest) -> HttpResponse:
    """List the years that have a report."""
    today = timezone.localdate()
    rows = [
        {"year": year, "url": reverse("applications:annual-report", args=[year])}
        for year in years(today)
    ]
    context = {
        "trail": trail(_("Annual reports")),
        "rows": rows,
        "this_year": today.year,
    }
    return render(request, "applications/annual/years.html", context)


@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Show the report of a year, of the district or of one department."""
    today = timezone.localdate()
    _check(year, today)
    department = asked_department(request)
    counted = annual_report(year, department=department)
    query = f"?department={department.code}" if department else ""
    chapters = annual_chapters.chapters_of(counted, department=department)
    tables = form_tables(counted)
    placed = [None, *tables, None, None]
    user = request.user
    context = {
        "trail": trail(year, (_("Annual reports"), "applications:annual-reports")),
        "year": year,
        "ended": year < today.year,
        "department": department,
        "departments": receivers(),
        "chapters": [
            {
                "chapter": chapter,
                "number": number,
                "heading": wording.numbered(number, chapter.title),
                "table": table,
            }
            for number, (chapter, table) in enumerate(zip(chapters, placed, strict=True), start=1)
        ],
        "balance": _balance(counted),
        "balances": counted.balances,
        "downloads": [
            {"format": name.upper(), "url": _file_url(year, name) + query}
            for name in ("pdf", "xlsx", "csv")
        ],
        "edit_url": reverse("applications:annual-report-edit", args=[year]) + query
        if user.is_authenticated and annual_chapters.may_write(user, department)
        else "",
    }
    return render(request, "applications/annual/report.html", context)


@require_safe
def download(request: HttpRequest, year: int, format: str) -> HttpResponse:
    """Send the report as PDF, as a workbook in the layout of the form, or its figures as CSV."""
    today = timezone.localdate()
    _check(year, today)
    department = asked_department(request)
    if format == "pdf":
        content = files.as_pdf(year, department, today=today)
        response = HttpResponse(content, content_type="application/pdf")
    elif format == "xlsx":
        response = HttpResponse(files.as_xlsx(year, department), content_type=XLSX)
    elif format == "csv":
        lines = files.as_csv(year, department)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    name = f"{files.title_of(year, department)}.{format}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition
    return response


def asked_department(request: HttpRequest) -> Department | None:
    """The department of the address; none asks for the district, an unknown one is not found."""
    code = request.GET.get("department", "")
    return get_object_or_404(receivers(), code=code) if code else None


def _check(year: int, today) -> None:
    if year not in years(today):
        raise Http404


def _file_url(year: int, name: str) -> str:
    return reverse("applications:annual-report-download", args=[year, name])


def _balance(counted: AnnualReport) -> list[dict]:
    """The check of the form, column by column."""
    cells = counted.applications.cells
    names = (wording.PERSON, *wording.ORGANISATIONS, wording.TOTAL)
    return [
        {
            "column": names[place],
            "new": cells[NEW][place],
            "carried_in": cells[CARRIED_IN][place],
            "handled": cells[HANDLED][place],
            "carried_out": cells[CARRIED_OUT][place],
            "sound": cells[NEW][place] + cells[CARRIED_IN][place]
            == cells[HANDLED][place] + cells[CARRIED_OUT][place],
        }
        for place in range(len(COLUMNS))
    ]
