"""Verbs of the intake: a submission comes in, is examined, and is not accepted or merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs import query_codes
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.history import difference, record
from catalogs.identity import without_parts
from catalogs.models import Department, Field, Official
from catalogs.receipts import next_receipt_number
from catalogs.workflow import MoveRefused
from feedback import extending, notices
from feedback.attaching import attach
from feedback.enums import CLOSED_STATES, RECEIPT_PREFIX, FilePurpose
from feedback.models import LimitRule, Submission
from feedback.moving import begin, finish
from feedback.routing import suggest_department


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the asker takes away; the code is shown this once and stored hashed."""

    submission: Submission
    code: str


@transaction.atomic
def submit(*, now: datetime, files: Iterable[tuple[BinaryIO, str]] = (), **values: Any) -> Receipt:
    """Take in a submission made on the portal.

    ``values`` are the columns of the contact and of what is asked; ``files`` are open files
    with their names. The day is that of ``now`` in local time. Raises ``ValidationError``
    by field.
    """
    return take_in(
        Submission(received_on=timezone.localdate(now), created_at=now, **values),
        action="submit",
        files=files,
        actor=None,
        now=now,
    )


def take_in(
    submission: Submission,
    *,
    action: str,
    files: Iterable[tuple[BinaryIO, str]],
    actor: Official | None,
    now: datetime,
) -> Receipt:
    """Check and save a new submission with its number, code, clock and files; tell of it."""
    code = query_codes.new_code()
    submission.code_hash = query_codes.hashed(code)
    submission.full_clean(exclude=["receipt_number"])
    submission.suggested_department = _suggested(submission)
    _start_reply_clock(submission)
    kept = list(files)
    # The number last: the sequence stays locked until the end, and others wait for it.
    submission.receipt_number = next_receipt_number(
        RECEIPT_PREFIX, year=timezone.localdate(now).year
    )
    submission.save()
    for file, name in kept:
        attach(submission, file=file, name=name, purpose=FilePurpose.GIVEN, actor=None, at=now)
    record(submission, actor=actor, action=action, to_state=submission.state, at=now)
    notices.tell_asker(submission, "receipt", news=gettext_noop("Your submission has arrived."))
    notices.tell_officials(
        submission,
        "received",
        recipients=notices.intake_officials(),
        news=gettext_noop("A submission waits to be examined"),
    )
    return Receipt(submission, code)


@transaction.atomic
def examine(
    submission: Submission,
    *,
    actor: Official,
    kind: str = "",
    field: Field | None = None,
    at: datetime | None = None,
) -> Submission:
    """Settle kind and field, each as the asker gave it where none is given here.

    Another kind has another limit, counted from the same day; the department is suggested anew.
    """
    submission = begin(submission, "examine", actor=actor)
    before = _examined(submission)
    submission.kind = kind or submission.kind
    submission.field = field or submission.field
    submission.clean_fields(exclude=["receipt_number", "reply", "refusal"])
    submission.suggested_department = _suggested(submission)
    if submission.kind != before["kind"]:
        submission.clean()
        _start_reply_clock(submission)
    changes = difference(before, _examined(submission))
    finish(submission, "examine", actor=actor, changes=changes, at=at)
    return submission


@transaction.atomic
def not_accept(
    submission: Submission,
    *,
    actor: Official,
    right_way: str,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> Submission:
    """Do not accept it; ``reason`` is told to the asker together with the right way."""
    submission = begin(submission, "not_accept", actor=actor, reason=reason)
    submission.right_way = right_way
    submission.refusal = without_parts(reason, submission.contact_parts())
    if not right_way:
        raise ValidationError({"right_way": _("Name the right way.")})
    submission.clean_fields(exclude=["receipt_number", "reply"])
    submission.concluded_on = today
    extending.lapse(submission, today=today)
    finish(submission, "not_accept", actor=actor, reason=reason, at=at)
    notices.tell_askers(
        submission,
        "not-accepted",
        news=gettext_noop(
            "Your submission could not be accepted; the portal tells why and the right way."
        ),
    )
    return submission


@transaction.atomic
def merge(
    submission: Submission,
    *,
    into: Submission,
    actor: Official,
    today: date,
    at: datetime | None = None,
) -> Submission:
    """Merge a duplicate into another; its number leads to the other's reply from now on.

    What was merged into the duplicate before is merged into the other too.
    """
    # Both locked in one order, so that two merges the opposite way round cannot block each other.
    both = Submission.objects.select_for_update().filter(pk__in=[submission.pk, into.pk])
    rows = {row.pk: row for row in both.order_by("pk")}
    submission, into = begin(submission, "merge", actor=actor), rows[into.pk]
    if into.pk == submission.pk:
        raise ValidationError({"into": _("A submission is not merged with itself.")})
    if into.state in CLOSED_STATES:
        raise MoveRefused(_("The other submission is closed without a reply."), code="state")
    earlier = list(submission.duplicates.select_for_update())
    for row in (submission, *earlier):
        row.merged_into = into
    submission.concluded_on = today
    extending.lapse(submission, today=today)
    changes = {"merged_into": [None, into.receipt_number]}
    finish(submission, "merge", actor=actor, changes=changes, at=at)
    for row in earlier:
        row.save()
        record(
            row,
            actor=actor,
            action="merge_followed",
            changes={"merged_into": [submission.receipt_number, into.receipt_number]},
            at=at,
        )
    notices.tell_asker(
        submission,
        "merged",
        news=gettext_noop("Your submission is answered together with another on the same matter."),
    )
    return submission


def _suggested(submission: Submission) -> Department | None:
    """Return the department whose data it is about, else the one the rules suggest."""
    if submission.dataset and submission.dataset.department.is_active:
        return submission.dataset.department
    text = f"{submission.title} {submission.text}"
    return suggest_department(text, field=submission.field)


def _start_reply_clock(submission: Submission) -> None:
    limit = working_days(LimitRule.objects.days_for(submission.kind))
    start_clock(submission, limit, start=submission.received_on, calendar=load_calendar())


def _examined(submission: Submission) -> dict[str, Any]:
    return {
        "kind": str(submission.kind),
        "field": submission.field.code if submission.field else None,
        "due_on": submission.due_on,
    }
