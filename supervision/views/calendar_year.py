"""The calendar of what is due, for everyone: matters by period, filtered, in pages, as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext
from django.views.decorators.http import require_safe

from catalogs import tables
from catalogs.published_lists import by_department, by_field, found
from supervision import calendar_years, crediting
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication
from supervision.views.calendar_periods import strips

SEARCHED = ("name", "name_en", "code")
HEADERS = (
    "部门",
    "公开领域",
    "事项编码",
    "公开事项",
    "公开周期",
    "期间起",
    "期间止",
    "应公开日期",
    "公开情况",
    "实际公开日期",
    "文件标题",
    "索引号",
    "监督认定",
)
CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def year_view(request: HttpRequest) -> HttpResponse:
    """Show a year, this year unless the address asks for another that has anything due."""
    today = timezone.localdate()
    years = calendar_years.years(today)
    year = _year(request, years)
    context = _found(request, year, today)
    page = context["page_obj"]
    periods = calendar_years.periods_of(list(page), year)
    heading = _("Calendar of what is due")
    context |= {
        "heading": heading,
        "trail": [
            {"text": _("Supervision and evaluation"), "url": reverse("supervision:scoreboard")},
            {"text": heading, "url": ""},
        ],
        "year": year,
        "years": [{"year": other, "url": _with_year(request, other)} for other in years],
        "kept": [{"name": "year", "value": year}],
        "clear_url": f"{request.path}?year={year}",
        "stats": _stats(calendar_years.figures(context["found_rows"], year, today)),
        "matters": [
            {"matter": matter, "strips": strips(periods[matter.pk], today)} for matter in page
        ],
        "csv_url": _file_url(request, year, "csv"),
        "xlsx_url": _file_url(request, year, "xlsx"),
        "own_url": _own_url(request, year),
        "decides": crediting.decides(request.user),
    }
    return render(request, "supervision/calendar/year.html", context)


@require_safe
def year_file(request: HttpRequest, format: str) -> HttpResponse:
    """Send every period of the matters found, as CSV or XLSX."""
    today = timezone.localdate()
    year = _year(request, calendar_years.years(today))
    rows = calendar_years.listed(_found(request, year, today)["found_rows"], year)
    name = f"滨湖区应公开信息年历{year}"
    response: Any
    if format == "csv":
        lines = _lines(rows, today)
        response = StreamingHttpResponse(tables.write_csv(lines, HEADERS), content_type=CSV)
    elif format == "xlsx":
        content = tables.write_xlsx(_lines(rows, today), HEADERS, title=name)
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}")
    return response


def _year(request: HttpRequest, years: list[int]) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return timezone.localdate().year
    if asked not in map(str, years):
        raise Http404
    return int(asked)


def _found(request: HttpRequest, year: int, today: date) -> dict[str, Any]:
    matters = calendar_years.matters_of(year, today).select_related("department", "field")
    facets = (
        calendar_years.by_state(year, today),
        by_department(gettext_lazy("Department")),
        by_field(gettext_lazy("Field")),
    )
    return found(request, matters, searched=SEARCHED, facets=facets)


def _stats(figures: dict[str, int]) -> list[dict[str, Any]]:
    unit = pgettext("after a number", "periods")
    words = (
        (Fulfilment.DONE, _("Published in time")),
        (Fulfilment.LATE, _("Published late")),
        (Fulfilment.MISSING, _("Not published")),
        (Fulfilment.NOT_YET_DUE, _("Not yet due")),
    )
    stats = [{"label": label, "figure": figures[state], "unit": unit} for state, label in words]
    if past := sum(figures[state] for state, _label in words[:3]):
        share = f"{100 * figures[Fulfilment.DONE] / past:.1f}"
        stats[0]["note"] = _("%(share)s %% of what was due") % {"share": share}
    return stats


def _with_year(request: HttpRequest, year: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["year"] = str(year)
    return f"{request.path}?{query.urlencode()}"


def _file_url(request: HttpRequest, year: int, format: str) -> str:
    address = _with_year(request, year).partition("?")[2]
    return f"{reverse('supervision:calendar-file', args=[format])}?{address}"


def _own_url(request: HttpRequest, year: int) -> str:
    """Return the address of the official's own department; empty for everyone else."""
    department = getattr(request.user, "department", None)
    if department is None:
        return ""
    return f"{request.path}?year={year}&department={department.code}"


def _lines(rows: Any, today: date) -> Iterator[list[object]]:
    """Write the rows in the official words, whatever language the reader has chosen."""
    with override("zh-hans"):
        states = {state: str(state.label) for state in Fulfilment}
    for row in rows.iterator(chunk_size=1000):
        yield _line(row, states[row.fulfilment(today)], today)


def _line(row: ExpectedPublication, state: str, today: date) -> list[object]:
    matter, document = row.matter, row.publication
    shown = document if document is not None and document.is_public(today) else None
    with override("zh-hans"):
        period = row.get_kind_display()
    return [
        matter.department.name,
        matter.field.name if matter.field else "",
        matter.code,
        matter.name,
        period,
        row.period_start,
        row.period_end,
        row.due_on,
        state,
        row.met_on or "",
        shown.title if shown else "",
        shown.index_number if shown else "",
        "是" if row.is_credited else "",
    ]
