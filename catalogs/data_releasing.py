"""Release a file as the newest version of a dataset."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.data_catalogue import hold
from catalogs.data_enums import DatasetState
from catalogs.data_files import DataFile, check_nothing_personal, read_data
from catalogs.history import record
from catalogs.models import Dataset, DatasetColumn, DatasetVersion, Official
from catalogs.refreshing import refresh_later


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
    """Store a file as the newest version of the data; that is the day they were updated.

    A draft's dictionary grows by the columns it has not named yet. Raises ``ValidationError``
    keyed ``file`` for a file that cannot be read, that does not fit the dictionary of public data,
    or that holds numbers of persons without ``personal_reason``.
    """
    dataset, row = hold(dataset, "release_version", actor=actor)
    data = read_data(content, name=name)
    check_version(dataset, data, personal_reason=personal_reason)
    version = _store(
        dataset,
        data,
        actor=actor,
        at=now,
        note=note.strip(),
        reason=personal_reason.strip(),
    )
    dataset.latest, dataset.updated_on = version, timezone.localdate(now)
    dataset.save(update_fields=["latest", "updated_on", "updated_at"])
    if dataset.state == DatasetState.DRAFT:
        _name_columns(dataset, data)
    record(
        dataset,
        actor=actor,
        action=row.action,
        reason=version.personal_reason,
        to_state=dataset.state,
        changes={"versions": [None, f"{version.number}: {version.name} ({version.checksum})"]},
        at=now,
    )
    refresh_later(dataset)
    return version


def check_version(dataset: Dataset, data: DataFile, *, personal_reason: str = "") -> None:
    """Refuse a file that may not become the next version of ``dataset``."""
    if not personal_reason.strip():
        check_nothing_personal(data)
    if dataset.state != DatasetState.PUBLISHED:
        return
    known = set(dataset.columns.values_list("name", flat=True))
    unknown = [name for name in data.headers if name not in known]
    if unknown:
        raise ValidationError(
            {
                "file": _("The data dictionary does not explain these columns: %(names)s.")
                % {"names": ", ".join(unknown)}
            }
        )
    if missing := sorted(known - set(data.headers)):
        raise ValidationError(
            {
                "file": _("These columns of the data dictionary are missing: %(names)s.")
                % {"names": ", ".join(missing)}
            }
        )


def _store(
    dataset: Dataset,
    data: DataFile,
    *,
    actor: Official | None,
    at: datetime,
    note: str,
    reason: str,
) -> DatasetVersion:
    newest = dataset.versions.order_by("-number").first()
    version = DatasetVersion(
        dataset=dataset,
        number=newest.number + 1 if newest else 1,
        released_at=at,
        format=data.format,
        name=data.name,
        size=len(data.content),
        checksum=hashlib.sha256(data.content).hexdigest(),
        row_count=len(data.rows),
        column_count=len(data.headers),
        headers=list(data.headers),
        types=[data.type_of(index) for index in range(len(data.headers))],
        sample=data.sample(),
        note=note,
        personal_reason=reason,
        released_by=actor,
    )
    version.file.save(data.name, ContentFile(data.content), save=False)
    version.full_clean()
    version.save()
    return version


def _name_columns(dataset: Dataset, data: DataFile) -> None:
    """Enter the columns that the dictionary does not have yet; their meaning is left to say."""
    columns = list(dataset.columns.all())
    known = {column.name for column in columns}
    position = max((column.position for column in columns), default=0)
    for index, name in enumerate(data.headers):
        if name not in known:
            position += 1
            kind = data.type_of(index)
            column = DatasetColumn(
                dataset=dataset, position=position, name=name, title=name, type=kind
            )
            column.full_clean()
            column.save()
