"""Verbs of consulting the public on a draft: written, opened, commented on, answered."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.history import difference, record
from catalogs.identity import personal_numbers
from catalogs.models import Official, Publication
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused
from feedback.consultation_notices import tell_commenters
from feedback.consultation_workflow import TABLE
from feedback.enums import Adoption, CommentState, ConsultationState, LimitSubject
from feedback.models import Consultation, ConsultationComment, LimitRule
from feedback.models.consultations import OPENED
from feedback.moderating import check_writer, need, telling

# What an official writes of a draft, and may change until it is published.
COLUMNS = (
    *("title", "background", "text", "publication", "department", "field", "other_ways"),
    *("opens_on", "closes_on"),
)


@dataclass(frozen=True, slots=True)
class CommentFigures:
    """How many comments there are, and what became of them."""

    received: int
    elsewhere: int
    pending: int
    shown: int
    adopted: int
    partly: int
    not_adopted: int

    @property
    def undecided(self) -> int:
        return self.received - self.adopted - self.partly - self.not_adopted


@transaction.atomic
def draft(*, actor: Official, at: datetime | None = None, **values: Any) -> Consultation:
    """Write a consultation down; nobody sees it until it is published."""
    consultation = Consultation(**values)
    check_writer(actor, consultation)
    consultation.full_clean()
    consultation.save()
    record(consultation, actor=actor, action="draft", to_state=consultation.state, at=at)
    return consultation


@transaction.atomic
def edit(
    consultation: Consultation, *, actor: Official, at: datetime | None = None, **values: Any
) -> Consultation:
    """Change a draft; what is published is fixed."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    check_writer(actor, consultation)
    if consultation.state != ConsultationState.DRAFT:
        raise MoveRefused(_("This is not possible in the present state."), code="state")
    before = _written(consultation, values)
    for name, value in values.items():
        setattr(consultation, name, value)
    check_writer(actor, consultation)
    consultation.full_clean()
    changes = difference(before, _written(consultation, values))
    if changes:
        consultation.save()
        record(consultation, actor=actor, action="edit", changes=changes, at=at)
    return consultation


@transaction.atomic
def publish(
    consultation: Consultation, *, actor: Official, today: date, at: datetime | None = None
) -> Consultation:
    """Open a draft to comments, from its first day on; the result is due after its last."""
    consultation = _locked(consultation, "publish", actor)
    if consultation.closes_on < today:
        raise ValidationError({"closes_on": _("This day has passed.")})
    linked = Publication.objects.public(today).filter(consultations=consultation)
    if not consultation.text and not linked.exists():
        raise ValidationError({"publication": _("The document with the draft is not public.")})
    consultation.full_clean()
    _start_clock(consultation)
    return _moved(consultation, "publish", actor=actor, at=at)


def open_due(*, today: date) -> int:
    """Write down which periods have begun, and let the search find them; return how many.

    Until its first day a published consultation is found nowhere. Safe to run twice: the history
    keeps that it opened, and when.
    """
    opened = 0
    for pk in Consultation.objects.not_told_open(today).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = (
                Consultation.objects.not_told_open(today).select_for_update().filter(pk=pk).first()
            )
            if row is None:
                continue
            at = timezone.make_aware(datetime.combine(row.opens_on, time.min))
            record(row, actor=None, action=OPENED, to_state=row.state, at=at)
            refresh_later(row)
            opened += 1
    return opened


