"""Verbs of a file for the next version of a dataset: send, check, correct, release, discard.

A file is read by a task, since it may have millions of rows; a small one while its sender waits.
What holds numbers of persons is released by ``data_second_look`` alone.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.attaching import safe_name
from catalogs.data_catalogue import hold as hold_dataset
from catalogs.data_checking import Examined, examine
from catalogs.data_enums import ColumnType, UploadState
from catalogs.data_files import DataFile, check_name_and_size, read_data
from catalogs.data_releasing import (
    Facts,
    columns_refused,
    live_refused,
    release_checked,
    types_of,
)
from catalogs.data_upload_files import Measured, drop_later, keep, second_name
from catalogs.data_upload_moves import hold, locked, make
from catalogs.data_workflow import UPLOADS
from catalogs.history import record
from catalogs.models import Dataset, DatasetUpload, DatasetVersion, Official
from catalogs.task_sending import send_later
from catalogs.workflow import Move, MoveRefused

CHECK_TASK = "catalogs.tasks.check_upload"
# A file up to this size is checked while its sender waits.
CHECKED_AT_ONCE = 2 * 1024 * 1024
MARKED = "utf-8-sig"
KEPT_DAYS = 30


@transaction.atomic
def upload(
    dataset: Dataset, *, file: File, name: str, actor: Official, now: datetime, note: str = ""
) -> DatasetUpload:
    """Keep a file for the next version, where no address leads, and have it checked.

    Raises ``ValidationError`` keyed ``file`` for one too large or of another format, and
    ``MoveRefused`` for who may not release a version of the dataset, and for everybody where the
    portal itself makes the data.
    """
    dataset, _row = hold_dataset(dataset, "release_version", actor=actor)
    if words := live_refused(dataset):
        raise MoveRefused(words, code="live")
    check_name_and_size(name, file.size)
    row = DatasetUpload(
        dataset=dataset,
        name=safe_name(name),
        size=file.size,
        note=note.strip(),
        uploaded_by=actor,
        uploaded_at=now,
    )
    row.file.save(row.name, file, save=False)
    row.save()
    record(row, actor=actor, action="create", to_state=row.state, at=now)
    return _check_soon(row, now=now)


def check(row: DatasetUpload, *, now: datetime) -> DatasetUpload:
    """Read the file and keep what was found; nothing where that is done. Safe to run twice.

    The rows are compared with the types the clerk chose, else with those of the data dictionary.
    """
    row = DatasetUpload.objects.select_related("dataset").get(pk=row.pk)
    if row.state != UploadState.WAITING:
        return row
    chosen = dict(zip(row.headers, map(ColumnType, row.types), strict=True))
    try:
        with row.file.open("rb") as file:
            data = read_data(file, name=row.name)
            found = examine(data, types=chosen or types_of(row.dataset))
            content, path = _stored(row, data)
    except FileNotFoundError:  # discarded while it was being read
        return row
    except ValidationError as error:
        return _end_check(row, "refuse", now=now, refusal=" ".join(error.messages))
    facts = _facts(data, found)
    if not row.format:
        facts |= {"encoding": MARKED if data.is_marked else data.encoding}
    if path:
        drop_later(row.file.name)
        facts |= {"file": path}
    facts |= {"size": content.size, "checksum": content.checksum}
    return _end_check(row, "check", now=now, **facts)


def give_up(row: DatasetUpload, *, now: datetime) -> DatasetUpload:
    """Refuse a file whose reading took longer than a task may."""
    words = _("Reading the file took too long. Send it as CSV, or in several datasets.")
    return _end_check(row, "refuse", now=now, refusal=words)


@transaction.atomic
def correct_types(
    row: DatasetUpload, *, actor: Official, types: Mapping[str, ColumnType], now: datetime
) -> DatasetUpload:
    """Say what the columns are; the rows are checked again. ``types`` by the names of columns.

    A column that is not named keeps its type; nothing happens where none changes.
    """
    row, move = hold(row, "correct_types", actor=actor)
    before = dict(zip(row.headers, row.types, strict=True))
    after = {name: str(types.get(name, kind)) for name, kind in before.items()}
    changes = {
        name: [str(ColumnType(before[name]).label), str(ColumnType(kind).label)]
        for name, kind in after.items()
        if kind != before[name]
    }
    if not changes:
        return row
    row.types = list(after.values())
    make(row, move, actor=actor, at=now, changes=changes, also=("types",))
    return _check_soon(row, now=now)


@transaction.atomic
def release(
    row: DatasetUpload,
    *,
    actor: Official,
    now: datetime,
    note: str | None = None,
) -> DatasetVersion:
    """Make the file the newest version of its dataset. ``note`` says what changed.

    Raises ``ValidationError`` where rows do not fit the types, and where the dictionary of public
    data has other columns; ``MoveRefused`` where numbers of persons want a second look
    (``data_second_look``).
    """
    row, move = hold(row, "release", actor=actor)
    if words := obstacles(row):
        raise ValidationError(words)
    if row.place_count:
        raise MoveRefused(
            _("The file holds numbers that look like a person's: ask for a second look."),
            code="personal",
        )
    if note is not None:
        row.note = note.strip()
    return become_version(row, move, actor=actor, now=now, also=("note",))


def become_version(
    row: DatasetUpload, move: Move, *, actor: Official, now: datetime, also: Iterable[str]
) -> DatasetVersion:
    """Make the file of a held row the newest version of its dataset, and the move."""
    is_confirmed = row.confirmed_by is not None
    with second_name(row) as file:
        version = release_checked(
            row.dataset,
            _version_facts(row),
            file=file,
            actor=actor,
            now=now,
            note=row.note,
            personal_reason=row.personal_reason if is_confirmed else "",
            asked_by=row.asked_by if is_confirmed else None,
        )
    row.version = version
    drop_later(row.file.name)
    row.file = ""
    reason = version.personal_reason
    make(row, move, actor=actor, at=now, reason=reason, also=("version", "file", *also))
    return version


@transaction.atomic
def discard(row: DatasetUpload, *, actor: Official | None, now: datetime) -> DatasetUpload:
    """Delete the file; that it was sent stays written. ``actor`` is None for the portal itself."""
    row, move = hold(row, "discard", actor=actor)
    drop_later(row.file.name)
    row.file = ""
    make(row, move, actor=actor, at=now, also=("file",))
    return row


def discard_abandoned(*, now: datetime) -> int:
    """Discard what nobody decided on for ``KEPT_DAYS``; return how many. It may name persons."""
    rows = DatasetUpload.objects.abandoned(now - timedelta(days=KEPT_DAYS))
    return sum(1 for row in rows if discard(row, actor=None, now=now))


def drop_files_of(datasets: Iterable[Dataset]) -> None:
    """Delete the files that wait for ``datasets``, which are about to be deleted themselves."""
    for row in DatasetUpload.objects.filter(dataset__in=list(datasets)):
        drop_later(row.file.name)


def obstacles(row: DatasetUpload) -> list[str]:
    """Return in sentences why a checked file cannot be released, besides numbers of persons."""
    words = []
    if row.fault_count:
        words.append(
            _("Cells or rows that do not fit: %(count)d. Correct the file, or choose other types.")
            % {"count": row.fault_count}
        )
    return words + live_refused(row.dataset) + columns_refused(row.dataset, row.headers)


def _check_soon(row: DatasetUpload, *, now: datetime) -> DatasetUpload:
    if row.size <= CHECKED_AT_ONCE:
        return check(row, now=now)
    send_later(CHECK_TASK, row.pk)
    return row


def _stored(row: DatasetUpload, data: DataFile) -> tuple[Measured, str]:
    """Measure what is stored of the file; where it is not what was sent, write it anew."""
    content = Measured(data.stored())
    if data.is_stored_as_sent:
        deque(content.chunks(), maxlen=0)
        return content, ""
    return content, keep(row, content)


def _facts(data: DataFile, found: Examined) -> dict[str, Any]:
    return {
        "format": data.format,
        "delimiter": data.delimiter,
        "row_count": found.row_count,
        "headers": list(data.headers),
        "sample": found.sample,
        "types_found": found.found,
        "types": found.chosen,
        "dated": found.dated,
        "day_writings": found.day_writings,
        "faults": [list(astuple(fault)) for fault in found.faults],
        "fault_counts": dict(found.fault_counts),
        "fault_count": found.fault_count,
        "places": [list(astuple(place)) for place in found.places],
        "place_count": found.place_count,
    }


def _version_facts(row: DatasetUpload) -> Facts:
    return Facts(
        name=row.name,
        format=row.format,
        headers=row.headers,
        types=row.types,
        day_writings=row.day_writings,
        row_count=row.row_count,
        sample=row.sample,
        size=row.size,
        checksum=row.checksum,
    )


@transaction.atomic
def _end_check(row: DatasetUpload, action: str, *, now: datetime, **facts: Any) -> DatasetUpload:
    """Keep what was found, unless somebody was faster: then what was written is dropped."""
    row = locked(row)
    if row.state != UploadState.WAITING:
        drop_later(facts.get("file", ""))
        return row
    for name, value in facts.items():
        setattr(row, name, value)
    row.checked_at = now
    move = UPLOADS.check(action, state=row.state)
    make(row, move, actor=None, at=now, also=(*facts, "checked_at"))
    return row
