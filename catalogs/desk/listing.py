"""The list an official works from: tabs with their counts, search, order, pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogs.desk.tabs import Tab, Tabs
from catalogs.published_lists import query_of

__all__ = ["ORDERS", "SIZES", "listed", "query_of", "tab_of"]

SIZES = (20, 50, 100)
ORDERS = {
    "due": (_("Due date"), lambda rows: rows.by_due_date()),
    "newest": (_("Newest first"), lambda rows: rows.order_by("-received_on", "-pk")),
    "oldest": (_("Oldest first"), lambda rows: rows.order_by("received_on", "pk")),
    "number": (_("Receipt number"), lambda rows: rows.order_by("receipt_number")),
}


def tab_of(
    request: HttpRequest, tabs: Tabs, found: QuerySet, *, today: date
) -> tuple[Tab, dict[str, int]]:
    """Return the tab asked for, or the one the official's work begins with; and every count."""
    totals = tabs.totals(found, request.user, today)
    return tabs.chosen(request.user, request.GET.get("tab", ""), totals), totals


def listed(
    request: HttpRequest,
    tabs: Tabs,
    found: QuerySet,
    *,
    today: date,
    orders: Mapping[str, tuple[Any, Any]] = ORDERS,
    related: Sequence[str] = ("department", "handler"),
) -> dict[str, Any]:
    """Return the context of ``desk/list.html``, its rows in ``page_obj``.

    ``found`` are the cases the official may see, within the search; every tab is counted in them.
    ``orders`` has at least "due" and "newest". Where a clock runs in hours, ``today`` is a moment.
    """
    tab, totals = tab_of(request, tabs, found, today=today)
    order = _order(request, tab, orders)
    rows = orders[order][1](tab.rows(found, request.user, today))
    page = Paginator(rows.select_related(*related), _size(request)).get_page(
        request.GET.get("page")
    )
    return {
        "tab": tab,
        "tabs": _tabs(request, tabs, tab, totals),
        "query": query_of(request),
        "order": order,
        "page_obj": page,
        "total": page.paginator.count,
        "orders": _choices(request, "order", {name: o[0] for name, o in orders.items()}, order),
        "sizes": _choices(request, "size", {n: n for n in SIZES}, page.paginator.per_page),
    }


def _order(request: HttpRequest, tab: Tab, orders: Mapping[str, Any]) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in orders else "newest" if tab.name == "concluded" else "due"


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, SIZES) else SIZES[0]


def _tabs(
    request: HttpRequest, tabs: Tabs, chosen: Tab, totals: Mapping[str, int]
) -> list[dict[str, Any]]:
    return [
        {
            "text": tab.label,
            "total": totals[tab.name],
            "url": _address(request, tab=tab.name, order=None),
            "selected": tab == chosen,
        }
        for tab in tabs.of(request.user)
    ]


def _choices(request: HttpRequest, name: str, words: dict, selected: Any) -> list[dict[str, Any]]:
    return [
        {"text": text, "url": _address(request, **{name: value}), "selected": value == selected}
        for value, text in words.items()
    ]


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
