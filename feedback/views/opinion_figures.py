"""Figures of the response to public opinion: a year by its months."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.charts.bars import bar_chart
from feedback import opinion_figures
from feedback.enums import OpinionLevel
from feedback.opinion_figures import FIGURES_ROLES, Figures, Year
from feedback.views.opinion_finding import require


@never_cache
@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show one year's figures, this year's unless the address asks for another."""
    require(request.user, FIGURES_ROLES)
    now = timezone.now()
    years = opinion_figures.years(now=now)
    asked = request.GET.get("year", str(years[0]))
    if asked not in map(str, years):
        raise Http404
    shown = opinion_figures.figures(int(asked), now=now)
    context = {
        "year": shown.year,
        "years": years,
        "stats": _stats(shown.whole),
        "months": _months(shown),
        "levels": _levels(shown.whole),
    }
    return render(request, "feedback/opinions/figures.html", context)


def _stats(whole: Figures) -> list[dict[str, Any]]:
    return [
        {
            "label": pgettext("of public opinion", "Collected"),
            "figure": whole.cases,
            "unit": pgettext("after a number", "cases"),
        },
        {
            "label": _("From collecting to the response, on average"),
            "figure": _hours(whole),
            "unit": pgettext("after a number", "hours") if whole.hours else "",
        },
        {
            "label": _("Late"),
            "figure": _late(whole),
            "unit": "%" if whole.measured else "",
            "note": _("of those responded to or overdue: %(count)d") % {"count": whole.measured},
        },
        {"label": _("Closed without a response"), "figure": whole.dropped},
    ]


def _months(shown: Year) -> dict[str, Any]:
    title = _("Cases by month")
    columns = [
        _("Month"),
        _("Cases"),
        *(level.label for level in OpinionLevel),
        _("Not judged"),
        _("Mean hours to the response"),
        _("Late, %"),
    ]
    rows = [(MONTHS[month], figures) for month, figures in sorted(shown.months.items())]
    chart = bar_chart(
        title,
        [(name, figures.cases) for name, figures in rows],
        description=_("Cases of public opinion collected in each month of %(year)d.")
        % {"year": shown.year},
    )
    lines = [
        [name, figures.cases]
        + [figures.levels[level] for level in OpinionLevel]
        + [figures.unjudged, _hours(figures), _late(figures)]
        for name, figures in rows
    ]
    return _part(chart, columns, lines)


def _levels(whole: Figures) -> dict[str, Any]:
    title = _("Cases by level")
    rows: list[tuple[Any, int]] = [(level.label, whole.levels[level]) for level in OpinionLevel]
    rows.append((_("Not judged"), whole.unjudged))
    chart = bar_chart(
        title, rows, description=_("Cases of public opinion of the year by their level.")
    )
    columns = [pgettext("of public opinion", "Level"), _("Cases")]
    return _part(chart, columns, [list(row) for row in rows])


def _part(chart: Any, columns: list[Any], lines: list[list[Any]]) -> dict[str, Any]:
    named = [{"label": label, "number": place > 0} for place, label in enumerate(columns)]
    rows = [
        [{**column, "text": text} for column, text in zip(named, line, strict=True)]
        for line in lines
    ]
    return {"chart": chart, "columns": named, "rows": rows}


def _hours(figures: Figures) -> str:
    return "—" if figures.mean_hours is None else f"{figures.mean_hours:.1f}"


def _late(figures: Figures) -> str:
    share = figures.late_share
    return "—" if share is None else f"{100 * share:.1f}".removesuffix(".0")
