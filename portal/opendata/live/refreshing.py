"""Make every live dataset of today's public rows; a new version only where the rows changed."""

import csv
import hashlib
import io
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import data_catalogue, data_keeping, data_releasing
from catalogs.data_enums import DataLicence, DatasetState, Openness, UpdateFrequency
from catalogs.identity import card_numbers, personal_numbers, without_parts
from catalogs.models import Dataset, HistoryRow
from catalogs.tables import write_csv
from portal.opendata.live.definitions import Definition, Row, definitions
from supervision.offices import supervising_office

logger = logging.getLogger(__name__)
CHINESE = "zh-hans"
# What may be withdrawn because it should never have been public. Items that were abolished and
# findings that were settled are no secret, and stay in the versions of their days.
FORGETTING = frozenset({"documents", "knowledge"})


class Outcome(StrEnum):
    """What a refresh did to one dataset."""

    CREATED = "created"
    RELEASED = "released"
    UNCHANGED = "unchanged"
    # Its rows are the same; what it is called or said to be follows the definition again.
    RETOLD = "retold"
    WITHDRAWN = "withdrawn"
    # There are no rows, and there is no dataset.
    EMPTY = "empty"
    # An official has withdrawn it, or taken it up to correct it: people decide.
    LEFT = "left"


class CodeTaken(Exception):
    """A department has entered a dataset of this code."""


def refresh_all(*, today: date, now: datetime) -> Counter[str]:
    """Refresh every definition, and return how often each outcome came about.

    One that fails is logged as an error, counted as "failed", and stops no other.
    """
    told: Counter[str] = Counter()
    for definition in definitions():
        try:
            told[refresh(definition, today=today, now=now)] += 1
        except Exception:
            logger.exception("The live dataset %s could not be refreshed.", definition.code)
            told["failed"] += 1
    return told


def refresh_after_withdrawal(
    source: str, field_id: int | None, *, today: date, now: datetime
) -> None:
    """Refresh the live datasets there are of this source and field: something left them."""
    for definition in definitions():
        holds = not definition.narrowed or definition.field.pk == field_id
        if definition.source != source or not holds:
            continue
        if Dataset.objects.filter(code=definition.code).exists():
            refresh(definition, today=today, now=now)


def refresh(definition: Definition, *, today: date, now: datetime) -> Outcome:
    """Bring one live dataset up to what the public may see today."""
    with override(CHINESE):
        # Before the transaction: reading takes long, and nobody should wait for it.
        content = _content(definition, today)
        return _settle(definition, content, today=today, now=now)


@transaction.atomic
def _settle(definition: Definition, content: bytes, *, today: date, now: datetime) -> Outcome:
    rows = Dataset.objects.select_for_update(of=("self",)).select_related("latest")
    dataset = rows.filter(code=definition.code).first()
    if dataset is None:
        return _create(definition, content, now=now)
    if dataset.source != definition.source:
        raise CodeTaken(definition.code)
    if dataset.state == DatasetState.PUBLISHED:
        return _update(dataset, definition, content, today=today, now=now)
    if content and _withdrew_itself(dataset):
        return _resume(dataset, definition, content, now=now)
    return Outcome.LEFT


def _content(definition: Definition, today: date) -> bytes:
    """Return the rows as a CSV file; nothing where there is no row."""
    rows = _rows(definition, today)
    first = next(rows, None)
    if first is None:
        return b""
    return b"".join(write_csv(chain([first], rows), definition.headers))


def _rows(definition: Definition, today: date) -> Iterator[Row]:
    """Yield the rows; a number of a person that stands in public words does not go into a table."""
    texts = definition.text_columns
    for row in definition.rows(today):
        # Asked once for the whole row: hardly any row holds one.
        words = "\n".join(str(row[index]) for index in texts)
        yield _without_numbers(row, texts) if _numbers(words) else row


def _numbers(text: str) -> list[str]:
    return [*personal_numbers(text), *card_numbers(text)]


