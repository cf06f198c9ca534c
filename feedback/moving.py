"""What every verb does first and last: lock, ask the table; save, write history."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.history import record
from catalogs.identity import without_parts
from catalogs.models import HistoryRow, Official
from catalogs.time_limits import DayCount, LimitKind, ParsedLimit
from catalogs.workflow import MoveRefused, Workflow
from feedback import access
from feedback.enums import ASKER
from feedback.models import Submission


def working_days(amount: int) -> ParsedLimit:
    """Return the limit "within ``amount`` working days"."""
    return ParsedLimit(
        kind=LimitKind.WITHIN_WORKING_DAYS, amount=amount, day_count=DayCount.WORKING
    )


def begin(
    submission: Submission,
    action: str,
    *,
    actor: Official | None,
    asker: bool = False,
    reason: str = "",
) -> Submission:
    """Lock the row and return it when the table allows ``action``; else ``MoveRefused``.

    ``actor`` is None for the system, and for the asker, who is marked by ``asker``.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    row = access.find(action)
    role = role_of(actor) if actor else ASKER if asker else None
    Workflow("submission", (row,)).check(action, state=submission.state, reason=reason, role=role)
    if role is None and row.roles:
        raise MoveRefused(_("“%(action)s” is not yours to do.") % {"action": row.label})
    if actor and not access.concerns(actor, submission, action):
        raise MoveRefused(_("This submission is not yours to handle."), code="role")
    return submission


def finish(
    submission: Submission,
    action: str,
    *,
    actor: Official | None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> HistoryRow:
    """Move the locked row by the table, save it and write the history row.

    Contact parts that an official wrote into the reason are struck out.
    """
    old, target = submission.state, access.find(action).target or submission.state
    submission.state = target
    submission.save()
    return record(
        submission,
        actor=actor,
        action=action,
        reason=without_parts(reason, submission.contact_parts()),
        from_state=old,
        to_state=target,
        changes=changes,
        at=at,
    )
