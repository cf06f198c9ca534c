"""How every verb of a file sent for a dataset begins and ends: the row held, the move made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalogs import access
from catalogs.data_enums import UploadState
from catalogs.data_workflow import UPLOADS
from catalogs.history import record
from catalogs.models import DatasetUpload, HistoryRow, Official
from catalogs.workflow import Move, MoveRefused


def locked(row: DatasetUpload) -> DatasetUpload:
    rows = DatasetUpload.objects.select_for_update(of=("self",)).select_related("dataset")
    return rows.get(pk=row.pk)


def hold(
    row: DatasetUpload, action: str, *, actor: Official | None, reason: str = ""
) -> tuple[DatasetUpload, Move]:
    """Lock the row and ask the table. ``actor`` is None for the portal itself."""
    row = locked(row)
    role = access.role_of(actor) if actor else None
    move = UPLOADS.check(action, state=row.state, reason=reason, role=role)
    if actor and not access.in_reach(actor, row):
        raise MoveRefused(_("This dataset is not yours to handle."), code="role")
    return row, move


def make(
    row: DatasetUpload,
    move: Move,
    *,
    actor: Official | None,
    at: datetime,
    also: Iterable[str],
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> HistoryRow:
    """Save the state after ``move`` with the columns in ``also``, and write the history."""
    old, row.state = row.state, UploadState(move.target)
    row.save(update_fields=["state", *also])
    return record(
        row,
        actor=actor,
        action=move.action,
        reason=reason,
        from_state=old,
        to_state=row.state,
        changes=changes,
        at=at,
    )
