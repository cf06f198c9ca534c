"""One comment on a draft: shown, hidden, decided, and who wrote it."""

import hashlib
from collections.abc import Set
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalogs.access import can_write
from catalogs.desk.moving import MoveView, Offer
from catalogs.models import Official
from catalogs.working_days import WorkCalendar
from feedback import moderating
from feedback.enums import CommentState
from feedback.forms.consultation_desk import ACTIONS
from feedback.models import Consultation, ConsultationComment
from feedback.views.consultation_shown import TONES

STATE_TONES = {
    CommentState.PENDING: "amber",
    CommentState.SHOWN: "green",
    CommentState.HIDDEN: "grey",
}


class CommentMove(MoveView):
    """Show, hide or decide one comment."""

    forms = ACTIONS
    case_name: ClassVar[str] = "comment"
    gone_template: ClassVar[str] = "feedback/consultations/gone.html"

    def find(self, number: int) -> ConsultationComment:
        return find_comment(self.request.user, number)

    def is_role_of(self, action: str, case: ConsultationComment) -> bool:
        return can_write(self.request.user, case.consultation.department_id)

    def offers(
        self, case: ConsultationComment, *, today: date, calendar: WorkCalendar
    ) -> list[Offer]:
        return offers(case)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return ACTIONS[action].label, ACTIONS[action].consequence

    def fingerprint(self, case: ConsultationComment) -> str:
        parts = (case.state, case.shown_text, case.hidden_because, case.adoption)
        return hashlib.sha256(repr((*parts, case.adoption_note)).encode()).hexdigest()[:16]

    def shown(
        self, case: ConsultationComment, *, today: date, calendar: WorkCalendar
    ) -> dict[str, Any]:
        return {
            "detail_url": reverse("feedback:consultation-desk-detail", args=[case.consultation_id]),
            "original": moderating.as_read(case),
            "state": {"text": case.get_state_display(), "tone": STATE_TONES[case.state]},
            "clock": {"text": case.get_adoption_display(), "tone": TONES[case.adoption]},
            "number": case.consultation.title,
        }


@never_cache
@login_required
@require_POST
def comment_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who wrote a comment, once; who saw it is in the history."""
    row = find_comment(request.user, pk)
    if not can_write(request.user, row.consultation.department_id):
        raise PermissionDenied
    shown = moderating.reveal_contact(row, actor=request.user)
    labels = {field.name: field.verbose_name for field in row._meta.fields}
    context = {
        "row": row,
        "original": moderating.as_read(row),
        "contact": [
            {"label": labels[name], "value": value} for name, value in shown.items() if value
        ],
    }
    return render(request, "feedback/consultations/contact.html", context)


def find_comment(user: Official, pk: int) -> ConsultationComment:
    """Return the comment on a draft the user may see, else "not found"."""
    rows = ConsultationComment.objects.filter(consultation__in=_visible(user))
    found = rows.select_related("consultation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def offers(row: ConsultationComment) -> list[Offer]:
    """Return a button for each action; the first is what a comment not yet read needs."""
    return [
        Offer(
            action,
            form.label,
            form.consequence,
            reverse("feedback:consultation-comment-move", args=[row.pk, action]),
            is_next=action == "show",
        )
        for action, form in ACTIONS.items()
    ]


def comment_row(row: ConsultationComment, *, writes: bool, chosen: Set[int]) -> dict[str, Any]:
    """Return one comment of the page: texts, tags and what can be done."""
    return {
        "comment": row,
        "original": moderating.as_read(row),
        "state": {"text": row.get_state_display(), "tone": STATE_TONES[row.state]},
        "adoption": {"text": row.get_adoption_display(), "tone": TONES[row.adoption]},
        "who": row.masked_name,
        "has_contact": bool(row.contact_parts()),
        "offers": offers(row) if writes else [],
        "chosen": row.pk in chosen,
    }


def _visible(user: Official):
    return Consultation.objects.visible_to(user)
