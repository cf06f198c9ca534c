"""Mending an adjustment that is still a draft or was returned."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs import access
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentAction, AdjustmentState
from catalogs.history import difference, record
from catalogs.models import Adjustment, Official
from catalogs.taking_effect import rehearse
from catalogs.workflow import MoveRefused

OPEN_TO_MENDING = frozenset({AdjustmentState.DRAFT, AdjustmentState.RETURNED})
HEAD = ("reason", "basis", "explanation", "effective_on")


def can_amend(user: Official, adjustment: Adjustment) -> bool:
    """Say whether ``user`` may still mend this adjustment."""
    return adjustment.state in OPEN_TO_MENDING and access.can_write(user, adjustment.department_id)


@transaction.atomic
def amend(
    adjustment: Adjustment,
    *,
    actor: Official,
    reason: str,
    basis: str,
    effective_on: date,
    explanation: str = "",
    proposed: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Adjustment:
    """Replace the head of an open adjustment and, for a revision, the proposed values.

    Raises ``ValidationError`` keyed by field as ``adjusting.propose`` does.
    """
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if not can_amend(actor, adjustment):
        raise MoveRefused(_("This adjustment is not open to correction."), code="state")
    before = {name: getattr(adjustment, name) for name in HEAD} | {"proposed": adjustment.proposed}
    if adjustment.action == AdjustmentAction.REVISE:
        present = read_values(adjustment.entry)
        changed = {
            name: value for name, value in (proposed or {}).items() if present.get(name) != value
        }
        if not changed:
            raise ValidationError({"proposed": _("Nothing differs from the entry in force.")})
        rehearse(adjustment.entry, changed)
        adjustment.proposed = changed
    adjustment.reason, adjustment.basis = reason, basis
    adjustment.explanation, adjustment.effective_on = explanation, effective_on
    adjustment.full_clean()
    adjustment.save()
    after = {name: getattr(adjustment, name) for name in HEAD} | {"proposed": adjustment.proposed}
    record(adjustment, actor=actor, action="amend", changes=difference(before, after), at=at)
    return adjustment
