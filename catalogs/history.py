"""History of every change: who, when, what, why, in the same transaction as the change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from catalogs.models import HistoryRow, Official

BATCH = 1000


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return name → [old, new] for every name whose value differs; absent counts as None."""
    names = [*before, *(name for name in after if name not in before)]
    return {
        name: [before.get(name), after.get(name)]
        for name in names
        if before.get(name) != after.get(name)
    }


def record(
    target: models.Model,
    *,
    actor: Official | None,
    action: str,
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    changes: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> HistoryRow:
    """Write one history row about ``target``; ``actor`` is None when the system acted."""
    return HistoryRow.objects.create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=target.pk,
        actor=actor,
        action=action,
        reason=reason,
        from_state=from_state,
        to_state=to_state,
        changes=dict(changes or {}),
        at=at or timezone.now(),
    )


def record_many(
    targets: Iterable[models.Model],
    *,
    actor: Official | None,
    action: str,
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    changes: Mapping[int, Mapping[str, Any]] | None = None,
    at: datetime | None = None,
) -> None:
    """Write a row about each of ``targets`` (of one model); ``changes`` is keyed by primary key."""
    moment = at or timezone.now()
    rows = [
        HistoryRow(
            content_type=ContentType.objects.get_for_model(target),
            object_id=target.pk,
            actor=actor,
            action=action,
            reason=reason,
            from_state=from_state,
            to_state=to_state,
            changes=dict((changes or {}).get(target.pk, {})),
            at=moment,
        )
        for target in targets
    ]
    HistoryRow.objects.bulk_create(rows, batch_size=BATCH)
