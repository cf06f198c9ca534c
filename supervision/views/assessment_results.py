"""The results of a round: read before they are published, published, taken back, downloaded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.desk.table_files import table_file
from supervision import assessing, round_notes, round_results
from supervision.assessment_workflow import ROUND_READERS, ROUND_WORKFLOW, ROUND_WRITERS
from supervision.comparable import FEWEST_EXAMINED
from supervision.enums import RoundState
from supervision.forms.assessment import WithdrawForm
from supervision.models import AssessmentRound
from supervision.round_results import PARTS, Line, Parts
from supervision.views.assessment_finding import figure, find, head, may, require, take

CHANGED = 409
FILE_NAME = "考核评价结果"
HEADERS = ("名次", "部门", "自动得分", "人工评分", "第三方评估", "结果", "未计入")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the results as they are now, or publish them if they are what was shown."""
    require(request.user, ROUND_WRITERS if request.method == "POST" else ROUND_READERS)
    round, today, refused = find(pk), timezone.localdate(), []
    if request.method == "POST":
        try:
            assessing.publish(
                round,
                actor=request.user,
                today=today,
                now=timezone.now(),
                seen=request.POST.get("seen", "-"),
            )
        except ValidationError as refusal:
            refused = refusal.messages
        else:
            messages.success(request, _("The results are published."))
            return redirect("supervision:assessment-round", pk)
    context = _context(request, round)
    context["refused"] = refused
    return render(
        request,
        "supervision/assessment/results.html",
        context,
        status=CHANGED if refused else 200,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form that asks for the reason, or take the published results back."""
    require(request.user, ROUND_WRITERS)
    round = find(pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            assessing.withdraw(round, actor=request.user, reason=reason, now=timezone.now())
        except ValidationError as refusal:
            take(form, refusal)
        else:
            messages.success(request, _("The results were withdrawn, and the round is open."))
            return redirect("supervision:assessment-round", pk)
    context = {"form": form, "move": ROUND_WORKFLOW.find("withdraw"), **head(round)}
    return render(request, "supervision/assessment/withdraw.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Send the results as CSV or XLSX: those that were fixed, else as they are now."""
    require(request.user)
    round = find(pk)
    names = _names()
    lines = (
        (line.rank, line.department.name)
        + tuple(figure(line.parts[name]) for name in PARTS)
        + (figure(line.total), "、".join(str(names[n]) for n in _missing(round, line)))
        for line in _lines(round)
    )
    return table_file(lines, HEADERS, name=f"{FILE_NAME}-{round.title}", format=format)


def _context(request: HttpRequest, round: AssessmentRound) -> dict[str, Any]:
    is_open = round.state == RoundState.OPEN
    found = round_results.compute(round) if is_open else None
    lines = found.lines if found else round_results.published(round)
    beside = round_notes.beside(round)
    today = timezone.localdate()
    return {
        **head(round),
        "names": [{"label": name, "share": share} for name, share in _shares(round)],
        "rows": [_row(round, line, beside.get(line.department.pk, {})) for line in lines],
        "total": len(lines),
        "sparse": [
            {"department": department, "cells": _cells(parts)}
            for department, parts in (found.sparse if found else [])
        ],
        "fewest": FEWEST_EXAMINED,
        "left_out": found.left_out if found else [],
        "obstacles": assessing.obstacles_of(round, found, today=today) if found else [],
        "seen": found.fingerprint if found else "",
        "can_publish": may(request.user, round, "publish"),
        "move": ROUND_WORKFLOW.find("publish"),
    }


def _lines(round: AssessmentRound) -> list[Line]:
    if round.state == RoundState.OPEN:
        return round_results.compute(round).lines
    return round_results.published(round)


def _names() -> dict[str, Any]:
    return {
        "automatic": _("Automatic score"),
        "manual": _("Manual items"),
        "evaluation": _("Third-party evaluations"),
    }


def _shares(round: AssessmentRound) -> list[tuple[Any, int]]:
    shares = round_results.shares_of(round)
    return [(name, shares[part]) for part, name in _names().items()]


def _missing(round: AssessmentRound, line: Line) -> list[str]:
    return round_results.missing_of(round, line)


def _cells(parts: Parts) -> list[dict[str, Any]]:
    """Return the parts there are of a department that is not ranked."""
    names = _names()
    return [
        {"label": names[part], "text": figure(parts[part])}
        for part in PARTS
        if parts[part] is not None
    ]


def _row(round: AssessmentRound, line: Line, beside: dict[str, int]) -> dict[str, Any]:
    """Return a line for the page; a part left out says what the others weigh instead."""
    names = _names()
    cells = [
        {
            "label": names[part],
            "text": figure(line.parts[part]),
            "weight": line.weights.get(part) if _missing(round, line) else None,
        }
        for part in PARTS
    ]
    missing = _(", ").join(str(names[part]) for part in _missing(round, line))
    return {"line": line, "cells": cells, "missing": missing, "beside": beside}
