"""The list of submissions an official works from: tabs, search, order, pages, export."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.deadlines import load_calendar
from catalogs.desk import listing
from feedback import access, exporting
from feedback.models import Submission
from feedback.views import desk_rows, desk_tabs

CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")


@never_cache
@login_required
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, calendar = timezone.localdate(), load_calendar()
    context = listing.listed(request, desk_tabs.TABS, _found(request), today=today)
    context |= {
        "heading": _("Submissions of the public"),
        "rows": [
            desk_rows.row_of(row, today=today, calendar=calendar) for row in context["page_obj"]
        ],
        "may_register": access.may_register(request.user),
        "exports": _exports(context) if access.may_export(request.user) else [],
    }
    return render(request, "feedback/desk/list.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, format: str) -> HttpResponse:
    """Send the rows of a tab as CSV or XLSX; nothing in it tells who asks."""
    if not access.may_export(request.user):
        raise PermissionDenied
    if format not in FORMATS:
        raise Http404
    today = timezone.localdate()
    found = _found(request)
    tab, _totals = listing.tab_of(request, desk_tabs.TABS, found, today=today)
    rows = tab.rows(found, request.user, today).order_by("received_on", "pk")
    response = (
        StreamingHttpResponse(exporting.as_csv(rows), content_type=CSV)
        if format == "csv"
        else HttpResponse(exporting.as_xlsx(rows), content_type=XLSX)
    )
    name = f"{exporting.FILE_NAME}-{today:%Y%m%d}.{format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _found(request: HttpRequest) -> QuerySet:
    """Return what the official may see, within the search."""
    rows, query = Submission.objects.visible_to(request.user), listing.query_of(request)
    return rows.containing(query) if query else rows


def _exports(context: dict[str, Any]) -> list[dict[str, str]]:
    parameters = {"tab": context["tab"].name, "q": context["query"]}
    given = urlencode({name: value for name, value in parameters.items() if value})
    return [
        {"text": name.upper(), "url": f"{reverse('feedback:desk-export', args=[name])}?{given}"}
        for name in FORMATS
    ]
