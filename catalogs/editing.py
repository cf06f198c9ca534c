"""Edits of drafts: saved with a history row that says what changed."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from catalogs.entry_values import read_values
from catalogs.history import difference, record
from catalogs.models import CatalogEntry, HistoryRow, Official


def values_of(row: models.Model) -> dict[str, Any]:
    """Return what history compares: the entry's values, or the editable columns of another row."""
    if isinstance(row, CatalogEntry):
        return read_values(row)
    return {
        column.name: column.value_to_string(row)
        for column in row._meta.concrete_fields
        if column.editable and not column.primary_key
    }


def record_edit(
    row: models.Model, *, actor: Official, before: Mapping[str, Any] | None
) -> HistoryRow | None:
    """Write the history row of a saved edit; ``before`` is None for a new row.

    Returns None, and writes nothing, when nothing changed.
    """
    changes = difference(before or {}, values_of(row))
    if before is not None and not changes:
        return None
    return record(
        row,
        actor=actor,
        action="create" if before is None else "edit",
        to_state=getattr(row, "state", ""),
        changes=changes,
    )
