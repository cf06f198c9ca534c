"""The view of a department's head: its scores and where they come from, what to do first."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext

from catalogs.models import Department
from supervision import dashboards, score_sources
from supervision.dashboards import Scope, Scores
from supervision.enums import WHOLE
from supervision.scoring import Part, Place
from supervision.views import dashboard_parts
from supervision.views.dashboard_filters import asked
from supervision.views.dashboard_links import calendar_url, findings_url


def shown_department(request: HttpRequest, department: Department) -> HttpResponse:
    """Return the page of a department; the caller has looked who asks."""
    today = timezone.localdate()
    chosen = asked(request, today=today, department=department)
    scope = chosen.scope
    own = dashboards.scores(scope.period, department=department, field=scope.field)
    district = dashboards.scores(scope.period, field=scope.field)
    urgent = dashboards.urgent(scope)
    context = {
        "department": department,
        "filters": chosen.filters,
        "period": scope.period,
        "month": own.month,
        "standing": _standing(own, scope),
        "calendar_url": calendar_url(department),
        "counts": dashboard_parts.counts(scope, today=today),
        "indicators": _indicators(scope, own),
        "score_trend": dashboard_parts.score_trend(
            own, scope.period, today, name=pgettext("score", "This department"), district=district
        ),
        "trend": dashboard_parts.trend(scope, today=today),
        "urgent": dashboard_parts.findings(urgent, today=today),
        "urgent_url": findings_url(scope, "open", order="due"),
    }
    return render(request, "supervision/dashboard/department.html", context)


def _standing(own: Scores, scope: Scope) -> dict[str, Any] | None:
    """Return the whole score with its rank and its change; None where there is none yet."""
    score = own.newest.get(WHOLE)
    if score is None:
        return None
    ranked = dashboards.ranking(score.month, field=scope.field)
    before = [own.whole(month) for month in sorted(own.months) if month < score.month]
    return {
        "score": score,
        "rank": dashboards.rank_of(score, ranked),
        "ranked": len(ranked),
        "change": dashboard_parts.change(score, before[-1] if before else None),
    }


def _indicators(scope: Scope, own: Scores) -> list[dict[str, Any]]:
    """Return the indicators, each with the rules behind it and the findings of each rule."""
    rows = dashboard_parts.by_indicator(scope, own, score_sources.weights())
    behind = _parts(scope, own)
    for row in rows:
        row["rules"] = part_rows(behind.get(row["code"], []), scope)
    return rows


def _parts(scope: Scope, own: Scores) -> dict[str, list[Part]]:
    if not own.newest:
        return {}
    day: date = next(iter(own.newest.values())).day
    place = Place(scope.department.pk if scope.department else None, None)
    if scope.field is not None:
        place = place._replace(field=scope.field.pk)
    return score_sources.parts_by_indicator(place, day=day)


def part_rows(parts: Iterable[Part], scope: Scope) -> list[dict[str, Any]]:
    """Return the rules behind a score, those that cost most first."""
    costliest = sorted(parts, key=lambda part: -part.weight * (1 - part.share))
    return [_part_row(part, scope) for part in costliest]


def _part_row(part: Part, scope: Scope) -> dict[str, Any]:
    """Return one rule behind a score: its weight, its rows, and the findings it stands for."""
    return {
        "rule": part.rule.code,
        "name": part.rule.name,
        "meaning": part.rule.meaning,
        "weight": part.weight,
        "examined": part.examined,
        "found": part.found,
        "share": f"{100 * part.share:.1f}",
        "points": f"{part.weight * part.share:.2f}",
        "url": findings_url(scope, "open", rule=part.rule.code) if part.found else "",
    }
