"""Assessment rounds on the desk: the list, one round, and the form that opens or changes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.access import role_of
from catalogs.models import Official
from supervision import assessing, round_results
from supervision.assessment_workflow import ROUND_WORKFLOW, ROUND_WRITERS
from supervision.enums import RoundState
from supervision.forms.assessment import RoundForm
from supervision.models import AssessmentRound, ManualMark
from supervision.views.assessment_finding import find, head, require, take
from supervision.views.assessment_words import history

PAGE_SIZE = 20
PAGES = {
    "edit": "supervision:assessment-edit",
    "set_items": "supervision:assessment-items",
    "mark": "supervision:assessment-marks",
    "publish": "supervision:assessment-preview",
    "withdraw": "supervision:assessment-withdraw",
}


@never_cache
@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Show every round, the newest period first."""
    require(request.user)
    rows = AssessmentRound.objects.annotate(assessed=Count("results"))
    rows = rows.order_by("-period_end", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [{**head(row), "assessed": row.assessed} for row in page],
        "can_open": role_of(request.user) in ROUND_WRITERS,
    }
    return render(request, "supervision/assessment/list.html", context)


@never_cache
@login_required
@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: its parts, what can be done with it, how far the marks are, its history."""
    require(request.user)
    row = find(pk)
    is_published = row.state == RoundState.PUBLISHED
    context = {
        **head(row),
        "facts": _facts(row),
        "offers": _offers(row, request.user),
        "items": _items(row),
        "evaluations": list(row.evaluations.select_related("department")),
        "notes": list(row.notes.select_related("department")),
        "events": history(row),
        "public_url": reverse("supervision:assessment", args=[pk]) if is_published else "",
    }
    return render(request, "supervision/assessment/round.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new round, or open it."""
    require(request.user, ROUND_WRITERS)
    form = RoundForm(request.POST or None)
    if form.is_valid():
        try:
            row = assessing.open_round(actor=request.user, now=timezone.now(), **form.values())
        except ValidationError as refusal:
            take(form, refusal)
        else:
            messages.success(request, _("The round is open. Give it its items now."))
            return redirect("supervision:assessment-items", row.pk)
    context = {"form": form, "round": None, "cancel_url": reverse("supervision:assessment-list")}
    return render(request, "supervision/assessment/form.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of an open round, or change it."""
    require(request.user, ROUND_WRITERS)
    row = find(pk)
    form = RoundForm(request.POST or None, instance=find(pk))
    if form.is_valid():
        try:
            assessing.edit_round(row, actor=request.user, now=timezone.now(), **form.values())
        except ValidationError as refusal:
            take(form, refusal)
        else:
            messages.success(request, _("The round was changed."))
            return redirect("supervision:assessment-round", pk)
    context = {"form": form, **head(row)}
    context["cancel_url"] = context["round_url"]
    return render(request, "supervision/assessment/form.html", context)


def _facts(row: AssessmentRound) -> list[dict[str, Any]]:
    shares = _(", ").join(f"{share}%" for share in round_results.shares_of(row).values())
    return [
        {"label": pgettext("of an assessment", "Period"), "value": head(row)["period"]},
        {
            "label": _("Shares of the automatic score, manual items and evaluations"),
            "value": shares,
        },
        {
            "label": _("Published on"),
            "value": date_format(row.published_on) if row.published_on else "",
        },
        {"label": _("Note"), "value": row.note},
    ]


def _offers(row: AssessmentRound, user: Official) -> list[dict[str, Any]]:
    moves = ROUND_WORKFLOW.available(row.state, role_of(user))
    return [
        {
            "label": move.label,
            "consequence": move.consequence,
            "url": reverse(PAGES[move.action], args=[row.pk]),
            "is_next": move.action == "publish" and row.period_end < timezone.localdate(),
        }
        for move in moves
    ]


def _items(row: AssessmentRound) -> dict[str, Any]:
    """Return the items, each with how many departments have its points."""
    items = list(row.items.annotate(marked=Count("marks")).order_by("position", "pk"))
    number = len(round_results.assessed())
    return {
        "rows": items,
        "departments": number,
        "points": row.items.aggregate(points=Sum("points"))["points"],
        "given": ManualMark.objects.filter(item__round=row).count(),
        "wanted": number * len(items),
    }
