"""Verbs of consulting the public on a draft: opened, commented on, read, answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import can_write
from catalogs.deadlines import load_calendar, start_clock
from catalogs.history import record
from catalogs.identity import parts_in, personal_numbers, without_parts
from catalogs.models import Official
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused
from feedback.enums import Adoption, CommentState, ConsultationState, LimitSubject
from feedback.models import Consultation, ConsultationComment, LimitRule
from feedback.moving import working_days


@dataclass(frozen=True, slots=True)
class CommentFigures:
    """How many comments there are, and what became of them."""

    received: int
    elsewhere: int
    shown: int
    adopted: int
    partly: int
    not_adopted: int


@transaction.atomic
def publish(
    consultation: Consultation, *, actor: Official, today: date, at: datetime | None = None
) -> Consultation:
    """Open a draft to comments, from its first day on; the result is due after its last."""
    consultation = _locked(consultation, actor, ConsultationState.DRAFT)
    if consultation.closes_on < today:
        raise ValidationError({"closes_on": _("This day has passed.")})
    consultation.full_clean()
    limit = working_days(LimitRule.objects.days_for(LimitSubject.CONSULTATION_RESULT))
    start_clock(consultation, limit, start=consultation.closes_on, calendar=load_calendar())
    return _moved(consultation, ConsultationState.PUBLISHED, "publish", actor=actor, at=at)


@transaction.atomic
def withdraw(
    consultation: Consultation, *, actor: Official, reason: str, at: datetime | None = None
) -> Consultation:
    """Take a consultation off the site; its comments are kept."""
    consultation = _locked(consultation, actor, ConsultationState.PUBLISHED)
    _need(reason, "reason", _("Give the reason."))
    return _moved(
        consultation, ConsultationState.WITHDRAWN, "withdraw", actor=actor, reason=reason, at=at
    )


@transaction.atomic
def comment(
    consultation: Consultation, *, text: str, now: datetime, **contact: str
) -> ConsultationComment:
    """Take in a comment while the consultation is open; name and contact may stay empty."""
    today = timezone.localdate(now)
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not consultation.is_open(today):
        raise MoveRefused(_("Comments are not taken at this time."), code="state")
    row = ConsultationComment(consultation=consultation, text=text, received_on=today, **contact)
    row.full_clean()
    row.save()
    record(row, actor=None, action="comment", to_state=row.state, at=now)
    return row


@transaction.atomic
def show(
    row: ConsultationComment, *, actor: Official, text: str, at: datetime | None = None
) -> ConsultationComment:
    """Show a comment in the moderator's text, which may tell nobody's identity."""
    row = _locked_comment(row, actor)
    _need(text, "text", _("Write the text as it is shown."))
    if parts_in(text, row.contact_parts()) or personal_numbers(text):
        raise ValidationError(
            {"text": _("This text contains a part of someone's identity; take it out.")}
        )
    row.shown_text, row.hidden_because = text, ""
    return _moderated(row, CommentState.SHOWN, "show", actor=actor, at=at)


@transaction.atomic
def hide(
    row: ConsultationComment, *, actor: Official, reason: str, at: datetime | None = None
) -> ConsultationComment:
    """Do not show a comment: unlawful, an insult, off the matter. It is counted all the same."""
    row = _locked_comment(row, actor)
    _need(reason, "reason", _("Give the reason."))
    reason = without_parts(reason, row.contact_parts())
    row.shown_text, row.hidden_because = "", reason
    row.clean_fields()
    return _moderated(row, CommentState.HIDDEN, "hide", actor=actor, reason=reason, at=at)


@transaction.atomic
def decide(
    row: ConsultationComment,
    *,
    actor: Official,
    adoption: str,
    note: str = "",
    at: datetime | None = None,
) -> ConsultationComment:
    """Say what becomes of a comment; what is not adopted, or only partly, has a note why."""
    row = _locked_comment(row, actor)
    if adoption in (Adoption.PARTLY, Adoption.NOT_ADOPTED):
        _need(note, "note", _("Say why."))
    old, row.adoption, row.adoption_note = row.adoption, adoption, note
    row.clean_fields()
    row.save()
    record(row, actor=actor, action="decide", changes={"adoption": [old, adoption]}, at=at)
    return row


@transaction.atomic
def publish_result(
    consultation: Consultation,
    *,
    actor: Official,
    result: str,
    today: date,
    comments_elsewhere: int = 0,
    at: datetime | None = None,
) -> Consultation:
    """Publish what was said and what becomes of it, after the end; the clock ends."""
    consultation = _locked(consultation, actor, ConsultationState.PUBLISHED)
    if not consultation.is_awaiting_result(today):
        raise MoveRefused(_("A result is published once, after the end."), code="state")
    _need(result, "result", _("Write the result."))
    if personal_numbers(result):
        raise ValidationError(
            {"result": _("This text contains a part of someone's identity; take it out.")}
        )
    consultation.result, consultation.result_published_on = result, today
    consultation.comments_elsewhere = comments_elsewhere
    consultation.full_clean()
    return _moved(consultation, ConsultationState.PUBLISHED, "publish_result", actor=actor, at=at)


def figures(consultation: Consultation) -> CommentFigures:
    """Return the statistics of a consultation, counted in one query."""

    def of(**conditions: Any) -> Count:
        return Count("pk", filter=Q(**conditions))

    counted = consultation.comments.aggregate(
        received=Count("pk"),
        shown=of(state=CommentState.SHOWN),
        adopted=of(adoption=Adoption.ADOPTED),
        partly=of(adoption=Adoption.PARTLY),
        not_adopted=of(adoption=Adoption.NOT_ADOPTED),
    )
    return CommentFigures(elsewhere=consultation.comments_elsewhere, **counted)


def _need(text: str, name: str, words: str) -> None:
    if not text.strip():
        raise ValidationError({name: words})


def _check_writer(actor: Official, consultation: Consultation) -> None:
    if not can_write(actor, consultation.department_id):
        raise MoveRefused(_("This consultation is not yours to handle."), code="role")


def _locked(consultation: Consultation, actor: Official, state: str) -> Consultation:
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _check_writer(actor, consultation)
    if consultation.state != state:
        raise MoveRefused(_("This is not possible in the present state."), code="state")
    return consultation


def _locked_comment(row: ConsultationComment, actor: Official) -> ConsultationComment:
    row = ConsultationComment.objects.select_for_update().get(pk=row.pk)
    _check_writer(actor, row.consultation)
    return row


def _moved(
    consultation: Consultation,
    state: str,
    action: str,
    *,
    actor: Official,
    reason: str = "",
    at: datetime | None,
) -> Consultation:
    old, consultation.state = consultation.state, state
    consultation.save()
    record(
        consultation,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=state,
        at=at,
    )
    refresh_later(consultation)
    return consultation


def _moderated(
    row: ConsultationComment,
    state: str,
    action: str,
    *,
    actor: Official,
    reason: str = "",
    at: datetime | None,
) -> ConsultationComment:
    old, row.state, row.moderator = row.state, state, actor
    row.save()
    record(row, actor=actor, action=action, reason=reason, from_state=old, to_state=state, at=at)
    return row
