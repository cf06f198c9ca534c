"""Adjustments in every state: taken effect, waiting for their day, returned, drafts, given up."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from catalogs import adjusting
from catalogs.demo.dates import at_nine
from catalogs.demo.officials import LOGINS, clerk_of
from catalogs.demo.power_guides import shortened
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentReason as Reason
from catalogs.enums import AdjustmentState as State
from catalogs.enums import Level
from catalogs.models import (
    Adjustment,
    CatalogEntry,
    Official,
    PowerItem,
    PublicityMatter,
    ServiceItem,
)
from catalogs.reference import read_fixture

_MODELS = {"power": PowerItem, "service": ServiceItem, "matter": PublicityMatter}


def load_adjustments(*, today: date) -> int:
    """Run the records of ``fixtures/demo/adjustments.json`` through the verbs."""
    records = read_fixture("demo/adjustments")
    for record in records:
        _adjust(record, today)
    return len(records)


def _adjust(record: dict[str, Any], today: date) -> None:
    entry = _entry(record)
    clerk = _clerk(entry)
    effective = today - timedelta(days=record["days_ago"])
    # Proposed a month before it takes effect, and never after today.
    proposed_on = min(effective, today) - timedelta(days=30)
    adjustment = adjusting.propose(
        entry,
        action=record["action"],
        actor=clerk,
        reason=Reason(record["reason"]),
        basis=record["basis"],
        explanation=record["explanation"],
        effective_on=effective,
        proposed=_proposed(entry, record.get("proposed", {})),
        at=at_nine(proposed_on),
    )
    Adjustment.objects.filter(pk=adjustment.pk).update(created_at=at_nine(proposed_on))
    _moves(record["state"])(adjustment, clerk, proposed_on, effective, today)


def _moves(state: str) -> Callable[[Adjustment, Official, date, date, date], None]:
    office = Official.objects.get(username="office")

    def run(adjustment, clerk, proposed_on, effective, today):
        if state == State.DRAFT:
            return
        at = at_nine(proposed_on + timedelta(days=2))
        adjusting.submit(adjustment, actor=clerk, at=at)
        if state == State.WITHDRAWN:
            adjusting.withdraw(adjustment, actor=clerk, at=at_nine(proposed_on + timedelta(days=4)))
        elif state == State.RETURNED:
            reason = "依据引用的条款与现行文本不一致，请核对后重新提交。"
            at = at_nine(proposed_on + timedelta(days=5))
            adjusting.return_(adjustment, actor=office, reason=reason, at=at)
        elif state in (State.APPROVED, State.APPLIED):
            at = at_nine(proposed_on + timedelta(days=8))
            adjusting.approve(adjustment, actor=office, today=proposed_on, at=at)
            if state == State.APPLIED:
                adjusting.apply(adjustment, today=today, at=at_nine(effective))
                entry = type(adjustment.entry).objects.filter(pk=adjustment.entry.pk)
                entry.update(updated_at=at_nine(effective))

    return run


def _entry(record: dict[str, Any]) -> CatalogEntry:
    model = _MODELS[record["list"]]
    entries = model.objects.filter(**record["entry"])
    if model is PowerItem:
        entries = entries.filter(level=Level.COUNTY)
    entry = entries.order_by("pk").first()
    if entry is None:
        raise LookupError(f"{record['list']}: {record['entry']}")
    return entry


def _clerk(entry: CatalogEntry) -> Official:
    if entry.department.code == LOGINS["clerk"][1]:
        return Official.objects.get(username="clerk")
    return clerk_of(entry.department)


def _proposed(entry: CatalogEntry, changes: dict[str, Any]) -> dict[str, Any]:
    """Fill a partial guide up to the whole one the entry has, its steps fitting the new promise."""
    if "guide" not in changes:
        return changes
    guide = read_values(entry)["guide"]
    promised = changes["guide"]["commitment_limit"]
    steps = shortened(guide["steps"], guide["commitment_limit"] - promised)
    return {**changes, "guide": {**guide, "commitment_limit": promised, "steps": steps}}
