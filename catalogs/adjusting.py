"""Dynamic adjustment (动态调整): how an entry of the three lists comes into force and changes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import access, letters
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentAction, AdjustmentState, EntryState, Role
from catalogs.history import BATCH, record, record_many
from catalogs.models import Adjustment, CatalogEntry, HistoryRow, Official
from catalogs.taking_effect import adopt, apply, apply_due, rehearse, rehearse_adjustment
from catalogs.workflow import MoveRefused, Workflow, move

__all__ = [
    "WORKFLOW",
    "adopt",
    "apply",
    "apply_due",
    "approve",
    "propose",
    "propose_revisions",
    "return_",
    "submit",
    "withdraw",
]

_STATE = AdjustmentState

WORKFLOW = Workflow(
    "adjustment",
    (
        move(
            "submit",
            [_STATE.DRAFT, _STATE.RETURNED],
            _STATE.SUBMITTED,
            label=_("Submit"),
            consequence=_("The adjustment goes to the government office for approval."),
            roles=[Role.CLERK, Role.ADMINISTRATOR],
        ),
        move(
            "approve",
            [_STATE.SUBMITTED],
            _STATE.APPROVED,
            label=_("Approve"),
            consequence=_("The adjustment takes effect on its date."),
            roles=[Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR],
        ),
        move(
            "return",
            [_STATE.SUBMITTED, _STATE.APPROVED],
            _STATE.RETURNED,
            label=_("Return"),
            consequence=_("The department is asked to correct the adjustment."),
            roles=[Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS, Role.ADMINISTRATOR],
            needs_reason=True,
        ),
        move(
            "withdraw",
            [_STATE.DRAFT, _STATE.SUBMITTED, _STATE.RETURNED],
            _STATE.WITHDRAWN,
            label=_("Withdraw"),
            consequence=_("The adjustment is given up; the entry stays as it is."),
            roles=[Role.CLERK, Role.ADMINISTRATOR],
        ),
        move(
            "apply",
            [_STATE.APPROVED],
            _STATE.APPLIED,
            label=_("Take effect"),
            consequence=_("The entry changes and the adjustment appears in the public log."),
        ),
    ),
)


@transaction.atomic
def propose(
    entry: CatalogEntry,
    *,
    action: str,
    actor: Official | None,
    reason: str,
    basis: str,
    effective_on: date,
    proposed: dict[str, Any] | None = None,
    explanation: str = "",
    at: datetime | None = None,
) -> Adjustment:
    """Write a draft adjustment of ``entry``.

    ``proposed`` holds new values by the names of ``entry_values``; only those that
    differ are kept. Raises ``ValidationError`` keyed by field: nothing to change, an
    action that does not fit the entry's state, values the entry cannot take.
    """
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    if actor is not None and not access.can_propose(actor, entry):
        raise MoveRefused(_now("This entry is not yours to adjust."), code="role")
    _check_action(action, entry)
    changed: dict[str, Any] = {}
    if action == AdjustmentAction.REVISE:
        present = read_values(entry)
        changed = {
            name: value for name, value in (proposed or {}).items() if present.get(name) != value
        }
        if not changed:
            raise ValidationError({"proposed": _now("Nothing differs from the entry in force.")})
        rehearse(entry, changed)
    adjustment = Adjustment(
        action=action,
        department=entry.department,
        reason=reason,
        basis=basis,
        explanation=explanation,
        effective_on=effective_on,
        proposed=changed,
        proposed_by=actor,
        **{entry.list_name: entry},
    )
    adjustment.full_clean()
    adjustment.save()
    record(adjustment, actor=actor, action="propose", to_state=adjustment.state, at=at)
    return adjustment


@transaction.atomic
def propose_revisions(
    changes: Mapping[CatalogEntry, dict[str, Any]],
    *,
    actor: Official | None,
    reason: str,
    basis: str,
    effective_on: date,
    explanation: str = "",
) -> list[Adjustment]:
    """Write a draft revision of each entry in force (all of one list), as an import needs them.

    ``changes`` maps the entry to its new values, which the caller has found valid and different;
    unlike ``propose`` this does not rehearse them one by one, the approval does. Raises
    ``ValidationError`` when one of the entries is not to be revised, and then writes nothing.
    """
    rows = {entry.pk: values for entry, values in changes.items()}
    model = type(next(iter(changes)))
    entries = list(model.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    # Asked after the lock: another import may have proposed the same a moment ago.
    if model.objects.filter(pk__in=rows, adjustments__in=Adjustment.objects.open()).exists():
        raise ValidationError(_now("An adjustment of this entry is already under way."))
    adjustments = []
    for entry in entries:
        if actor is not None and not access.can_propose(actor, entry):
            raise MoveRefused(_now("This entry is not yours to adjust."), code="role")
        _check_action(AdjustmentAction.REVISE, entry)
        adjustments.append(
            Adjustment(
                action=AdjustmentAction.REVISE,
                department_id=entry.department_id,
                reason=reason,
                basis=basis,
                explanation=explanation,
                effective_on=effective_on,
                proposed=rows[entry.pk],
                proposed_by=actor,
                **{entry.list_name: entry},
            )
        )
    adjustments[0].full_clean()  # the head is the same for all
    Adjustment.objects.bulk_create(adjustments, batch_size=BATCH)
    record_many(adjustments, actor=actor, action="propose", to_state=AdjustmentState.DRAFT)
    return adjustments


@transaction.atomic
def submit(adjustment: Adjustment, *, actor: Official, at: datetime | None = None) -> Adjustment:
    """Send a draft to the government office and tell it."""
    adjustment, row = _move(adjustment, "submit", actor=actor, at=at)
    letters.write(
        f"adjustment-submitted:{row.pk}",
        recipients=Official.objects.filter(role=Role.GOVERNMENT_OFFICE, is_active=True),
        subject=_now("An adjustment awaits your approval: %(entry)s") % {"entry": adjustment.entry},
        body=adjustment.basis,
    )
    return adjustment


@transaction.atomic
def approve(
    adjustment: Adjustment, *, actor: Official, today: date, at: datetime | None = None
) -> Adjustment:
    """Approve a submitted adjustment; it takes effect at once when its date has come.

    Raises ``ValidationError`` when the entry could not take the values, so that
    nothing impossible waits for its day.
    """
    adjustment, _row = _move(adjustment, "approve", actor=actor, at=at)
    if adjustment.proposed_by_id == actor.pk:
        raise MoveRefused(_now("Another person than the proposer approves."), code="role")
    rehearse_adjustment(adjustment)
    if adjustment.effective_on <= today:
        apply(adjustment, today=today, at=at)
        adjustment.refresh_from_db()
    return adjustment


@transaction.atomic
def return_(
    adjustment: Adjustment, *, actor: Official, reason: str, at: datetime | None = None
) -> Adjustment:
    """Give an adjustment back to the department with the reason, and tell the proposer."""
    adjustment, row = _move(adjustment, "return", actor=actor, reason=reason, at=at)
    if adjustment.proposed_by:
        letters.write(
            f"adjustment-returned:{row.pk}",
            recipients=[adjustment.proposed_by],
            subject=_now("An adjustment was returned: %(entry)s") % {"entry": adjustment.entry},
            body=reason,
        )
    return adjustment


@transaction.atomic
def withdraw(adjustment: Adjustment, *, actor: Official, at: datetime | None = None) -> Adjustment:
    """Give up an adjustment that is not yet approved."""
    return _move(adjustment, "withdraw", actor=actor, at=at)[0]


def _move(
    adjustment: Adjustment,
    action: str,
    *,
    actor: Official,
    reason: str = "",
    at: datetime | None = None,
) -> tuple[Adjustment, HistoryRow]:
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    row = WORKFLOW.check(action, state=adjustment.state, reason=reason, role=access.role_of(actor))
    if not access.in_reach(actor, adjustment):
        raise MoveRefused(_now("This adjustment is not yours to handle."), code="role")
    old, adjustment.state = adjustment.state, row.target
    adjustment.save(update_fields=["state"])
    history = record(
        adjustment,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=row.target,
        at=at,
    )
    return adjustment, history


def _check_action(action: str, entry: CatalogEntry) -> None:
    fits = {
        AdjustmentAction.ADD: EntryState.DRAFT,
        AdjustmentAction.REVISE: EntryState.IN_FORCE,
        AdjustmentAction.ABOLISH: EntryState.IN_FORCE,
    }
    if fits[AdjustmentAction(action)] != entry.state:
        raise ValidationError(
            {
                "action": _now("This does not fit an entry that is “%(state)s”.")
                % {"state": entry.get_state_display()}
            }
        )
