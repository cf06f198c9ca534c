"""What every verb on something sent in about open data does: take it in, decide, correct, erase."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs import moving, query_codes
from catalogs import sharing_notices as notices
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.history import record
from catalogs.identity import strike_out, without_parts
from catalogs.models import Official
from catalogs.models.sent_in import SUBMITTED, SentIn, SentInQuerySet
from catalogs.receipts import next_receipt_number
from catalogs.sharing_enums import RETURNED_DAYS, SENDER, SENDER_RETENTION_YEARS
from catalogs.workflow import MoveRefused, Workflow


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender takes away; the code is shown this once and stored hashed."""

    row: Any
    code: str


def take_in(row: SentIn, *, prefix: str, now: datetime, links: dict[str, Iterable[Any]]) -> Receipt:
    """Save the checked new ``row`` with number, code and clock; ``links`` are its many-to-many.

    The caller's transaction holds it all; the number comes last, since others wait for it.
    """
    code = query_codes.new_code()
    row.code_hash = query_codes.hashed(code)
    row.created_at, row.received_on = now, timezone.localdate(now)
    start_waiting(row, row.received_on)
    row.receipt_number = next_receipt_number(prefix, year=row.received_on.year)
    row.save()
    for name, linked in links.items():
        getattr(row, name).set(linked)
    record(row, actor=None, action="submit", to_state=row.state, at=now)
    return Receipt(row, code)


def start_waiting(row: SentIn, day: date) -> None:
    """Start the clock of the decision on ``day``; the limit is the installation's own promise."""
    limit = working_days(settings.DATA_SHARING_WORKING_DAYS)
    start_clock(row, limit, start=day, calendar=load_calendar())


def hold(
    row: Any,
    workflow: Workflow,
    action: str,
    *,
    actor: Official | None,
    by_sender: bool = False,
    reason: str = "",
) -> Any:
    """Lock ``row`` and return it when the table allows ``action``; else raise ``MoveRefused``.

    ``actor`` is None for the system, and for the sender, who is marked by ``by_sender``.
    """
    citizen = SENDER if by_sender else None
    row = moving.hold(row, workflow.find(action), actor=actor, citizen=citizen, reason=reason)
    if actor and not row.is_visible_to(actor):
        raise MoveRefused(_("This is not yours to handle."), code="role")
    return row


def end(
    row: Any,
    workflow: Workflow,
    action: str,
    *,
    actor: Official | None,
    now: datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> Any:
    """Move the locked ``row`` by the table, with the day, the person and the reason of it.

    Who sent it in is struck out of the reason, which the sender and the history read.
    """
    move = workflow.find(action)
    told = without_parts(reason.strip(), row.sender_parts())
    row.settled_on = None if move.target == SUBMITTED else timezone.localdate(now)
    row.decision_reason, row.decided_by = told, actor or row.decided_by
    moving.settle(row, move, actor=actor, reason=told, changes=changes, at=now)
    return row


def lapse_returned(
    rows: SentInQuerySet, workflow: Workflow, *, today: date, now: datetime
) -> list[Any]:
    """End what was returned ``RETURNED_DAYS`` ago and never came back; return the rows."""
    late = rows.with_sender().filter(settled_on__lt=today - timedelta(days=RETURNED_DAYS))
    ended = []
    for row in late.order_by("pk"):
        with transaction.atomic():
            row = hold(row, workflow, "lapse", actor=None)
            told = row.decision_reason
            ended.append(end(row, workflow, "lapse", actor=None, now=now, reason=told))
    return ended


def kept_since(today: date) -> date:
    """Return the first day of which it may still be kept who sent something in."""
    return date(today.year - SENDER_RETENTION_YEARS, today.month, 1)


@transaction.atomic
def erase_sender(rows: SentInQuerySet, row: SentIn, *, now: datetime) -> bool:
    """Erase who sent in ``row``, where it is still among ``rows``; its letters go with it."""
    row = rows.select_for_update().filter(pk=row.pk).first()
    if row is None:
        return False
    parts = row.sender_parts()
    notices.forget_sender(row)
    for name in row.ERASED_FIELDS:
        setattr(row, name, "")
    strike_out(row, row.SENDER_TEXTS, parts)
    row.code_hash, row.contact_erased_at = "", now
    row.save()
    record(row, actor=None, action="erase_contact", at=now)
    return True
