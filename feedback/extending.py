"""Verbs of extension: once, to the extended limit, agreed before the day the reply was due.

国办发〔2017〕47号 gives up to 15 working days where a matter is complicated; the limit is a row
that an administrator changes, and is counted from the receipt like the one it replaces.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.identity import without_parts
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback import notices
from feedback.enums import ExtensionState, LimitSubject
from feedback.models import LimitRule, Submission, SubmissionExtension
from feedback.moving import begin, finish


def can_be_longer(submission: Submission) -> bool:
    """Say whether the extended limit is longer than the submission's own, and not used yet."""
    longest = LimitRule.objects.days_for(LimitSubject.EXTENDED)
    return submission.extended_on is None and (submission.due_amount or 0) < longest


@transaction.atomic
def request_extension(
    submission: Submission,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> SubmissionExtension:
    """Ask for the extended limit, on the due date at the latest.

    The asker reads the reason once it is agreed; contact parts in it are struck out. Raises
    ``MoveRefused`` when it is too late, when the submission was extended or a request is pending,
    and when the extended limit brings no later day.
    """
    submission = begin(submission, "request_extension", actor=actor, reason=reason)
    _check_time(submission, today)
    if submission.extensions.exclude(state=ExtensionState.REFUSED).exists():
        raise MoveRefused(_("A submission is extended once only."), code="state")
    if not can_be_longer(submission):
        raise MoveRefused(_("The extended limit brings no later day."), code="state")
    request = SubmissionExtension(
        submission=submission,
        reason=without_parts(reason, submission.contact_parts()),
        requested_by=actor,
        requested_on=today,
    )
    request.full_clean()
    request.save()
    finish(submission, "request_extension", actor=actor, reason=reason, at=at)
    notices.tell_officials(
        submission,
        f"extension-request-{request.pk}",
        recipients=[
            *notices.reviewers_of(submission.department),
            *notices.intake_officials(),
        ],
        news=gettext_noop("More time is asked for and awaits your decision"),
    )
    return request


@transaction.atomic
def approve_extension(
    request: SubmissionExtension, *, actor: Official, today: date, at: datetime | None = None
) -> Submission:
    """Agree, on the due date at the latest; the due date moves, and the askers are told."""
    submission, request = _locked(request, "approve_extension", actor=actor)
    _check_time(submission, today)
    if not can_be_longer(submission):
        raise MoveRefused(_("The extended limit brings no later day."), code="state")
    _decide(request, ExtensionState.APPROVED, actor=actor, today=today)
    before, submission.extended_on = submission.due_on, today
    limit = working_days(LimitRule.objects.days_for(LimitSubject.EXTENDED))
    start_clock(submission, limit, start=submission.clock_started_on, calendar=load_calendar())
    finish(
        submission,
        "approve_extension",
        actor=actor,
        reason=request.reason,
        changes={"due_on": [before, submission.due_on]},
        at=at,
    )
    notices.tell_askers(
        submission,
        "extended",
        news=gettext_noop(
            "Your matter is complicated; the time for the reply was extended to %(day)s. "
            "The portal tells why."
        ),
        day=submission.due_on,
    )
    notices.tell_officials(
        submission,
        f"extension-agreed-{request.pk}",
        recipients=[request.requested_by],
        news=gettext_noop("More time was agreed to"),
    )
    return submission


@transaction.atomic
def refuse_extension(
    request: SubmissionExtension,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> Submission:
    """Refuse; the due date stays, and another request remains possible."""
    submission, request = _locked(request, "refuse_extension", actor=actor, reason=reason)
    _decide(request, ExtensionState.REFUSED, actor=actor, today=today, reason=reason)
    finish(submission, "refuse_extension", actor=actor, reason=reason, at=at)
    notices.tell_officials(
        submission,
        f"extension-refused-{request.pk}",
        recipients=[request.requested_by],
        news=gettext_noop("More time was refused"),
    )
    return submission


def lapse(submission: Submission, *, today: date) -> None:
    """End a request that nobody decided before the submission was concluded."""
    submission.extensions.pending().update(state=ExtensionState.REFUSED, decided_on=today)


def _check_time(submission: Submission, today: date) -> None:
    if submission.is_overdue(today):
        raise MoveRefused(_("The due date has passed; it can no longer be extended."), code="late")


def _locked(
    request: SubmissionExtension, action: str, *, actor: Official, reason: str = ""
) -> tuple[Submission, SubmissionExtension]:
    submission = begin(request.submission, action, actor=actor, reason=reason)
    request = submission.extensions.select_for_update().get(pk=request.pk)
    if request.state != ExtensionState.PENDING:
        raise MoveRefused(_("This request is decided already."), code="state")
    if request.requested_by_id == actor.pk:
        raise MoveRefused(_("Another person than the requester decides."), code="role")
    return submission, request


def _decide(
    request: SubmissionExtension, state: str, *, actor: Official, today: date, reason: str = ""
) -> None:
    request.state, request.decided_by, request.decided_on = state, actor, today
    request.decision_reason = reason
    request.save()
