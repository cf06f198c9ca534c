"""The findings that were opened or closed in a period."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from supervision.views import findings_rows
from supervision.views.dashboard_filters import asked
from supervision.views.dashboard_parts import findings, place_words

PAGE_SIZE = 50
COLUMNS = {"opened": "opened_on", "closed": "closed_on"}


@never_cache
@login_required
@require_safe
def moved(request: HttpRequest, what: str) -> HttpResponse:
    """List what was found, or closed, in the period asked for, the newest first."""
    if what not in COLUMNS:
        raise Http404
    today = timezone.localdate()
    user = request.user
    own = None if user.sees_all_departments else user.department
    chosen = asked(request, today=today, department=own)
    scope, column = chosen.scope, COLUMNS[what]
    within = {f"{column}__range": (scope.period.start, scope.period.end)}
    rows = scope.findings.visible_to(user).filter(**within).order_by(f"-{column}", "-pk")
    page = Paginator(rows.select_related(*findings_rows.RELATED), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    heading = _("Found in %(period)s") if what == "opened" else _("Closed in %(period)s")
    context = {
        "heading": heading % {"period": scope.period.label},
        "place": place_words(scope.department, scope.field),
        "filters": chosen.filters,
        "page_obj": page,
        "total": page.paginator.count,
        "rows": findings(page, today=today),
    }
    return render(request, "supervision/dashboard/moved.html", context)
