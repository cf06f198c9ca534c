"""A candidate for the knowledge list: what it rests on, and the refusal of it."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.access import role_of
from catalogs.desk.moving import MoveView, Offer
from catalogs.models import HistoryRow, Official
from catalogs.working_days import WorkCalendar
from feedback.enums import CandidateState
from feedback.evidence import evidence_of, proposed_answer
from feedback.forms.knowledge import DismissForm
from feedback.knowledge_workflow import EDITORS
from feedback.models import KnowledgeCandidate

TAKE = _("Make an entry of it")
TAKE_CONSEQUENCE = _(
    "A form opens with the question, and the best published answer if there is one; "
    "what you save is a draft."
)
TONES = {
    CandidateState.PROPOSED: "blue",
    CandidateState.TAKEN: "green",
    CandidateState.DISMISSED: "grey",
}


@never_cache
@login_required
@require_safe
def candidate(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was asked, how often and how alike, and what an editor can make of it."""
    found = _find(request.user, number)
    evidence = evidence_of(found, request.user)
    decided = HistoryRow.objects.of(found).select_related("actor").first()
    context = {
        "candidate": found,
        "state": _state(found),
        "evidence": evidence,
        "total": len(evidence.asked) + evidence.elsewhere,
        "answer": proposed_answer(found, today=timezone.localdate()),
        "decided": decided,
        "offers": _offers(found, request.user),
    }
    return render(request, "feedback/editing/candidate.html", context)


class CandidateMove(MoveView):
    """The refusal of a candidate."""

    forms: ClassVar = {"dismiss": DismissForm}
    case_name: ClassVar[str] = "candidate"
    gone_template: ClassVar[str] = "feedback/editing/gone.html"

    def find(self, number: str) -> KnowledgeCandidate:
        return _find(self.request.user, number)

    def is_role_of(self, action: str, case: KnowledgeCandidate) -> bool:
        return role_of(self.request.user) in EDITORS

    def offers(
        self, case: KnowledgeCandidate, *, today: date, calendar: WorkCalendar
    ) -> list[Offer]:
        return _offers(case, self.request.user)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return DismissForm.label, DismissForm.consequence

    def fingerprint(self, case: KnowledgeCandidate) -> str:
        return hashlib.sha256(case.state.encode()).hexdigest()[:16]

    def shown(
        self, case: KnowledgeCandidate, *, today: date, calendar: WorkCalendar
    ) -> dict[str, Any]:
        return {
            "detail_url": reverse("feedback:knowledge-candidate", args=[case.pk]),
            "state": _state(case),
        }


def _find(user: Official, number: str) -> KnowledgeCandidate:
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise Http404
    rows = KnowledgeCandidate.objects.visible_to(user).select_related("field", "entry")
    return get_object_or_404(rows, pk=number)


def _state(row: KnowledgeCandidate) -> dict[str, Any]:
    return {"text": row.get_state_display(), "tone": TONES[CandidateState(row.state)]}


def _offers(row: KnowledgeCandidate, user: Official) -> list[Offer]:
    if row.state != CandidateState.PROPOSED or role_of(user) not in EDITORS:
        return []
    take = f"{reverse('admin:feedback_knowledgeentry_add')}?candidate={row.pk}"
    dismiss = reverse("feedback:knowledge-candidate-move", args=[row.pk, "dismiss"])
    return [
        Offer("take", TAKE, TAKE_CONSEQUENCE, take, is_next=True),
        Offer("dismiss", DismissForm.label, DismissForm.consequence, dismiss, is_next=True),
    ]
