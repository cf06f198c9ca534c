"""Verbs of handling: issued to a department, passed on, discussed, urged, noted."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs import private_files
from catalogs.co_handling import check_handler, check_is_another, write_opinion
from catalogs.history import record
from catalogs.models import Department, HistoryRow, Official
from catalogs.workflow import MoveRefused
from feedback import access, notices
from feedback.enums import FilePurpose
from feedback.models import (
    CONTACT_FIELDS,
    JointHandling,
    Submission,
    SubmissionFile,
    SubmissionNote,
)
from feedback.moving import begin, finish


@transaction.atomic
def issue(
    submission: Submission,
    *,
    actor: Official,
    department: Department,
    handler: Official | None = None,
    at: datetime | None = None,
) -> Submission:
    """Give an examined submission to the department that owes the reply."""
    submission = begin(submission, "issue", actor=actor)
    _check_department(department)
    check_handler(handler, department)
    submission.department, submission.handler = department, handler
    changes = {"department": [None, department.code]}
    row = finish(submission, "issue", actor=actor, changes=changes, at=at)
    notices.tell_handlers(
        submission,
        f"issued-{row.pk}",
        news=gettext_noop("A submission was issued to your department"),
    )
    notices.tell_asker(
        submission,
        f"issued-{row.pk}",
        news=gettext_noop("Your submission is now with %(department)s."),
        department=department,
    )
    return submission


@transaction.atomic
def return_(
    submission: Submission, *, actor: Official, reason: str, at: datetime | None = None
) -> Submission:
    """Give a submission back to the office as not the department's affair."""
    submission = begin(submission, "return", actor=actor, reason=reason)
    changes = {"department": [submission.department.code, None]}
    submission.department = submission.handler = None
    submission.joint_handlings.filter(answered_on__isnull=True).delete()
    row = finish(submission, "return", actor=actor, reason=reason, changes=changes, at=at)
    notices.tell_officials(
        submission,
        f"returned-{row.pk}",
        recipients=notices.intake_officials(),
        news=gettext_noop("A department has returned a submission"),
    )
    return submission


@transaction.atomic
def reassign(
    submission: Submission, *, actor: Official, handler: Official, at: datetime | None = None
) -> Submission:
    """Name the official of the lead department who handles the submission."""
    submission = begin(submission, "reassign", actor=actor)
    check_handler(handler, submission.department)
    old, submission.handler = submission.handler, handler
    changes = {"handler": [old.username if old else None, handler.username]}
    row = finish(submission, "reassign", actor=actor, changes=changes, at=at)
    notices.tell_handlers(
        submission, f"reassigned-{row.pk}", news=gettext_noop("A submission was assigned to you")
    )
    return submission


@transaction.atomic
def transfer(
    submission: Submission,
    *,
    actor: Official,
    department: Department,
    reason: str,
    at: datetime | None = None,
) -> Submission:
    """Hand the lead to another department; the clock runs on, the asker is told."""
    submission = begin(submission, "transfer", actor=actor, reason=reason)
    _check_department(department)
    check_is_another(department, submission)
    changes = {"department": [submission.department.code, department.code]}
    submission.department, submission.handler = department, None
    submission.joint_handlings.filter(department=department).delete()
    row = finish(submission, "transfer", actor=actor, reason=reason, changes=changes, at=at)
    notices.tell_handlers(
        submission,
        f"transferred-{row.pk}",
        news=gettext_noop("A submission was transferred to you"),
    )
    notices.tell_asker(
        submission,
        f"transfer-{row.pk}",
        news=gettext_noop("Your submission is now with %(department)s."),
        department=department,
    )
    return submission


