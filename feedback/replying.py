"""Verbs of replying: drafted, reviewed by another person, told to the asker, rated."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs.deadlines import load_calendar
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback import extending, notices
from feedback.models import Submission, SubmissionRating
from feedback.moving import begin, finish


@transaction.atomic
def reply(
    submission: Submission, *, actor: Official, text: str, at: datetime | None = None
) -> Submission:
    """Submit the reply for review; who drafts it handles the submission if nobody does yet."""
    submission = begin(submission, "reply", actor=actor)
    if not text.strip():
        raise ValidationError({"text": _("Write the reply.")})
    submission.reply, submission.drafter = text, actor
    submission.handler = submission.handler or actor
    submission.clean_fields(exclude=["receipt_number"])
    row = finish(submission, "reply", actor=actor, at=at)
    notices.tell_officials(
        submission,
        f"replied-{row.pk}",
        recipients=notices.reviewers_of(submission.department),
        news=gettext_noop("A reply waits for your review"),
    )
    return submission


@transaction.atomic
def send_back_reply(
    submission: Submission, *, actor: Official, reason: str, at: datetime | None = None
) -> Submission:
    """Give the reply back to its drafter to be mended."""
    submission = begin(submission, "send_back_reply", actor=actor, reason=reason)
    row = finish(submission, "send_back_reply", actor=actor, reason=reason, at=at)
    notices.tell_handlers(
        submission, f"sent-back-{row.pk}", news=gettext_noop("A reply was sent back")
    )
    return submission


@transaction.atomic
def review(
    submission: Submission, *, actor: Official, today: date, at: datetime | None = None
) -> Submission:
    """Approve the reply of another person: the asker can read it, the clock ends.

    The working days taken are counted from the day after the receipt to ``today``.
    """
    submission = begin(submission, "review", actor=actor)
    if actor.pk == submission.drafter_id:
        raise MoveRefused(_("Another person than the drafter reviews the reply."), code="role")
    submission.approver, submission.concluded_on = actor, today
    extending.lapse(submission, today=today)
    submission.working_days_taken = load_calendar().working_days_between(
        submission.received_on, today
    )
    finish(submission, "review", actor=actor, at=at)
    notices.tell_askers(submission, "answered", news=gettext_noop("Your submission is answered."))
    return submission


@transaction.atomic
def rate(
    submission: Submission,
    *,
    score: int,
    today: date,
    comment: str = "",
    at: datetime | None = None,
) -> SubmissionRating:
    """Give a mark of one to five, once, after the reply. Raises ``ValidationError`` by field."""
    submission = begin(submission, "rate", actor=None, asker=True)
    rating = SubmissionRating(submission=submission, score=score, comment=comment, rated_on=today)
    rating.full_clean()
    rating.save()
    finish(submission, "rate", actor=None, changes={"score": [None, score]}, at=at)
    return rating
