"""Where a score comes from: the formula with its numbers, and the rows behind it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.models import Department, Field
from supervision import score_sources
from supervision.dashboard_periods import month_of, read
from supervision.dashboards import Scope
from supervision.enums import WHOLE
from supervision.models import Score
from supervision.models.scores import SCORED
from supervision.rules import RULES, Rule
from supervision.score_sources import Source
from supervision.views import dashboard_parts
from supervision.views.dashboard_department import part_rows
from supervision.views.dashboard_links import findings_url, score_url

SHOWN = 20
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
    is_past = found.month < today.replace(day=1)
    rule, rules = _rules(request, found)
    behind = score_sources.findings_of(found, rules, today=today)
    page = Paginator(behind, SHOWN).get_page(request.GET.get("page"))
    parts = part_rows(source.parts, scope)
    context = {
        "score": found,
        "indicator": found.get_indicator_display(),
        "place": dashboard_parts.place_words(found.department, found.field),
        "source": source,
        "is_whole": found.indicator == WHOLE,
        "is_past": is_past,
        "parts": [_then(part, found, scope) for part in parts] if is_past else parts,
        "formula": _formula(source),
        "weighed": _weighed(source, scope),
        "rule": rule,
        "page_obj": page,
        "findings": dashboard_parts.findings(page, today=today),
        "findings_url": "" if is_past else _listed(scope, rules, rule or found.indicator != WHOLE),
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


def _rules(request: HttpRequest, found: Score) -> tuple[Rule | None, list[str]]:
    """Return the one rule asked for, where it is behind the score, and the codes to list."""
    behind = {rule.code: rule for rule in RULES if found.indicator in (WHOLE, rule.indicator)}
    rule = behind.get(request.GET.get("rule", ""))
    return rule, [rule.code] if rule else list(behind)


def _then(part: dict[str, Any], found: Score, scope: Scope) -> dict[str, Any]:
    """Let a rule behind the score of a month that is over lead to what it found then."""
    if not part["found"]:
        return part
    address = score_url(
        found.month,
        indicator=found.indicator,
        department=scope.department,
        field=scope.field,
        rule=part["rule"],
    )
    return part | {"url": f"{address}#findings"}


def _listed(scope: Scope, rules: list[str], is_part: bool) -> str:
    """Return where the findings of today stand in the list with its filters."""
    return findings_url(scope, "open", **({"rule": rules} if is_part else {}))


def _formula(source: Source) -> dict[str, Any]:
    """Return the terms of the formula with their numbers, above and below its line."""
    if counted := [row for row in source.weighed if row.counts]:
        terms = [f"{row.weight} × {row.score.value}" for row in counted]
        below = sum(row.weight for row in counted)
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
            "weight": row.weight if row.counts else None,
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
