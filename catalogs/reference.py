"""Reference data of ``fixtures/``: units, fields, and the standard power items of the upper levels.

The files are lists of records that name each other by code, so that they read well and a
second load changes nothing. Django's ``loaddata`` is not used: it passes by ``save``.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from catalogs.enums import EntryState, Level
from catalogs.history import difference, record
from catalogs.models import Department, Field, PowerItem

# The standard lists of province and city stood before the districts wrote theirs.
STANDARDS_IN_FORCE = date(2017, 1, 1)
_STANDARDS_AT = datetime(2017, 1, 1, tzinfo=UTC)
STANDARDS_BASIS = "《省政府关于建立完善权力清单制度的通知》"


@dataclass
class Loaded:
    """What a load did: how many rows of each outcome, by the plural name of the model."""

    counts: dict[str, Counter] = field(default_factory=dict)

    def add(self, model: type[models.Model], outcome: str) -> None:
        name = str(model._meta.verbose_name_plural)
        self.counts.setdefault(name, Counter())[outcome] += 1


def read_fixture(name: str) -> Any:
    """Return the JSON of ``fixtures/<name>.json``."""
    path = Path(settings.BASE_DIR) / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@transaction.atomic
def load_reference() -> Loaded:
    """Bring departments, pilot fields and standard power items up to their files."""
    loaded = Loaded()
    load_departments(read_fixture("departments"), loaded)
    load_fields(read_fixture("fields"), loaded)
    load_standards(read_fixture("power_standards"), loaded)
    return loaded


def load_departments(records: Iterable[Mapping[str, Any]], loaded: Loaded) -> None:
    """Parents stand before their children in the file."""
    for values in records:
        columns = dict(values)
        parent = columns.pop("parent")
        columns["parent"] = Department.objects.get(code=parent) if parent else None
        _bring_up(Department, {"code": columns.pop("code")}, columns, loaded)


def load_fields(records: Iterable[Mapping[str, Any]], loaded: Loaded) -> None:
    for values in records:
        columns = dict(values)
        _bring_up(Field, {"code": columns.pop("code")}, columns, loaded)


def load_standards(records: Iterable[Mapping[str, Any]], loaded: Loaded) -> None:
    """Each record makes the item of the province and, implementing it, that of the city."""
    fields = {row.slug: row for row in Field.objects.all()}
    departments = {row.code: row for row in Department.objects.all()}
    for values in records:
        upper = None
        for level in (Level.PROVINCE, Level.CITY):
            if (code := values["departments"].get(level)) is None:
                continue
            upper = _bring_up(
                PowerItem,
                {"code": values["code"], "level": level},
                {
                    "name": values["name"],
                    "name_en": values["name_en"],
                    "category": values["category"],
                    "legal_basis": "\n".join(values["legal_basis"]),
                    "field": fields[values["field"]],
                    "department": departments[code],
                    "standard": upper,
                    "state": EntryState.IN_FORCE,
                    "effective_on": STANDARDS_IN_FORCE,
                },
                loaded,
            )


def _bring_up(
    model: type[models.Model], key: dict[str, Any], columns: dict[str, Any], loaded: Loaded
) -> models.Model:
    """Create the row of ``key`` or change what differs; an entry gets its history row."""
    row = model._default_manager.filter(**key).first()
    is_new = row is None
    row = row or model(**key)
    before = {} if is_new else {name: getattr(row, name) for name in columns}
    changes = difference(before, columns)
    if not is_new and not changes:
        loaded.add(model, "unchanged")
        return row
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    loaded.add(model, "created" if is_new else "changed")
    if model is PowerItem:
        record(
            row,
            actor=None,
            action="create" if is_new else "edit",
            reason=STANDARDS_BASIS,
            to_state=row.state,
            at=_STANDARDS_AT if is_new else None,
            changes={} if is_new else {n: [str(a), str(b)] for n, (a, b) in changes.items()},
        )
    return row
