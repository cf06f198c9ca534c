"""The editors' desk of the knowledge list: candidates and entries in tabs, and a new search."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalogs.access import role_of
from catalogs.published_lists import query_of
from feedback import knowledge
from feedback.models import ProposalRun
from feedback.tasks import propose_knowledge
from feedback.views import knowledge_desk_tabs as tabs
from feedback.workflow import INTAKE

PAGE_SIZE = 20


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; every tab is counted within the search."""
    user, words = request.user, query_of(request)
    totals = {one.name: tabs.rows_of(one, user, words=words).count() for one in tabs.PARTS}
    part = tabs.chosen(request.GET.get("tab", ""), totals)
    order = _order(request)
    rows = _ordered(tabs.rows_of(part, user, words=words), part, order)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "heading": _("Knowledge list"),
        "part": part,
        "tabs": [_tab(one, part, totals, request) for one in tabs.PARTS],
        "query": words,
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [{"row": row, "url": tabs.address(row)} for row in page],
        "orders": [] if part.of_candidates else _orders(request, order),
        "last_run": ProposalRun.objects.select_related("actor").first(),
        "may_propose": role_of(user) in INTAKE,
        "may_write": knowledge.may_edit(user, user.department_id),
    }
    return render(request, "feedback/editing/desk.html", context)


@login_required
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Look for candidates now, not only on the first of the month."""
    if role_of(request.user) not in INTAKE:
        raise PermissionDenied
    propose_knowledge.delay(request.user.pk)
    messages.success(
        request,
        _("The questions of the last year are being grouped; look again in a moment."),
    )
    return redirect("feedback:knowledge-desk")


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in tabs.ORDERS else "newest"


def _ordered(rows: QuerySet, part: tabs.Part, order: str) -> QuerySet:
    if part.of_candidates:
        return rows.select_related("field")
    rows = rows.with_votes().select_related("field", "department")
    return tabs.ORDERS[order][1](rows)


def _orders(request: HttpRequest, order: str) -> list[dict[str, Any]]:
    return [
        {"text": text, "url": _address(request, order=name), "selected": name == order}
        for name, (text, _sort) in tabs.ORDERS.items()
    ]


def _tab(
    one: tabs.Part, part: tabs.Part, totals: dict[str, int], request: HttpRequest
) -> dict[str, Any]:
    return {
        "text": one.label,
        "total": totals[one.name],
        "url": _address(request, tab=one.name, order=None),
        "selected": one == part,
    }


def _address(request: HttpRequest, **changes: str | None) -> str:
    """Return this address with ``changes``, back on its first page; None takes one out."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"{reverse('feedback:knowledge-desk')}?{parameters.urlencode()}"
