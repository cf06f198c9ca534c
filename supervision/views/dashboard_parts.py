"""Parts of the dashboards as their templates want them: counts, charts with tables, rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.charts.lines import line_chart
from catalogs.deadlines import load_calendar
from catalogs.models import Department
from supervision import dashboards
from supervision.dashboard_periods import Period, months_until
from supervision.dashboards import Scope, Scores
from supervision.enums import WHOLE, Indicator, Level
from supervision.models import Finding, Score
from supervision.views.dashboard_links import findings_url, moved_url, score_url
from supervision.views.findings_rows import row_of


def counts(scope: Scope, *, today: date) -> list[dict[str, Any]]:
    """Return the figures of a scope, each with the list of the same findings."""
    found = dashboards.counts(scope, today=today)
    period = {"period": scope.period.label}
    return [
        _count(_("Red"), found.red, findings_url(scope, "red"), "red"),
        _count(_("Yellow"), found.yellow, findings_url(scope, "open", level=Level.YELLOW), "amber"),
        _count(
            _("Overdue for rectification"), found.overdue, findings_url(scope, "overdue"), "red"
        ),
        _count(_("Awaiting verification"), found.rectified, findings_url(scope, "awaiting")),
        _count(_("Exempt"), found.exempt, findings_url(scope, "exempt")),
        _count(_("Found in %(period)s") % period, found.opened, moved_url(scope, "opened")),
        _count(
            _("Closed in %(period)s") % period, found.closed, moved_url(scope, "closed"), "green"
        ),
    ]


def _count(label: str, figure: int, url: str, tone: str = "") -> dict[str, Any]:
    # Nothing red is nothing to be alarmed about.
    return {"label": label, "figure": figure, "url": url, "tone": tone if figure else ""}


def trend(scope: Scope, *, today: date) -> dict[str, Any]:
    """Return the chart of what was found and closed, and its table."""
    shown = dashboards.trend(scope, today=today)
    if scope.period.is_month:
        title, place = _("Findings by week"), _("Week from")
        names = [date_format(span.start, "n-j") for span in shown.spans]
        words = [date_format(span.start) for span in shown.spans]
        # Every second week has room for its name.
        marks = [name if place % 2 == 0 else "" for place, name in enumerate(names)]
    else:
        title, place = _("Findings by month"), _("Month")
        marks = [str(span.start.month) for span in shown.spans]
        words = [date_format(span.start, "YEAR_MONTH_FORMAT") for span in shown.spans]
    found, closed = pgettext("findings", "found"), pgettext("findings", "closed")
    chart = line_chart(
        title,
        marks,
        [(found, shown.opened, "one"), (closed, shown.closed, "two")],
        description=_("Found in all: %(opened)d; closed in all: %(closed)d.")
        % {"opened": sum(shown.opened), "closed": sum(shown.closed)},
    )
    columns = [place, pgettext("findings", "Found"), pgettext("findings", "Closed")]
    rows = list(zip(words, shown.opened, shown.closed, strict=True))
    return table_of(chart, columns, rows)


def score_trend(
    own: Scores, period: Period, today: date, *, name: str, district: Scores | None = None
) -> dict[str, Any]:
    """Return the chart of the whole score by month, beside the district's where given."""
    spans = months_until(period, today)
    lines = [(name, own, "one")]
    if district is not None:
        lines.append((pgettext("score", "District"), district, "two"))
    series = [
        (label, [_value(scores.whole(span.start)) for span in spans], tone)
        for label, scores, tone in lines
    ]
    newest = own.newest.get(WHOLE)
    told = f"{newest.value:.1f}" if newest else "—"
    chart = line_chart(
        _("Whole score by month"),
        [str(span.start.month) for span in spans],
        series,
        description=_("Scores of 0 to 100; the last one is %(score)s.") % {"score": told},
        highest=100,
    )
    rows = [
        [
            date_format(span.start, "YEAR_MONTH_FORMAT"),
            *(
                "—" if values[place] is None else f"{values[place]:.2f}"
                for _n, values, _t in series
            ),
        ]
        for place, span in enumerate(spans)
    ]
    return table_of(chart, [_("Month"), *(label for label, _values, _tone in series)], rows)


def _value(score: Score | None) -> float | None:
    return float(score.value) if score else None


def by_rule(scope: Scope) -> list[dict[str, Any]]:
    """Return a row for each rule whose findings stand, with a bar's share of the most."""
    rows = dashboards.by_rule(scope)
    return [
        {
            "name": row.rule.name,
            "aspect": row.rule.aspect.label,
            "red": row.red,
            "red_url": findings_url(scope, "red", rule=row.rule.code),
            "yellow": row.yellow,
            "yellow_url": findings_url(scope, "open", rule=row.rule.code, level=Level.YELLOW),
            "url": findings_url(scope, "open", rule=row.rule.code),
            "total": row.total,
        }
        for row in rows
    ]


def by_indicator(scope: Scope, shown: Scores, weights: dict[str, int]) -> list[dict[str, Any]]:
    """Return a row for each indicator and the whole: score, weight, change, and its source."""
    month = shown.month
    if month is None:
        return []
    months = sorted(shown.months)
    before = shown.months[months[-2]] if len(months) > 1 else {}
    rows = []
    for name, label in [*Indicator.choices, (WHOLE, _("Whole score"))]:
        score = shown.newest.get(name)
        rows.append(
            {
                "code": name,
                "name": label,
                "weight": weights.get(name),
                "score": score,
                "change": change(score, before.get(name)),
                "url": score_url(
                    month, indicator=name, department=scope.department, field=scope.field
                )
                if score
                else "",
            }
        )
    return rows


def change(now: Score | None, before: Score | None) -> str:
    """Return the change of a score with its sign; empty without two to compare."""
    if now is None or before is None:
        return ""
    shown = f"{now.value - before.value:+.1f}".replace("-", "−")
    # A change too small to be shown has no direction.
    return shown[1:] if shown[1:] == "0.0" else shown


def findings(rows: Iterable[Finding], *, today: date) -> list[dict[str, Any]]:
    """Return findings as ``supervision/findings/_rows.html`` shows them."""
    calendar = load_calendar()
    return [row_of(row, today=today, calendar=calendar) for row in rows]


def table_of(chart: Any, columns: Sequence[Any], lines: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Return a chart with its figures, as ``components/figure.html`` shows them."""
    named = [{"label": label, "number": place > 0} for place, label in enumerate(columns)]
    rows = [
        [{**column, "text": text} for column, text in zip(named, line, strict=True)]
        for line in lines
    ]
    return {"chart": chart, "columns": named, "rows": rows}


def place_words(department: Department | None, field: Any) -> str:
    """Return where a score is of, in words."""
    names = [row.display_name for row in (department, field) if row is not None]
    return " · ".join(names) if names else str(_("The whole district"))
