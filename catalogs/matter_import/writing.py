"""Writing sound rows as drafts, in bulk, with codes that do not depend on chance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from catalogs.adjusting import adopt
from catalogs.history import BATCH, record_many
from catalogs.matter_import.reading import MatterRow
from catalogs.matter_parts import channel_rows, element_rows, limit_rows
from catalogs.models import (
    Field,
    MatterChannel,
    MatterElement,
    MatterGroup,
    Official,
    PublicityMatter,
    TimeLimit,
)

_VARIANT = re.compile(r"（(?:县级|乡级|县乡两级|\d+)）$")
_CODE = re.compile(r"-(\d+)$")


@dataclass
class Written:
    """What was made: new drafts, those of them brought into force, rows already in the list."""

    created: list[PublicityMatter]
    adopted: int
    present: int


@transaction.atomic
def write_matters(
    rows: Sequence[MatterRow],
    *,
    actor: Official | None,
    basis: str,
    in_force: date | None = None,
    at: datetime | None = None,
) -> Written:
    """Make drafts of ``rows``, and with ``in_force`` bring those that have elements into force.

    A row whose matter is in the list with the same content is left as it is, so that a file
    can be imported again. A matter that is in the list with other content becomes a variant
    of it, named by its level or a number; codes are field, group and serial.
    """
    numbering = _Numbering(rows)
    created, sources, present = [], [], 0
    for row in rows:
        if (matter := numbering.draft(row)) is None:
            present += 1
            continue
        created.append(matter)
        sources.append(row)
    PublicityMatter.objects.bulk_create(created, batch_size=BATCH)
    _write_parts(created, sources)
    record_many(created, actor=actor, action="create", reason=basis, to_state="draft", at=at)
    adopted: list[PublicityMatter] = []
    if in_force:
        adopted = [matter for matter, row in zip(created, sources, strict=True) if row.elements]
        adopt(adopted, actor=actor, basis=basis, effective_on=in_force, at=at)
    return Written(created, len(adopted), present)


def _write_parts(matters: Iterable[PublicityMatter], rows: Iterable[MatterRow]) -> None:
    elements, channels, limits = [], [], []
    for matter, row in zip(matters, rows, strict=True):
        elements += element_rows(matter, row.elements)
        channels += channel_rows(matter, row.channels)
        limits += limit_rows(matter, row.time_limit)
    MatterElement.objects.bulk_create(elements, batch_size=BATCH)
    MatterChannel.objects.bulk_create(channels, batch_size=BATCH)
    TimeLimit.objects.bulk_create(limits, batch_size=BATCH)


class _Numbering:
    """Groups, names and serials: what the list has, and what this file adds to it."""

    def __init__(self, rows: Sequence[MatterRow]) -> None:
        fields = {row.field.pk: row.field for row in rows}
        self.groups: dict[tuple[int, str], MatterGroup] = {}
        self.last_group: dict[int, int] = defaultdict(int)
        self.last_matter: dict[str, int] = defaultdict(int)
        self.names: dict[int, set[str]] = defaultdict(set)
        self.contents: dict[tuple[int, str], set[tuple]] = defaultdict(set)
        for group in MatterGroup.objects.filter(field__in=fields):
            self.groups[group.field_id, group.name] = group
            self.last_group[group.field_id] = max(
                self.last_group[group.field_id], _serial(group.code)
            )
        matters = PublicityMatter.objects.filter(field__in=fields).prefetch_related("elements")
        for matter in matters.select_related("group"):
            self._know(matter, tuple(element.name for element in matter.elements.all()))

    def draft(self, row: MatterRow) -> PublicityMatter | None:
        """Return an unsaved draft of ``row``, or None when the list has it already."""
        group = self._group(row.field, row.level1)
        matter = PublicityMatter(
            group=group,
            field=row.field,
            department=row.department,
            name=row.level2,
            legal_basis=row.basis,
            time_limit_text=row.time_limit,
            audience=row.audience,
            audience_group=row.audience_group,
            mode=row.mode,
            at_county=row.at_county,
            at_township=row.at_township,
        )
        if _content(matter, row.elements) in self.contents[group.pk, _base(row.level2)]:
            return None
        matter.name = self._free_name(group, row)
        self.last_matter[group.code] += 1
        matter.code = f"{group.code}-{self.last_matter[group.code]:03d}"
        matter.prepare()
        self._know(matter, row.elements)
        return matter

    def _know(self, matter: PublicityMatter, elements: tuple[str, ...]) -> None:
        self.names[matter.group_id].add(matter.name)
        self.contents[matter.group_id, _base(matter.name)].add(_content(matter, elements))
        code = matter.group.code
        self.last_matter[code] = max(self.last_matter[code], _serial(matter.code))

    def _group(self, field: Field, name: str) -> MatterGroup:
        if (field.pk, name) not in self.groups:
            self.last_group[field.pk] += 1
            self.groups[field.pk, name] = MatterGroup.objects.create(
                field=field, name=name, code=f"{field.code}-{self.last_group[field.pk]:02d}"
            )
        return self.groups[field.pk, name]

    def _free_name(self, group: MatterGroup, row: MatterRow) -> str:
        taken = self.names[group.pk]
        if row.at_county and row.at_township:
            level = "县乡两级"
        else:
            level = "县级" if row.at_county else "乡级"
        for name in (row.level2, f"{row.level2}（{level}）"):
            if name not in taken:
                return name
        number = 2
        while f"{row.level2}（{number}）" in taken:
            number += 1
        return f"{row.level2}（{number}）"


def _base(name: str) -> str:
    return _VARIANT.sub("", name)


def _content(matter: PublicityMatter, elements: tuple[str, ...]) -> tuple:
    """What makes two rows of one matter the same."""
    return (
        matter.department_id,
        matter.legal_basis,
        matter.time_limit_text,
        matter.audience,
        matter.audience_group,
        matter.mode,
        matter.at_county,
        matter.at_township,
        elements,
    )


def _serial(code: str) -> int:
    found = _CODE.search(code)
    return int(found[1]) if found else 0
