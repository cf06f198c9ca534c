"""Inspections: the last of them, one with its progress, and the request for another."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.access import role_of
from catalogs.enums import Role
from supervision.asking import ask_once, is_under_way
from supervision.enums import InspectionState
from supervision.forms.inspections import InspectionForm
from supervision.inspecting import EXPECTED, MAY_INSPECT, SCORES, SWITCHED_OFF
from supervision.models import Inspection, RuleRun
from supervision.rules import name_of

ON_A_PAGE = 20
STEPS = {
    EXPECTED: gettext_lazy("Calendar of what is due"),
    SWITCHED_OFF: gettext_lazy("Findings of rules switched off"),
    SCORES: gettext_lazy("Scores of the month"),
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inspections(request: HttpRequest) -> HttpResponse:
    """Show the last inspections; ask for one, or lead to the one that is under way."""
    may_ask = role_of(request.user) in MAY_INSPECT
    if request.method == "POST" and not may_ask:
        raise PermissionDenied
    form = InspectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _asked(request, form)
    rows = Inspection.objects.select_related("asked_by", "department")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    counted = _counted([row.pk for row in page])
    context = {
        "heading": _("Inspections"),
        "form": form if may_ask else None,
        "page_obj": page,
        "rows": [_row(row, counted.get(row.pk, {})) for row in page],
    }
    return render(request, "supervision/inspections/list.html", context)


@never_cache
@login_required
@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an inspection is and what each rule found; the page asks again by itself."""
    found = get_object_or_404(Inspection.objects.select_related("asked_by", "department"), pk=pk)
    runs = list(found.runs.all())
    is_ended = found.state == InspectionState.FINISHED
    under_way = is_under_way(found, now=timezone.now())
    context = {
        "inspection": found,
        "heading": scope_of(found),
        "state": state_tag(found, failed=any(run.error for run in runs)),
        "under_way": under_way,
        "stopped": not is_ended and not under_way,
        "done": len(runs),
        "failed": [_run(run) for run in runs if run.error],
        # What the database says of a fault may quote a row.
        "shows_reasons": role_of(request.user) == Role.ADMINISTRATOR,
        "rows": [_run(run) for run in runs],
        "seconds": sum(run.seconds for run in runs),
    }
    return render(request, "supervision/inspections/detail.html", context)


def scope_of(inspection: Inspection) -> str:
    """Say what an inspection looks at."""
    parts = []
    if inspection.department:
        parts.append(inspection.department.display_name)
    if inspection.rule:
        parts.append(name_of(inspection.rule))
    return " · ".join(parts) or _("Every department, every rule")


def state_tag(inspection: Inspection, *, failed: bool) -> dict[str, Any]:
    """Return the state as a tag; an inspection with a rule that failed is red."""
    if inspection.state != InspectionState.FINISHED:
        return {"text": inspection.get_state_display(), "tone": "blue"}
    if failed:
        return {"text": _("Finished with errors"), "tone": "red"}
    return {"text": inspection.get_state_display(), "tone": "green"}


def _asked(request: HttpRequest, form: InspectionForm) -> HttpResponse:
    given = form.cleaned_data
    asked, _is_new = ask_once(
        actor=request.user,
        now=timezone.now(),
        department=given["department"],
        rule=given["rule"],
    )
    return redirect("supervision:inspection-detail", pk=asked.pk)


def _counted(pks: list[int]) -> dict[int, dict[str, Any]]:
    """Return what the rules of each inspection changed, the steps beside them left out."""
    rules = ~Q(rule__in=STEPS)
    rows = RuleRun.objects.filter(inspection__in=pks).order_by().values("inspection")
    rows = rows.annotate(
        new=Sum("opened", filter=rules, default=0),
        gone=Sum("closed", filter=rules, default=0),
        red=Sum("reddened", filter=rules, default=0),
        failed=Count("pk", filter=~Q(error="")),
    )
    return {row["inspection"]: row for row in rows}


def _row(inspection: Inspection, counted: dict[str, Any]) -> dict[str, Any]:
    failed = counted.get("failed", 0)
    return {
        "inspection": inspection,
        "scope": scope_of(inspection),
        "asked_by": str(inspection.asked_by) if inspection.asked_by else _("By itself, daily"),
        "state": state_tag(inspection, failed=bool(failed)),
        "opened": counted.get("new", 0),
        "closed": counted.get("gone", 0),
        "reddened": counted.get("red", 0),
        "failed": failed,
    }


def _run(run: RuleRun) -> dict[str, Any]:
    step = STEPS.get(run.rule)
    return {"name": str(step or name_of(run.rule)), "is_step": step is not None, "run": run}
