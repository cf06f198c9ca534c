"""Parts that the pages of all three lists show: head, state, guide, adjustments."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from catalogs.enums import AdjustmentAction, EntryState
from catalogs.models import Adjustment, CatalogEntry, Guide
from catalogs.models.guides import DayUnit

STATE_TONES = {EntryState.IN_FORCE: "green", EntryState.ABOLISHED: "red", EntryState.DRAFT: "grey"}
ACTION_TONES = {
    AdjustmentAction.ADD: "green",
    AdjustmentAction.REVISE: "",
    AdjustmentAction.ABOLISH: "red",
}


def link(row: Any) -> dict:
    """A name with its address, as the page head shows a department or a field."""
    return {"name": row.display_name, "url": row.get_absolute_url()}


def head(entry: CatalogEntry, kicker: Any) -> dict:
    """The context of ``components/page_header.html`` for an entry."""
    return {
        "heading": entry.display_name,
        "kicker": kicker,
        "state": {
            "text": entry.get_state_display(),
            "tone": STATE_TONES[EntryState(entry.state)],
        },
        "code": entry.code,
        "department": link(entry.department),
        "field": link(entry.field),
        "since": entry.effective_on,
    }


def entry_table(columns: list[Any], rows: Iterable[tuple[CatalogEntry, list[Any], Any]]) -> dict:
    """The context of ``portal/_entry_table.html``: one row for each entry, its name first.

    ``rows`` gives for each entry the words of its columns, and a note beside the code.
    """
    others = columns[1:]
    return {
        "columns": columns,
        "entries": [
            {
                "entry": entry,
                "cells": [
                    {"label": label, "text": text}
                    for label, text in zip(others, words, strict=True)
                ],
                "note": note,
            }
            for entry, words, note in rows
        ],
    }


def trail(list_text: Any, list_name: str, entry: CatalogEntry) -> list[dict]:
    """The way back from an entry to its list."""
    return [{"text": list_text, "url": reverse(list_name)}, {"text": entry.display_name}]


def filled(rows: list[tuple[Any, Any]]) -> list[dict]:
    """Rows of ``components/summary_list.html``; those without a value are left out."""
    return [{"label": label, "value": value} for label, value in rows if value]


def guide_parts(guide: Guide | None) -> dict | None:
    """Steps, limits and materials of a guide, as its components show them."""
    if guide is None:
        return None
    return {
        "conditions": guide.conditions,
        "result": guide.result,
        "limits": _limits(guide),
        "limit_note": guide.limit_note,
        "steps": [
            {"name": step.name, "text": step.description, "post": step.post, "limit": step.limit}
            for step in guide.steps.all()
        ],
        "materials": list(guide.materials.all()),
    }


def _limits(guide: Guide) -> list[dict]:
    limits = [
        (_("Statutory limit"), guide.statutory_limit),
        (_("Promised limit"), guide.commitment_limit),
    ]
    return [
        {"label": label, "figure": days, "unit": _unit(guide, days)}
        for label, days in limits
        if days is not None
    ]


def _unit(guide: Guide, days: int) -> str:
    if guide.limit_unit == DayUnit.WORKING_DAYS:
        return npgettext("after a number", "working day", "working days", days)
    return npgettext("after a number", "calendar day", "calendar days", days)


def limits_sentence(guide: Guide | None) -> str:
    """Both limits in one line: "statutory 20 working days, promised 5 working days"."""
    parts = [
        {"label": limit["label"].lower(), "days": limit["figure"], "unit": limit["unit"]}
        for limit in (_limits(guide) if guide else [])
    ]
    return pgettext("between two limits", ", ").join(
        _("%(label)s %(days)d %(unit)s") % part for part in parts
    )


def past_adjustments(entry: CatalogEntry, *, today: date) -> list[dict]:
    """The public adjustments of an entry, newest first, for ``components/timeline.html``."""
    return [
        {
            "when": adjustment.effective_on,
            "what": adjustment.get_action_display(),
            "who": adjustment.get_reason_display(),
            "note": adjustment.basis,
            "url": adjustment.get_absolute_url(),
            "tone": ACTION_TONES[AdjustmentAction(adjustment.action)],
        }
        for adjustment in Adjustment.objects.public(today).filter(**{entry.list_name: entry})
    ]
