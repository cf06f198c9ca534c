"""The list of applications an official works from: tabs, search, order, pages, export."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications import access, exporting
from applications.models import Application
from applications.views import desk_rows, desk_tabs
from catalogs.deadlines import load_calendar

SIZES = (20, 50, 100)
ORDERS = {
    "due": (_("Due date"), lambda rows: rows.by_due_date()),
    "newest": (_("Newest first"), lambda rows: rows.order_by("-received_on", "-pk")),
    "oldest": (_("Oldest first"), lambda rows: rows.order_by("received_on", "pk")),
    "number": (_("Receipt number"), lambda rows: rows.order_by("receipt_number")),
}
LONGEST_QUERY = 100


@never_cache
@login_required
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, user = timezone.localdate(), request.user
    query = _query(request)
    tab = desk_tabs.chosen(user, request.GET.get("tab", ""))
    visible = _searched(Application.objects.visible_to(user), query)
    order = _order(request, tab)
    rows = ORDERS[order][1](tab.rows(visible, user, today).select_related("department", "handler"))
    page = Paginator(rows, _size(request)).get_page(request.GET.get("page"))
    calendar = load_calendar()
    context = {
        "tab": tab,
        "tabs": _tabs(request, visible, tab, today),
        "query": query,
        "order": order,
        "rows": [desk_rows.row_of(row, today=today, calendar=calendar) for row in page],
        "page_obj": page,
        "total": page.paginator.count,
        "orders": _choices(request, "order", {name: o[0] for name, o in ORDERS.items()}, order),
        "sizes": _choices(request, "size", {n: n for n in SIZES}, page.paginator.per_page),
        "may_register": access.may_register(user),
        "export_url": _export(request, tab, query) if access.may_export(user) else "",
    }
    return render(request, "applications/desk/list.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the rows of a tab as CSV; nothing in it tells who applies."""
    if not access.may_export(request.user):
        raise PermissionDenied
    today, user = timezone.localdate(), request.user
    tab = desk_tabs.chosen(user, request.GET.get("tab", ""))
    visible = _searched(Application.objects.visible_to(user), _query(request))
    rows = tab.rows(visible, user, today).order_by("received_on", "pk")
    return StreamingHttpResponse(
        exporting.as_csv(rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"依申请公开-{today:%Y%m%d}.csv"
            )
        },
    )


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _searched(rows: QuerySet, query: str) -> QuerySet:
    return rows.asking_for(query) if query else rows


def _order(request: HttpRequest, tab: desk_tabs.Tab) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else "newest" if tab.name == "concluded" else "due"


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, SIZES) else SIZES[0]


def _tabs(request: HttpRequest, visible: QuerySet, chosen, today: date) -> list[dict[str, Any]]:
    return [
        {
            "text": tab.label,
            "total": tab.rows(visible, request.user, today).count(),
            "url": _address(request, tab=tab.name, order=None),
            "selected": tab == chosen,
        }
        for tab in desk_tabs.tabs_of(request.user)
    ]


def _choices(request: HttpRequest, name: str, words: dict, selected: Any) -> list[dict[str, Any]]:
    return [
        {"text": text, "url": _address(request, **{name: value}), "selected": value == selected}
        for value, text in words.items()
    ]


def _export(request: HttpRequest, tab: desk_tabs.Tab, query: str) -> str:
    parameters = request.GET.copy()
    parameters.clear()
    parameters["tab"] = tab.name
    if query:
        parameters["q"] = query
    return f"{reverse('applications:desk-export')}?{parameters.urlencode()}"


def _address(request: HttpRequest, **changes: Any) -> str:
    """Return this address with ``changes``, back on its first page; None takes one out."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"{request.path}?{parameters.urlencode()}"