@transaction.atomic
def ask_co_handler(
    submission: Submission,
    *,
    actor: Official,
    department: Department,
    question: str,
    today: date,
    at: datetime | None = None,
) -> JointHandling:
    """Ask another department for its part, under the lead department."""
    submission = begin(submission, "ask_co_handler", actor=actor)
    _check_department(department)
    check_is_another(department, submission)
    joint = JointHandling(
        submission=submission, department=department, question=question, asked_on=today
    )
    joint.full_clean()
    joint.save()
    changes = {"co_handlers": [None, department.code]}
    row = finish(submission, "ask_co_handler", actor=actor, changes=changes, at=at)
    notices.tell_officials(
        submission,
        f"co-handler-{row.pk}",
        recipients=notices.clerks_of(department),
        news=gettext_noop("Your department's opinion is asked"),
    )
    return joint


@transaction.atomic
def give_opinion(
    joint: JointHandling,
    *,
    actor: Official,
    opinion: str,
    today: date,
    at: datetime | None = None,
) -> JointHandling:
    """Give the opinion of the department that was asked; the lead's handler is told."""
    submission = begin(joint.submission, "give_opinion", actor=actor)
    joint = submission.joint_handlings.select_for_update().get(pk=joint.pk)
    write_opinion(joint, actor=actor, opinion=opinion, today=today)
    row = finish(submission, "give_opinion", actor=actor, at=at)
    notices.tell_handlers(
        submission,
        f"opinion-{row.pk}",
        news=gettext_noop("The opinion of a department has arrived"),
    )
    return joint


@transaction.atomic
def urge(submission: Submission, *, actor: Official | None, now: datetime) -> Submission:
    """Urge the department, once a day by each side; ``actor`` is None for the asker."""
    action = _urging(by_asker=actor is None)
    submission = begin(submission, action, actor=actor, asker=actor is None)
    today = timezone.localdate(now)
    if urged_on(submission, today, by_asker=actor is None):
        raise MoveRefused(_("The department was urged today already."), code="state")
    finish(submission, action, actor=actor, at=now)
    notices.tell_handlers(
        submission,
        f"{action}-{today:%Y%m%d}",
        news=gettext_noop("The reply to a submission is awaited"),
    )
    return submission


def urged_on(submission: Submission, day: date, *, by_asker: bool) -> bool:
    """Say whether that side has urged the department on ``day``."""
    rows = HistoryRow.objects.of(submission).filter(action=_urging(by_asker=by_asker))
    return rows.filter(at__date=day).exists()


def _urging(*, by_asker: bool) -> str:
    return "urge_by_asker" if by_asker else "urge"


@transaction.atomic
def add_note(
    submission: Submission, *, actor: Official, text: str, at: datetime | None = None
) -> SubmissionNote:
    """Add an internal note; its text is not repeated in the history."""
    submission = begin(submission, "add_note", actor=actor)
    if not text.strip():
        raise ValidationError({"text": _("Write the note.")})
    note = SubmissionNote.objects.create(submission=submission, author=actor, text=text)
    finish(submission, "add_note", actor=actor, at=at)
    return note


@transaction.atomic
def reveal_contact(
    submission: Submission, *, actor: Official, at: datetime | None = None
) -> dict[str, str]:
    """Return the contact parts by column name; who saw them is in the history."""
    submission = begin(submission, "reveal_contact", actor=actor)
    finish(submission, "reveal_contact", actor=actor, at=at)
    return {name: getattr(submission, name) for name in CONTACT_FIELDS}


@transaction.atomic
def open_file(file: SubmissionFile, *, actor: Official, at: datetime | None = None) -> bytes:
    """Return the content of a file; who opened one of the asker's is in the history.

    Raises ``MoveRefused`` for who may not read it.
    """
    if not access.may_read_file(actor, file):
        raise MoveRefused(_("This file is not yours to read."), code="role")
    if file.purpose == FilePurpose.GIVEN:
        changes = {"files": [None, f"{file.purpose} {file.checksum}"]}
        record(file.submission, actor=actor, action="open_file", changes=changes, at=at)
    return private_files.read(file)


def _check_department(department: Department) -> None:
    if not department.is_active:
        raise ValidationError({"department": _("This department is no longer active.")})
