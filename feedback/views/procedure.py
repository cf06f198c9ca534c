"""How a submission is handled, in words: read from the same tables as the desk's buttons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback import progress
from feedback.enums import LimitSubject, RightWay, SubmissionKind, SubmissionState
from feedback.models import LimitRule
from feedback.views.trails import trail
from feedback.workflow import WORKFLOW

# The moves that end it without a reply of its own.
ENDS = ("not_accept", "merge", "withdraw")


@require_safe
def procedure(request: HttpRequest) -> HttpResponse:
    """Show the stations, the ways it can end, the limits, and what goes another way."""
    days = LimitRule.objects.days()
    context = {
        "trail": trail(_("How it is handled")),
        "stations": [
            {"label": state.label, "meaning": progress.MEANING[state]} for state in progress.LINE
        ],
        "ends": _ends(),
        "limits": limits(days),
        "extended": days[LimitSubject.EXTENDED],
        "ways": [way.label for way in RightWay],
    }
    return render(request, "feedback/public/procedure.html", context)


def limits(days: dict[str, int]) -> list[dict[str, Any]]:
    """Return each kind with the working days within which it is answered."""
    return [{"kind": kind.label, "days": days[kind]} for kind in SubmissionKind]


def _ends() -> list[dict[str, Any]]:
    rows = [WORKFLOW.find(action) for action in ENDS]
    return [
        {"label": SubmissionState(row.target).label, "meaning": row.consequence} for row in rows
    ]
