"""The policies an official follows until they are interpreted."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.access import can_write
from catalogs.deadlines import load_calendar
from catalogs.desk import listing
from catalogs.desk.tabs import Tab, Tabs
from catalogs.enums import PublicationState
from catalogs.models import InterpretationPlan, Official, Publication
from catalogs.time_left import due_tag
from catalogs.working_days import WorkCalendar
from portal import downloads

PAGE_SIZE = 20


def _planned(rows: QuerySet, plans: QuerySet) -> QuerySet:
    found = rows.filter(interpretation_plan__in=plans.values("pk"))
    return found.order_by("interpretation_plan__due_on", "pk")


TABS = Tabs(
    (
        Tab(
            "overdue",
            _("Overdue"),
            lambda rows, user, today: _planned(rows, InterpretationPlan.objects.overdue(today)),
            _("No interpretation is overdue."),
        ),
        Tab(
            "due",
            _("Interpretation to come"),
            lambda rows, user, today: _planned(rows, InterpretationPlan.objects.due(today)),
            _("No released policy waits for its interpretation."),
        ),
        Tab(
            "unplanned",
            _("Without plan"),
            lambda rows, user, today: rows.without_plan().order_by("-formed_on", "pk"),
            _("Every policy has its interpretation plan."),
        ),
        Tab(
            "late",
            _("Interpreted late"),
            lambda rows, user, today: _planned(rows, InterpretationPlan.objects.met_late()),
            _("No policy was interpreted after its day."),
        ),
        Tab(
            "in_time",
            _("Interpreted in time"),
            lambda rows, user, today: _planned(rows, InterpretationPlan.objects.met_in_time()),
            _("No policy has been interpreted in time yet."),
        ),
    ),
    first={},
    otherwise="overdue",
)


@never_cache
@login_required
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Show one tab of the policies the official may see, as a page or as a file."""
    today, calendar = timezone.localdate(), load_calendar()
    user: Official = request.user
    found = Publication.objects.visible_to(user).policies()
    tab, totals = listing.tab_of(request, TABS, found, today=today)
    rows = _with_parts(tab.rows(found, user, today))
    if wanted := downloads.wanted(request):
        return downloads.interpretation_plans(rows, wanted)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "tabs": [_tab(each, tab, totals) for each in TABS.of(user)],
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [_row(row, user, today, calendar) for row in page],
        "csv_url": f"?tab={tab.name}&format=csv",
        "xlsx_url": f"?tab={tab.name}&format=xlsx",
    }
    return render(request, "portal/interpretations/desk.html", context)


def _with_parts(rows: QuerySet) -> QuerySet:
    released = Publication.objects.filter(state=PublicationState.PUBLISHED)
    published = released.order_by("issued_on", "pk")
    first = Prefetch("interpretations", published.defer("body"), to_attr="explaining")
    related = rows.select_related("department", "interpretation_plan")
    return related.defer("body").prefetch_related(first)


def _tab(each: Tab, chosen: Tab, totals: dict[str, int]) -> dict[str, Any]:
    return {
        "text": each.label,
        "total": totals[each.name],
        "url": f"?tab={each.name}",
        "selected": each == chosen,
    }


def _row(
    policy: Publication, user: Official, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    plan = getattr(policy, "interpretation_plan", None)
    met = policy.explaining[0] if policy.explaining else None
    waits = plan is not None and plan.due_on is not None and met is None
    may_write = can_write(user, policy.department_id)
    return {
        "title": policy.display_title,
        "url": reverse("admin:catalogs_publication_change", args=[policy.pk]),
        "department": policy.department.display_name,
        "state": policy.get_state_display(),
        "issued_on": policy.issued_on,
        "plan": plan,
        "due_on": plan.due_on if plan else None,
        "provisional": plan is not None and plan.due_provisional,
        "left": due_tag(plan.due_on, today=today, calendar=calendar) if waits else None,
        "met_on": met.issued_on if met else None,
        "write_url": f"{reverse('admin:catalogs_publication_add')}?interprets={policy.pk}"
        if may_write and met is None
        else "",
    }
