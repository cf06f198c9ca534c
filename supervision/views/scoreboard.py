"""The public scoreboard: scores by department and field, their trend, and how to take them away."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogs import tables
from catalogs.charts.bars import bar_chart
from catalogs.charts.lines import line_chart
from supervision import scoreboard
from supervision.comparable import FEWEST_EXAMINED
from supervision.dashboard_periods import month_words
from supervision.enums import WHOLE, Indicator
from supervision.models import AssessmentRound, Finding
from supervision.public_findings import finding_row
from supervision.scoreboard import Board, Line
from supervision.views.scoreboard_words import change_words, month_of, score

NAMES = {
    WHOLE: gettext_lazy("Whole score"),
    str(Indicator.COMPLETENESS): Indicator.COMPLETENESS.label,
    str(Indicator.TIMELINESS): Indicator.TIMELINESS.label,
}
NEWEST_RED = 8
HEADERS = ("月份", "类别", "名称", "总分", "完整性", "及时性", "排名", "上月总分", "上月排名")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    shown = _asked(request, today)
    red = Finding.objects.public(today)
    context: dict[str, Any] = {
        "trail": [{"text": _("Supervision and evaluation")}],
        "board": shown,
        "red_total": red.count(),
        "red": [finding_row(row) for row in red.select_related("department", "field")[:NEWEST_RED]],
        "rounds": AssessmentRound.objects.public(today),
        "inspected": scoreboard.inspected_last(),
    }
    if shown.month:
        context |= {
            "month": month_words(shown.month),
            "months": [_month(other, shown.month) for other in shown.months],
            "stats": _stats(shown),
            "trend": _trend(shown),
            "departments": _part(_("Department"), shown.departments),
            "fields": _part(_("Field"), shown.fields),
            "fewest_examined": FEWEST_EXAMINED,
            "rows": len(shown.departments) + len(shown.fields),
            "csv_url": _file(shown.month, "csv"),
            "xlsx_url": _file(shown.month, "xlsx"),
        }
    return render(request, "supervision/scoreboard/board.html", context)


@require_safe
def board_file(request: HttpRequest, format: str) -> HttpResponse:
    """Send the scores of a month, every department and field, as CSV or XLSX."""
    shown = _asked(request, timezone.localdate())
    lines = [_cells(shown, "部门", line) for line in shown.departments]
    lines += [_cells(shown, "领域", line) for line in shown.fields]
    if format == "csv":
        response = StreamingHttpResponse(
            tables.write_csv(lines, HEADERS), content_type="text/csv; charset=utf-8; header=present"
        )
    elif format == "xlsx":
        content = tables.write_xlsx(lines, HEADERS, title="监督评价得分")
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    name = f"监督评价得分-{shown.month:%Y%m}.{format}" if shown.month else f"监督评价得分.{format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _asked(request: HttpRequest, today: date) -> Board:
    try:
        return scoreboard.board(today=today, month=month_of(request.GET.get("month", "")))
    except (KeyError, ValueError):
        raise Http404 from None


def _month(month: date, chosen: date) -> dict[str, Any]:
    return {
        "text": month_words(month),
        "url": f"?month={month:%Y-%m}",
        "selected": month == chosen,
    }


def _file(month: date, format: str) -> str:
    return f"{reverse('supervision:scoreboard-file', args=[format])}?month={month:%Y-%m}"


def _stats(shown: Board) -> list[dict[str, Any]]:
    district = shown.district
    return [
        {
            "label": name,
            "figure": score(district.values.get(key)),
            "unit": _("of 100"),
            "note": _against(change_words(district.change(key))),
        }
        for key, name in NAMES.items()
    ]


def _against(change: str) -> str:
    return _("%(change)s against last month") % {"change": change} if change else ""


def _trend(shown: Board) -> dict[str, Any] | None:
    """Draw the district's scores by month; one month alone is no line."""
    if len(shown.trend) < 2:
        return None
    series = [
        (name, [_number(values.get(key)) for _month, values in shown.trend], tone)
        for (key, name), tone in zip(NAMES.items(), ("one", "two", "three"), strict=True)
    ]
    chart = line_chart(
        _("Scores of the district by month"),
        [f"{month:%y-%m}" for month, _values in shown.trend],
        series,
        description=_("Whole score, completeness and timeliness of each month, of 100."),
        highest=100,
    )
    rows = [
        [
            {"text": month_words(month)},
            *(
                {"label": name, "text": score(values.get(key)), "number": True}
                for key, name in NAMES.items()
            ),
        ]
        for month, values in reversed(shown.trend)
    ]
    return {"chart": chart, "rows": rows, "columns": _columns(_("Month"), *NAMES.values())}


def _part(name: str, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Return the bars of the whole score, and the table with everything else."""
    chart = bar_chart(
        _("Whole scores of the month"),
        [(line.place.display_name, _number(line.values[WHOLE])) for line in lines
         if WHOLE in line.values],
        description=_("Whole score of the month, of 100, the highest first."),
        highest=100,
    )  # fmt: skip
    columns = _columns(
        name, _("Rank"), *NAMES.values(), _("Against last month"), _("Rank last month")
    )
    return {"chart": chart, "rows": [_row(line, columns) for line in lines], "columns": columns}


def _row(line: Line, columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    texts = (
        line.rank or "—",
        *(score(line.values.get(key)) for key in NAMES),
        change_words(line.change()) or "—",
        line.rank_before or "—",
    )
    return [
        {"text": line.place.display_name, "url": line.place.get_absolute_url()},
        *(
            {"label": column["label"], "text": text, "number": True}
            for column, text in zip(columns[1:], texts, strict=True)
        ),
    ]


def _columns(first: str, *others: Any) -> list[dict[str, Any]]:
    return [{"label": first}, *({"label": label, "number": True} for label in others)]


def _number(value: Any) -> float | None:
    return None if value is None else float(round(value, 1))


def _cells(shown: Board, kind: str, line: Line) -> list[str]:
    given = [line.values.get(key) for key in NAMES]
    rest = [line.rank, line.before.get(WHOLE), line.rank_before]
    named = [f"{shown.month:%Y-%m}", kind, line.place.name]
    return [*named, *("" if value is None else str(value) for value in (*given, *rest))]