def _without_numbers(row: Row, texts: frozenset[int]) -> Row:
    return tuple(
        without_parts(str(cell), _numbers(str(cell))) if index in texts and cell else cell
        for index, cell in enumerate(row)
    )


def _create(definition: Definition, content: bytes, *, now: datetime) -> Outcome:
    if not content:
        return Outcome.EMPTY
    dataset = data_catalogue.draft(
        actor=None,
        columns=definition.columns,
        at=now,
        code=definition.code,
        department=supervising_office(),
        field=definition.field,
        source=definition.source,
        frequency=UpdateFrequency.DAILY,
        licence=DataLicence.SOURCE_NAMED,
        openness=Openness.UNCONDITIONAL,
        **definition.texts,
    )
    _release(dataset, content, now=now)
    data_catalogue.publish(dataset, actor=None, now=now)
    return Outcome.CREATED


def _update(
    dataset: Dataset, definition: Definition, content: bytes, *, today: date, now: datetime
) -> Outcome:
    if not content:
        reason = _("At present there is nothing public that belongs to these data.")
        data_catalogue.withdraw(dataset, actor=None, reason=reason, now=now)
        return Outcome.WITHDRAWN
    is_retold = _retell(dataset, definition, now=now)
    if dataset.latest.checksum == hashlib.sha256(content).hexdigest():
        data_keeping.confirm_current(dataset, now=now)
        return Outcome.RETOLD if is_retold else Outcome.UNCHANGED
    _renew(dataset, definition, content, now=now)
    data_keeping.thin_versions(Dataset.objects.get(pk=dataset.pk), today=today)
    return Outcome.RELEASED


def _retell(dataset: Dataset, definition: Definition, *, now: datetime) -> bool:
    """Bring names and descriptions of the definition; those an official has edited stay."""
    changed = {name for name, text in definition.texts.items() if getattr(dataset, name) != text}
    if not changed:
        return False
    edits = HistoryRow.objects.of(dataset).filter(action="edit", actor__isnull=False)
    by_hand = {name for changes in edits.values_list("changes", flat=True) for name in changes}
    texts = {name: definition.texts[name] for name in changed - by_hand}
    if texts:
        data_catalogue.edit(dataset, actor=None, at=now, **texts)
    return bool(texts)


def _resume(dataset: Dataset, definition: Definition, content: bytes, *, now: datetime) -> Outcome:
    dataset = data_catalogue.reopen(dataset, actor=None, now=now)
    _retell(dataset, definition, now=now)
    _renew(dataset, definition, content, now=now)
    data_catalogue.publish(dataset, actor=None, now=now)
    return Outcome.RELEASED


def _renew(dataset: Dataset, definition: Definition, content: bytes, *, now: datetime) -> None:
    """Release the next version; where something was withdrawn, no older one tells of it."""
    lost = definition.source in FORGETTING and _names(dataset) - _first_cells(content)
    _release(dataset, content, now=now)
    if lost:
        data_keeping.forget_older(Dataset.objects.get(pk=dataset.pk))


def _names(dataset: Dataset) -> set[str]:
    if dataset.latest is None:
        return set()
    with dataset.latest.file.open("rb") as file:
        return _first_cells(file.read())


def _first_cells(content: bytes) -> set[str]:
    """Return what the rows of a file are told apart by; they have it in their first column."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    next(lines, None)
    return {line[0] for line in lines if line}


def _withdrew_itself(dataset: Dataset) -> bool:
    rows = HistoryRow.objects.of(dataset).filter(to_state=DatasetState.WITHDRAWN)
    last = rows.order_by("-pk").first()
    return dataset.state == DatasetState.WITHDRAWN and last is not None and last.actor_id is None


def _release(dataset: Dataset, content: bytes, *, now: datetime) -> None:
    data_releasing.release_version(
        dataset, content=content, name=f"{dataset.code}.csv", actor=None, now=now
    )
