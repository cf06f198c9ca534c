"""Live statistics: figures, charts and the tables behind them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from applications import statistics as figures
from applications.annual import wording
from applications.enums import ApplicantKind, Channel, Outcome
from applications.statistics import DepartmentFigures, Statistics
from applications.views.trails import trail
from catalogs.charts.bars import bar_chart
from catalogs.charts.lines import line_chart
from catalogs.charts.tables import headings, number_cells, rounded, share, share_in_words

MOST_BARS = 12
TONES = {"received": "one", "handled": "two"}


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
        "trail": trail(_("Live statistics")),
        "year": shown.year,
        "years": years,
        "today": today,
        "stats": _stats(shown),
        "months": _months(shown),
        "outcomes": _outcomes(shown),
        "departments": _departments(shown),
        "kinds": _plain(shown.kinds, ApplicantKind, _("Kind of applicant")),
        "channels": _plain(shown.channels, Channel, _("Way the application came")),
    }
    return render(request, "applications/public/statistics.html", context)


def _stats(shown: Statistics) -> list[dict]:
    return [
        {
            "label": _("Received"),
            "figure": shown.received,
            "unit": pgettext("after a number", "applications"),
        },
        {
            "label": _("Handled"),
            "figure": shown.handled,
            "unit": pgettext("after a number", "applications"),
        },
        {"label": _("Handled on time"), **share(shown.on_time)},
        {
            "label": _("From receipt to answer, on average"),
            "figure": rounded(shown.mean_days),
            "unit": pgettext("after a number", "working days")
            if shown.mean_days is not None
            else "",
        },
        {
            "label": _("Being handled today"),
            "figure": shown.open,
            "unit": pgettext("after a number", "applications"),
            "note": _("of which past the due date: %(count)d") % {"count": shown.overdue},
        },
        {
            "label": _("Mark given by applicants"),
            "figure": rounded(shown.mean_mark),
            "unit": _("of 5") if shown.mean_mark is not None else "",
            "note": _("marks given: %(count)d") % {"count": shown.marks},
        },
    ]


def _months(shown: Statistics) -> dict:
    received, handled = shown.months_received, shown.months_handled
    chart = line_chart(
        _("Applications by month, %(year)d") % {"year": shown.year},
        list(range(1, 13)),
        [
            (_("received"), received, TONES["received"]),
            (_("handled"), handled, TONES["handled"]),
        ],
        description=_("Received in all: %(received)d; handled in all: %(handled)d.")
        % {"received": sum(received), "handled": sum(handled)},
    )
    rows = [
        [
            {"text": _("Month %(number)d") % {"number": month}},
            *number_cells((_("Received"), came), (_("Handled"), went)),
        ]
        for month, (came, went) in enumerate(zip(received, handled, strict=True), start=1)
    ]
    columns = headings(_("Month"), _("Received"), _("Handled"))
    return {"chart": chart, "rows": rows, "columns": columns}


def _outcomes(shown: Statistics) -> dict:
    names = {row[0][:3]: _bare(str(row[1])) for row in _groups()}
    bars = [(names[code], count) for code, count in shown.groups.items()]
    chart = bar_chart(
        _("Results of the applications handled, %(year)d") % {"year": shown.year},
        bars,
        description=_("How many applications ended with each kind of result."),
    )
    cells = shown.report.applications.cells
    rows = [
        [
            {"text": Outcome(code).label},
            *number_cells((_("Applications"), cells[code][-1])),
        ]
        for code in Outcome.values
    ]
    return {"chart": chart, "rows": rows, "columns": headings(_("Result"), _("Applications"))}


def _groups() -> list[tuple[str, wording.Text]]:
    return [(group.code or group.rows[0][0], group.text) for group in wording.GROUPS]


def _bare(text: str) -> str:
    """The heading without its number and its remark: （一）予以公开 says 予以公开."""
    for mark in ("）", ") "):
        if text[:1] in "（(" and mark in text:
            text = text.split(mark, 1)[1]
            break
    return text.split("（")[0].split(" (")[0]


def _departments(shown: Statistics) -> dict:
    most = shown.departments[:MOST_BARS]
    chart = bar_chart(
        _("Applications received by department, %(year)d") % {"year": shown.year},
        [(row.department.display_name, row.received) for row in most],
        description=_("The departments with the most applications, at most twelve."),
    )
    columns = headings(
        _("Department"), _("Received"), _("Handled"), _("On time"), _("Being handled today")
    )
    return {"chart": chart, "rows": list(map(_department, shown.departments)), "columns": columns}


def _department(row: DepartmentFigures) -> list[dict]:
    return [
        {"text": row.department.display_name, "url": row.department.get_absolute_url()},
        *number_cells(
            (_("Received"), row.received),
            (_("Handled"), row.concluded),
            (_("On time"), share_in_words(row.concluded - row.late, row.concluded)),
            (_("Being handled today"), row.open),
        ),
    ]


def _plain(counts, choices, name: str) -> dict:
    chart = bar_chart(
        name,
        [(choices(value).label, count) for value, count in counts.items()],
        description=_("Applications received in the year."),
    )
    rows = [
        [{"text": choices(value).label}, *number_cells((_("Received"), count))]
        for value, count in counts.items()
    ]
    return {"chart": chart, "rows": rows, "columns": headings(name, _("Received"))}
