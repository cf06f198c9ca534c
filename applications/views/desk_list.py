"""The list of applications an official works from: tabs, search, order, pages, export."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications import access, exporting
from applications.models import Application
from applications.views import desk_rows, desk_tabs
from catalogs.deadlines import load_calendar
from catalogs.desk import listing


@never_cache
@login_required
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, calendar = timezone.localdate(), load_calendar()
    context = listing.listed(request, desk_tabs.TABS, _found(request), today=today)
    context |= {
        "heading": _("Applications for disclosure"),
        "rows": [
            desk_rows.row_of(row, today=today, calendar=calendar) for row in context["page_obj"]
        ],
        "may_register": access.may_register(request.user),
        "export_url": _export(context) if access.may_export(request.user) else "",
    }
    return render(request, "applications/desk/list.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the rows of a tab as CSV; nothing in it tells who applies."""
    if not access.may_export(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    found = _found(request)
    tab, _totals = listing.tab_of(request, desk_tabs.TABS, found, today=today)
    rows = tab.rows(found, request.user, today).order_by("received_on", "pk")
    return StreamingHttpResponse(
        exporting.as_csv(rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"依申请公开-{today:%Y%m%d}.csv"
            )
        },
    )


def _found(request: HttpRequest) -> QuerySet:
    """Return what the official may see, within the search."""
    rows, query = Application.objects.visible_to(request.user), listing.query_of(request)
    return rows.asking_for(query) if query else rows


def _export(context: dict[str, Any]) -> str:
    parameters = {"tab": context["tab"].name, "q": context["query"]}
    given = {name: value for name, value in parameters.items() if value}
    return f"{reverse('applications:desk-export')}?{urlencode(given)}"