@transaction.atomic
def lengthen(
    consultation: Consultation,
    *,
    actor: Official,
    closes_on: date,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> Consultation:
    """Take comments until a later day while the period is not over; the clock is counted anew."""
    consultation = _locked(consultation, "lengthen", actor, reason)
    if consultation.closes_on < today or consultation.result_published_on:
        raise MoveRefused(_("The period is over."), code="state")
    if closes_on <= consultation.closes_on:
        raise ValidationError({"closes_on": _("Choose a day after the present last day.")})
    before = _written(consultation, ("closes_on", "due_on"))
    consultation.closes_on = closes_on
    consultation.full_clean()
    _start_clock(consultation)
    changes = difference(before, _written(consultation, ("closes_on", "due_on")))
    return _moved(consultation, "lengthen", actor=actor, reason=reason, changes=changes, at=at)


@transaction.atomic
def withdraw(
    consultation: Consultation, *, actor: Official, reason: str, at: datetime | None = None
) -> Consultation:
    """Take a consultation off the site; its comments are kept."""
    consultation = _locked(consultation, "withdraw", actor, reason)
    return _moved(consultation, "withdraw", actor=actor, reason=reason, at=at)


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
def publish_result(
    consultation: Consultation,
    *,
    actor: Official,
    result: str,
    today: date,
    comments_elsewhere: int = 0,
    at: datetime | None = None,
) -> Consultation:
    """Publish what was said and what becomes of it, after the end; the clock ends.

    Whoever left an email address with a comment is told once, by letter. Raises
    ``ValidationError`` while nobody has said what becomes of one of the comments.
    """
    consultation = _locked(consultation, "publish_result", actor)
    if not consultation.is_awaiting_result(today):
        raise MoveRefused(_("A result is published once, after the end."), code="state")
    if waiting := consultation.comments.undecided().count():
        words = ngettext(
            "It is not decided yet what becomes of %(n)d comment. Decide on it first, among the "
            "comments on this draft.",
            "It is not decided yet what becomes of %(n)d comments. Decide on them first, among the "
            "comments on this draft.",
            waiting,
        )
        raise ValidationError(words % {"n": waiting})
    consultation.result_published_on = today
    _set_result(consultation, result, comments_elsewhere)
    consultation = _moved(consultation, "publish_result", actor=actor, at=at)
    tell_commenters(consultation)
    return consultation


@transaction.atomic
def correct_result(
    consultation: Consultation,
    *,
    actor: Official,
    result: str,
    comments_elsewhere: int,
    reason: str,
    at: datetime | None = None,
) -> Consultation:
    """Correct a published result; the old text and the reason are in the history."""
    consultation = _locked(consultation, "correct_result", actor, reason)
    if consultation.result_published_on is None:
        raise MoveRefused(_("There is no published result yet."), code="state")
    before = _written(consultation, ("result", "comments_elsewhere"))
    _set_result(consultation, result, comments_elsewhere)
    changes = difference(before, _written(consultation, ("result", "comments_elsewhere")))
    if not changes:
        raise ValidationError({"result": _("Nothing is changed.")})
    return _moved(
        consultation, "correct_result", actor=actor, reason=reason, changes=changes, at=at
    )


def figures(consultation: Consultation) -> CommentFigures:
    """Return the statistics of a consultation, counted in one query."""

    def of(**conditions: Any) -> Count:
        return Count("pk", filter=Q(**conditions))

    counted = consultation.comments.aggregate(
        received=Count("pk"),
        pending=of(state=CommentState.PENDING),
        shown=of(state=CommentState.SHOWN),
        adopted=of(adoption=Adoption.ADOPTED),
        partly=of(adoption=Adoption.PARTLY),
        not_adopted=of(adoption=Adoption.NOT_ADOPTED),
    )
    return CommentFigures(elsewhere=consultation.comments_elsewhere, **counted)


def _set_result(consultation: Consultation, result: str, comments_elsewhere: int) -> None:
    need(result, "result", _("Write the result."))
    if personal_numbers(result):
        raise ValidationError({"result": telling()})
    consultation.result, consultation.comments_elsewhere = result, comments_elsewhere
    consultation.full_clean()


def _start_clock(consultation: Consultation) -> None:
    limit = working_days(LimitRule.objects.days_for(LimitSubject.CONSULTATION_RESULT))
    start_clock(consultation, limit, start=consultation.closes_on, calendar=load_calendar())


def _written(consultation: Consultation, names: Any) -> dict[str, str]:
    """Return the columns ``names`` as the history keeps them."""
    values = {name: getattr(consultation, name) for name in names}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _locked(
    consultation: Consultation, action: str, actor: Official, reason: str = " "
) -> Consultation:
    """Hold the row, and see that the table allows the action; ``reason`` where it needs one."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    check_writer(actor, consultation)
    TABLE.check(action, state=consultation.state, reason=reason)
    return consultation


def _moved(
    consultation: Consultation, action: str, *, actor: Official, at: datetime | None, **told: Any
) -> Consultation:
    old = consultation.state
    consultation.state = TABLE.find(action).target or old
    consultation.save()
    to = consultation.state
    record(consultation, actor=actor, action=action, from_state=old, to_state=to, at=at, **told)
    refresh_later(consultation)
    return consultation
