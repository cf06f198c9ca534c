"""What every verb does first and last: lock, ask the table; save, write history."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalogs import moving
from catalogs.identity import without_parts
from catalogs.models import HistoryRow, Official
from catalogs.workflow import MoveRefused
from feedback import access
from feedback.enums import ASKER
from feedback.models import Submission


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
    citizen = ASKER if asker else None
    row = access.find(action)
    submission = moving.hold(submission, row, actor=actor, citizen=citizen, reason=reason)
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
    return moving.settle(
        submission,
        access.find(action),
        actor=actor,
        reason=without_parts(reason, submission.contact_parts()),
        changes=changes,
        at=at,
    )
