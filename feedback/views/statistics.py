"""Statistics of interaction: figures, charts and the tables behind them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalogs.charts.bars import bar_chart
from catalogs.charts.lines import line_chart
from catalogs.charts.tables import headings, number_cells, rounded, share, share_in_words
from feedback import statistics as figures
from feedback.enums import Channel, SubmissionKind, SubmissionState
from feedback.figures import DepartmentFigures
from feedback.statistics import KindFigures, Statistics
from feedback.views.trails import trail

MOST_BARS = 12


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show one year's figures, this year's unless the address asks for another."""
    today = timezone.localdate()
    years = figures.years(today)
    asked = request.GET.get("year", str(today.year))
    if asked not in map(str, years):
        raise Http404
    shown = figures.statistics(int(asked), today=today)
    context = {
        "trail": trail(_("Statistics of interaction")),
        "year": shown.year,
        "years": years,
        "today": today,
        "stats": _stats(shown),
        "apart": _apart(shown),
        "months": _months(shown),
        "kinds": _kinds(shown),
        "departments": _departments(shown),
        "channels": _channels(shown),
    }
    return render(request, "feedback/public/statistics.html", context)


def _stats(shown: Statistics) -> list[dict[str, Any]]:
    unit = pgettext("after a number", "submissions")
    days = pgettext("after a number", "working days") if shown.mean_days is not None else ""
    return [
        {"label": _("Received"), "figure": shown.received, "unit": unit},
        {"label": _("Answered"), "figure": shown.answered, "unit": unit},
        {"label": _("Answered in time"), **share(shown.in_time_rate)},
        {
            "label": _("From receipt to reply, on average"),
            "figure": rounded(shown.mean_days),
            "unit": days,
        },
        {
            "label": _("Satisfied with the handling"),
            **share(shown.satisfaction),
            "note": _("marks given: %(count)d") % {"count": shown.rated},
        },
        {
            "label": _("Being handled today"),
            "figure": shown.open,
            "unit": unit,
            "note": _("of which past the due date: %(count)d") % {"count": shown.overdue},
        },
    ]


def _apart(shown: Statistics) -> list[dict[str, Any]]:
    return [
        {"label": SubmissionState(state).label, "value": str(count)}
        for state, count in shown.apart.items()
    ]


def _months(shown: Statistics) -> dict[str, Any]:
    received, answered = shown.months_received, shown.months_answered
    chart = line_chart(
        _("Submissions by month, %(year)d") % {"year": shown.year},
        list(figures.MONTHS),
        [(_("received"), received, "one"), (_("answered"), answered, "two")],
        description=_("Received in all: %(received)d; answered in all: %(answered)d.")
        % {"received": sum(received), "answered": sum(answered)},
    )
    rows = [
        [
            {"text": _("Month %(number)d") % {"number": month}},
            *number_cells((_("Received"), came), (_("Answered"), went)),
        ]
        for month, (came, went) in enumerate(zip(received, answered, strict=True), start=1)
    ]
    columns = headings(_("Month"), _("Received"), _("Answered"))
    return {"chart": chart, "rows": rows, "columns": columns}


def _kinds(shown: Statistics) -> dict[str, Any]:
    chart = bar_chart(
        _("Submissions by kind, %(year)d") % {"year": shown.year},
        [(SubmissionKind(row.kind).label, row.received) for row in shown.kinds],
        description=_("Submissions received in the year."),
    )
    columns = headings(
        _("Kind"), _("Received"), _("Answered"), _("Answered in time"), _("Working days on average")
    )
    return {"chart": chart, "rows": list(map(_kind, shown.kinds)), "columns": columns}


def _kind(row: KindFigures) -> list[dict[str, Any]]:
    return [
        {"text": SubmissionKind(row.kind).label},
        *_answering(row),
    ]


def _departments(shown: Statistics) -> dict[str, Any]:
    most = shown.departments[:MOST_BARS]
    chart = bar_chart(
        _("Submissions by department, %(year)d") % {"year": shown.year},
        [(row.department.display_name, row.received) for row in most],
        description=_("The departments with the most submissions, at most twelve."),
    )
    columns = headings(
        *(_("Department"), _("Received"), _("Answered"), _("Answered in time")),
        *(_("Working days on average"), _("Satisfied")),
    )
    return {"chart": chart, "rows": list(map(_department, shown.departments)), "columns": columns}


def _department(row: DepartmentFigures) -> list[dict[str, Any]]:
    return [
        {"text": row.department.display_name, "url": row.department.get_absolute_url()},
        *_answering(row),
        *number_cells((_("Satisfied"), share_in_words(row.satisfied, row.rated))),
    ]


def _channels(shown: Statistics) -> dict[str, Any]:
    name = _("Way the submission came")
    chart = bar_chart(
        name,
        [(Channel(value).label, count) for value, count in shown.channels.items()],
        description=_("Submissions received in the year."),
    )
    rows = [
        [{"text": Channel(value).label}, *number_cells((_("Received"), count))]
        for value, count in shown.channels.items()
    ]
    return {"chart": chart, "rows": rows, "columns": headings(name, _("Received"))}


def _answering(row: KindFigures | DepartmentFigures) -> list[dict[str, Any]]:
    return number_cells(
        (_("Received"), row.received),
        (_("Answered"), row.answered),
        (_("Answered in time"), share_in_words(row.in_time, row.answered)),
        (_("Working days on average"), rounded(row.mean_days)),
    )
