"""How an approved adjustment takes effect, exactly once, and how a list first comes into force."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.entry_values import read_values, write_values
from catalogs.enums import (
    AdjustmentAction,
    AdjustmentReason,
    AdjustmentState,
    EntryState,
    PublicityMode,
)
from catalogs.history import BATCH, difference, record, record_many
from catalogs.models import Adjustment, CatalogEntry, Official
from catalogs.refreshing import refresh_later


@transaction.atomic
def apply(adjustment: Adjustment, *, today: date, at: datetime | None = None) -> bool:
    """Make an approved adjustment take effect; return False when another did so already.

    Locks the adjustment, then the entry; safe to run twice and by two workers.
    """
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if adjustment.state != AdjustmentState.APPROVED or adjustment.effective_on > today:
        return False
    entry = type(adjustment.entry).objects.select_for_update().get(pk=adjustment.entry.pk)
    before, from_state = read_values(entry), entry.state
    _change(entry, adjustment)
    changes = difference(before, read_values(entry))
    moment = at or timezone.now()
    adjustment.state, adjustment.applied_at = AdjustmentState.APPLIED, moment
    adjustment.former = {name: before.get(name) for name in adjustment.proposed}
    adjustment.save(update_fields=["state", "applied_at", "former"])
    record(
        adjustment,
        actor=None,
        action="apply",
        from_state=AdjustmentState.APPROVED,
        to_state=AdjustmentState.APPLIED,
        at=moment,
    )
    record(
        entry,
        actor=adjustment.proposed_by,
        action=adjustment.action,
        reason=adjustment.basis,
        from_state=from_state,
        to_state=entry.state,
        changes=changes,
        at=moment,
    )
    refresh_later(entry)
    refresh_later(adjustment)
    return True


def apply_due(*, today: date) -> int:
    """Apply every approved adjustment whose day has come; return how many this call applied.

    Each in its own transaction: one that fails leaves the others done, and the
    errors are raised together at the end.
    """
    applied, failures = 0, []
    for adjustment in Adjustment.objects.due(today).order_by("effective_on", "pk"):
        try:
            applied += apply(adjustment, today=today)
        except ValidationError as error:
            failures.append((adjustment.pk, error))
    if failures:
        name = _("Adjustment")
        raise ValidationError([f"{name} {pk}: {'; '.join(e.messages)}" for pk, e in failures])
    return applied


@transaction.atomic
def adopt(
    entries: Sequence[CatalogEntry],
    *,
    actor: Official | None,
    basis: str,
    effective_on: date,
    at: datetime | None = None,
) -> list[Adjustment]:
    """Bring draft entries of one list into force together, as the first edition of the list.

    Each gets its history row and its applied "add" adjustment for the public log.
    Entries that are no drafts raise ``ValidationError``, and nothing is changed. The
    search index is not told: who adopts a whole list rebuilds it.
    """
    if strangers := [entry for entry in entries if entry.state != EntryState.DRAFT]:
        raise ValidationError(
            _("“%(entry)s” is not a draft.") % {"entry": strangers[0]}, code="state"
        )
    moment = at or timezone.now()
    for entry in entries:
        check_ready(entry)
        entry.state, entry.effective_on = EntryState.IN_FORCE, effective_on
    if not entries:
        return []
    model = type(entries[0])
    model.objects.bulk_update(entries, ["state", "effective_on"], batch_size=BATCH)
    adjustments = Adjustment.objects.bulk_create(
        [
            Adjustment(
                action=AdjustmentAction.ADD,
                department_id=entry.department_id,
                reason=AdjustmentReason.FIRST_EDITION,
                basis=basis,
                effective_on=effective_on,
                proposed_by=actor,
                state=AdjustmentState.APPLIED,
                applied_at=moment,
                **{entry.list_name: entry},
            )
            for entry in entries
        ],
        batch_size=BATCH,
    )
    record_many(
        entries,
        actor=actor,
        action=AdjustmentAction.ADD,
        reason=basis,
        from_state=EntryState.DRAFT,
        to_state=EntryState.IN_FORCE,
        at=moment,
    )
    return adjustments


def _change(entry: CatalogEntry, adjustment: Adjustment) -> None:
    """Do to the locked ``entry`` what the adjustment says, and save it."""
    if adjustment.action == AdjustmentAction.ADD:
        check_ready(entry)
        entry.state, entry.effective_on = EntryState.IN_FORCE, adjustment.effective_on
        entry.full_clean()
        entry.save()
    elif adjustment.action == AdjustmentAction.ABOLISH:
        entry.state, entry.abolished_on = EntryState.ABOLISHED, adjustment.effective_on
        entry.save()
    else:
        write_values(entry, adjustment.proposed)
        check_ready(entry)


def rehearse_adjustment(adjustment: Adjustment) -> None:
    if adjustment.action == AdjustmentAction.REVISE:
        rehearse(adjustment.entry, adjustment.proposed)
    elif adjustment.action == AdjustmentAction.ADD:
        check_ready(adjustment.entry)
        adjustment.entry.full_clean()


def rehearse(entry: CatalogEntry, values: dict[str, Any]) -> None:
    """Raise what writing ``values`` would raise, and leave the entry as it is."""
    sid = transaction.savepoint()
    try:
        copy = type(entry).objects.get(pk=entry.pk)
        write_values(copy, values)
    finally:
        transaction.savepoint_rollback(sid)


def check_ready(entry: CatalogEntry) -> None:
    """Raise unless ``entry`` may be in force.

    A power item equals its standard item in the four sames; a matter that is not
    disclosed has its approved review.
    """
    entry.clean()
    if getattr(entry, "mode", None) != PublicityMode.NOT_DISCLOSED:
        return
    if (
        not entry.non_disclosure_reviews.approved()
        .filter(ground=entry.non_disclosure_ground)
        .exists()
    ):
        raise ValidationError(
            {"mode": _("A matter that is not disclosed first passes the non-disclosure review.")}
        )
