"""The dashboard of supervision: the whole district, or the department of who asks."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.models import Department
from supervision import dashboards, score_sources
from supervision.views import dashboard_heat, dashboard_parts
from supervision.views.dashboard_department import shown_department
from supervision.views.dashboard_filters import Asked, asked
from supervision.views.dashboard_links import calendar_url, findings_url


@never_cache
@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the district to those who see it whole, to others their own department."""
    if not request.user.sees_all_departments:
        return shown_department(request, request.user.department)
    today = timezone.localdate()
    chosen = asked(request, today=today)
    measure = request.GET.get("measure", dashboard_heat.SCORE)
    if measure not in dashboard_heat.MEASURES:
        raise Http404
    scope = chosen.scope
    scores = dashboards.scores(scope.period, department=scope.department, field=scope.field)
    worst = dashboards.worst_overdue(scope, today=today)
    context = {
        "filters": chosen.filters,
        "period": scope.period,
        "place": dashboard_parts.place_words(scope.department, scope.field),
        "calendar_url": calendar_url(scope.department),
        "counts": dashboard_parts.counts(scope, today=today),
        "trend": dashboard_parts.trend(scope, today=today),
        "score_trend": dashboard_parts.score_trend(
            scores, scope.period, today, name=_("Whole score")
        ),
        "heat": dashboard_heat.shown(scope, measure, scores.month),
        "measures": _measures(chosen, measure),
        "worst": dashboard_parts.findings(worst, today=today),
        "worst_url": findings_url(scope, "overdue", order="due"),
        "rules": dashboard_parts.by_rule(scope),
        "indicators": dashboard_parts.by_indicator(scope, scores, score_sources.weights()),
        "month": scores.month,
    }
    return render(request, "supervision/dashboard/district.html", context)


@never_cache
@login_required
@require_safe
def department(request: HttpRequest, code: str) -> HttpResponse:
    """Show one department's view, to it and to those who see all."""
    rows = Department.objects.visible_to(request.user)
    return shown_department(request, get_object_or_404(rows, code=code))


def _measures(chosen: Asked, measure: str) -> list[dict[str, Any]]:
    words = {dashboard_heat.SCORE: _("Scores"), dashboard_heat.RED: _("Red findings")}
    return [
        {
            "text": text,
            "url": f"{chosen.address(measure=name)}#heat",
            "selected": name == measure,
        }
        for name, text in words.items()
    ]
