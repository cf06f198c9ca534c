"""Release a file as the newest version of a dataset: from a checked upload, or at once."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.data_catalogue import hold
from catalogs.data_checking import Examined, examine, places_told, sentence_of
from catalogs.data_enums import ColumnType, DatasetState
from catalogs.data_files import read_data
from catalogs.history import record
from catalogs.models import Dataset, DatasetColumn, DatasetVersion, Official
from catalogs.refreshing import build_later, refresh_later

PLACES_TOLD = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file that was checked, beside its content."""

    name: str
    format: str
    headers: Sequence[str]
    types: Sequence[str]
    day_writings: Mapping[str, Sequence[str]]
    row_count: int
    sample: Sequence[Sequence[str]]
    size: int
    checksum: str


@transaction.atomic
def release_version(
    dataset: Dataset,
    *,
    content: bytes,
    name: str,
    actor: Official | None,
    now: datetime,
    note: str = "",
    personal_reason: str = "",
) -> DatasetVersion:
    """Check a file and release it at once, by the types of the dictionary; for the portal itself.

    Raises ``ValidationError`` keyed ``file`` for a file that cannot be read, that does not fit the
    dictionary, or that holds numbers of persons without ``personal_reason``.
    """
    data = read_data(io.BytesIO(content), name=name)
    found = examine(data, types=types_of(dataset))
    _refuse_faults(found)
    if found.places and not personal_reason.strip():
        _refuse_persons(found)
    stored = b"".join(data.stored())
    facts = Facts(
        name=data.name,
        format=data.format,
        headers=data.headers,
        types=found.chosen,
        day_writings=found.day_writings,
        row_count=found.row_count,
        sample=found.sample,
        size=len(stored),
        checksum=hashlib.sha256(stored).hexdigest(),
    )
    return release_checked(
        dataset,
        facts,
        file=ContentFile(stored),
        actor=actor,
        now=now,
        note=note,
        personal_reason=personal_reason,
    )


@transaction.atomic
def release_checked(
    dataset: Dataset,
    facts: Facts,
    *,
    file: File,
    actor: Official | None,
    now: datetime,
    note: str = "",
    personal_reason: str = "",
    asked_by: Official | None = None,
) -> DatasetVersion:
    """Store a file whose rows were checked as the newest version; its day is that of the data.

    Where ``actor`` confirms what another asked for, the version is that of ``asked_by``.
    The dictionary takes the types of the columns, that of a draft also columns it has not named
    yet. Raises ``ValidationError`` keyed ``file`` where the dictionary of public data has others.
    """
    action = "confirm_version" if asked_by else "release_version"
    dataset, row = hold(dataset, action, actor=actor)
    if words := columns_refused(dataset, facts.headers):
        raise ValidationError({"file": words})
    by = asked_by or actor
    version = _store(dataset, facts, file, by=by, at=now, note=note, reason=personal_reason)
    dataset.latest, dataset.updated_on = version, timezone.localdate(now)
    dataset.save(update_fields=["latest", "updated_on", "updated_at"])
    changes = {"versions": [None, f"{version.number}: {version.name} ({version.checksum})"]}
    record(
        dataset,
        actor=actor,
        action=row.action,
        reason=version.personal_reason,
        to_state=dataset.state,
        changes=changes | _describe(dataset, facts),
        at=now,
    )
    refresh_later(dataset)
    build_later(version)
    return version


def types_of(dataset: Dataset) -> dict[str, ColumnType]:
    """Return what the dictionary says the columns are, by their names in the file."""
    rows = dataset.columns.values_list("name", "type")
    return {name: ColumnType(kind) for name, kind in rows}


def columns_refused(dataset: Dataset, headers: Sequence[str]) -> list[str]:
    """Return why a file with these columns may not become a version: only of public data."""
    return columns_apart(dataset, headers) if dataset.state == DatasetState.PUBLISHED else []


def live_refused(dataset: Dataset) -> list[str]:
    """Return why nobody releases a file of this dataset: only of data the portal itself makes."""
    if not dataset.is_live:
        return []
    return [_("The portal makes these data itself every day. No file can be sent for them.")]


def columns_apart(dataset: Dataset, headers: Sequence[str]) -> list[str]:
    """Return in sentences which columns the file or the dictionary has alone."""
    known = types_of(dataset)
    words = []
    if unknown := [name for name in headers if name not in known]:
        words.append(
            _("The data dictionary does not explain these columns: %(names)s.")
            % {"names": _(", ").join(unknown)}
        )
    if missing := sorted(known.keys() - set(headers)):
        words.append(
            _("These columns of the data dictionary are missing: %(names)s.")
            % {"names": _(", ").join(missing)}
        )
    return words


def _refuse_faults(found: Examined) -> None:
    if not found.faults:
        return
    first = found.faults[0]
    where = _("Row %(row)d, column “%(column)s”: %(words)s") % {
        "row": first.row,
        "column": first.column or "-",
        "words": sentence_of(first.kind),
    }
    count = _("Faults in the file: %(count)d.") % {"count": found.fault_count}
    raise ValidationError({"file": ValidationError(f"{count} {where}", code="faults")})


def _refuse_persons(found: Examined) -> None:
    sentence = _(
        "The file holds numbers that look like a person's (%(places)s). Take them out, or give the"
        " reason why they may be public."
    )
    places = places_told(found.places[:PLACES_TOLD])
    raise ValidationError({"file": ValidationError(sentence % {"places": places}, code="personal")})


def _store(
    dataset: Dataset,
    facts: Facts,
    file: File,
    *,
    by: Official | None,
    at: datetime,
    note: str,
    reason: str,
) -> DatasetVersion:
    newest = dataset.versions.order_by("-number").first()
    version = DatasetVersion(
        dataset=dataset,
        number=newest.number + 1 if newest else 1,
        released_at=at,
        format=facts.format,
        name=facts.name,
        size=facts.size,
        checksum=facts.checksum,
        row_count=facts.row_count,
        column_count=len(facts.headers),
        headers=list(facts.headers),
        types=list(facts.types),
        day_writings=dict(facts.day_writings),
        sample=list(facts.sample),
        note=note.strip(),
        personal_reason=reason.strip(),
        released_by=by,
    )
    version.file.save(facts.name, file, save=False)
    version.full_clean()
    version.save()
    return version


def _describe(dataset: Dataset, facts: Facts) -> dict[str, list[str | None]]:
    """Bring the dictionary to the types of the file; return the changes for the history.

    The meaning of a column it had not named yet is left to say.
    """
    columns = {column.name: column for column in dataset.columns.all()}
    position = max((column.position for column in columns.values()), default=0)
    changes: dict[str, list[str | None]] = {}
    for name, kind in zip(facts.headers, facts.types, strict=True):
        column = columns.get(name)
        if column is None:
            position += 1
            column = DatasetColumn(dataset=dataset, position=position, name=name, title=name)
        elif column.type == kind:
            continue
        else:
            changes[name] = [column.get_type_display(), str(ColumnType(kind).label)]
        column.type = kind
        column.full_clean()
        column.save()
    return changes
