"""The page of one case of public opinion: facts, hours, time line, what it came from and led to."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.desk import time_line
from catalogs.identity import without_parts
from catalogs.models import Official, Publication
from feedback.enums import IncentiveKind, OpinionLevel, OpinionState
from feedback.models import IncentiveRecord, OpinionCase, Submission
from feedback.opinion_workflow import OPINION_WORKFLOW
from feedback.views import opinion_move, opinion_rows
from feedback.views.opinion_finding import find

WORDS = time_line.Words(
    find=OPINION_WORKFLOW.find,
    states=OpinionState,
    actions={
        "collect": pgettext_lazy("of public opinion", "Taken up"),
        "due_date_recomputed": gettext_lazy("Hour of the response computed again"),
    },
    labels={
        "level": pgettext_lazy("of public opinion", "level"),
        "department": gettext_lazy("department"),
        "incentive": gettext_lazy("incentive or restraint"),
    },
    # Cases have no citizens.
    citizen="",
    citizen_actions=frozenset(),
    departments=frozenset({"department"}),
    choices={"level": OpinionLevel, "incentive": IncentiveKind},
    tones={"respond": "green", "review": "green", "judge_anew": "amber", "drop": "amber"},
)


@never_cache
@login_required
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case the official may see."""
    found, now = find(request.user, pk), timezone.now()
    offers = opinion_move.offers(found, request.user)
    submissions, others = linked(found, request.user)
    context = {
        "case": found,
        "state": opinion_rows.state_tag(found),
        "clock": opinion_rows.clock_tag(found, now=now),
        "department": {"name": found.department.display_name, "url": ""}
        if found.department
        else None,
        "facts": _facts(found),
        "next_steps": [offer for offer in offers if offer.is_next],
        "other_steps": [offer for offer in offers if not offer.is_next],
        "submissions": submissions,
        "others": others,
        "response_public": _is_public(found),
        "incentives": IncentiveRecord.objects.visible_to(request.user)
        .filter(case=found)
        .select_related("department", "recorded_by"),
        "events": [event | {"by_minute": True} for event in time_line.events(found, WORDS)],
    }
    return render(request, "feedback/opinions/detail.html", context)


def linked(case: OpinionCase, user: Official) -> tuple[list[dict[str, Any]], int]:
    """Return the linked submissions the user may see, persons struck out; and how many others."""
    visible = Submission.objects.visible_to(user).filter(opinion_cases=case).distinct()
    shown = [
        {
            "number": row.receipt_number,
            "title": without_parts(row.title, row.contact_parts()),
            "received_on": row.received_on,
            "state": row.get_state_display(),
        }
        for row in visible.order_by("received_on", "pk")
    ]
    return shown, case.submissions.count() - len(shown)


def _facts(case: OpinionCase) -> list[dict[str, Any]]:
    rows = [
        (pgettext_lazy("of public opinion", "Level"), case.get_level_display()),
        (_("Judgement"), case.judgement),
        (_("What is to be done"), case.instruction),
        (_("What the response achieved"), case.lesson),
    ]
    # The title stands above.
    return [
        {"label": pgettext("of public opinion", "Number"), "value": case.number},
        *opinion_move.facts(case)[1:],
        {"label": _("Collected by"), "value": str(case.created_by)},
        *({"label": label, "value": value} for label, value in rows if value),
    ]


def _is_public(case: OpinionCase) -> bool:
    public = Publication.objects.public(timezone.localdate())
    return case.response_id is not None and public.filter(pk=case.response_id).exists()
