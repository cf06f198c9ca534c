"""Where a score comes from: the formula with its numbers, and the rows behind it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.models import Department, Field
from supervision import dashboards, score_sources
from supervision.dashboard_periods import month_of, read
from supervision.dashboards import Scope
from supervision.enums import WHOLE
from supervision.models import Score
from supervision.models.scores import SCORED
from supervision.rules import RULES
from supervision.score_sources import Source
from supervision.views import dashboard_parts
from supervision.views.dashboard_department import part_rows
from supervision.views.dashboard_links import findings_url, score_url

SHOWN = 10
# More rules than these are summed up in the formula; the table has each of them.
MOST_TERMS = 5


@never_cache
@login_required
@require_safe
def score(request: HttpRequest) -> HttpResponse:
    """Show the source of one score: a month's, of an indicator or the whole."""
    today = timezone.localdate()
    found = _found(request, today)
    source = score_sources.source_of(found)
    scope = Scope(month_of(found.month), found.department, found.field)
    rules = [rule.code for rule in RULES if found.indicator in (WHOLE, rule.indicator)]
    behind = dashboards.findings_of_score(found, rules)
    context = {
        "score": found,
        "indicator": found.get_indicator_display(),
        "place": dashboard_parts.place_words(found.department, found.field),
        "source": source,
        "is_whole": found.indicator == WHOLE,
        "is_past": found.month < today.replace(day=1),
        "parts": part_rows(source.parts, scope),
        "formula": _formula(source),
        "weighed": _weighed(source, scope),
        "findings": dashboard_parts.findings(behind[:SHOWN], today=today),
        "findings_url": findings_url(scope, "open", rule=rules)
        if found.indicator != WHOLE
        else findings_url(scope, "open"),
        "months": _months(found),
    }
    return render(request, "supervision/dashboard/score.html", context)


def _found(request: HttpRequest, today: date) -> Score:
    """Return the score asked for; ``Http404`` where there is none, or it is not for the user."""
    user, asked = request.user, request.GET
    department = field = None
    if asked.get("department"):
        reachable = Department.objects.visible_to(user)
        department = get_object_or_404(reachable, code=asked["department"])
    elif not user.sees_all_departments:
        department = user.department
    if asked.get("field"):
        field = get_object_or_404(Field, slug=asked["field"])
    indicator = asked.get("indicator", WHOLE)
    if indicator not in dict(SCORED):
        raise Http404
    try:
        month = read(asked["month"]).start if asked.get("month") else today.replace(day=1)
    except ValueError:
        raise Http404 from None
    rows = Score.objects.filter(department=department, field=field, indicator=indicator)
    found = rows.select_related("department", "field").filter(month__lte=month)
    newest = found.order_by("-month").first()
    if newest is None or (asked.get("month") and newest.month != month):
        raise Http404
    return newest


def _formula(source: Source) -> dict[str, Any]:
    """Return the terms of the formula with their numbers, above and below its line."""
    if source.weighed:
        terms = [f"{row.weight} × {row.score.value}" for row in source.weighed]
        below = sum(row.weight for row in source.weighed)
        return {"factor": "", "above": " + ".join(terms), "below": str(below)}
    weight = sum(part.weight for part in source.parts)
    if len(source.parts) > MOST_TERMS:
        above = sum(part.weight * part.share for part in source.parts)
        return {"factor": "100 × ", "above": f"{above:.2f}", "below": str(weight)}
    if source.parts:
        terms = [f"{part.weight} × (1 − {part.found} ÷ {part.examined})" for part in source.parts]
        return {"factor": "100 × ", "above": " + ".join(terms), "below": str(weight)}
    return {}


def _weighed(source: Source, scope: Scope) -> list[dict[str, Any]]:
    return [
        {
            "name": row.indicator.label,
            "weight": row.weight,
            "score": row.score,
            "url": score_url(
                row.score.month,
                indicator=row.indicator,
                department=scope.department,
                field=scope.field,
            ),
        }
        for row in source.weighed
    ]


def _months(found: Score) -> list[dict[str, Any]]:
    """Return the other months of the same score, the newest first."""
    rows = Score.objects.filter(
        department=found.department_id, field=found.field_id, indicator=found.indicator
    )
    return [
        {
            "month": row.month,
            "value": row.value,
            "here": row.pk == found.pk,
            "url": score_url(
                row.month,
                indicator=row.indicator,
                department=found.department,
                field=found.field,
            ),
        }
        for row in rows.order_by("-month")[:12]
    ]
