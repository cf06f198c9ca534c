"""Make the rows of a released version ready for queries."""

import logging
import shutil
from contextlib import closing

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogs.data_enums import ColumnType
from catalogs.data_files import open_rows
from catalogs.models import DatasetVersion
from portal.opendata.store import exporting, folders, indexing, loading
from portal.opendata.store.columns import StoredColumn
from portal.opendata.store.loading import BuildFailed
from portal.opendata.store.records import Record

logger = logging.getLogger(__name__)


def build(version: DatasetVersion) -> None:
    """Make the files of ``version`` and write ``built_at``, or ``build_error`` where it fails.

    Does nothing where the files are there and as the data dictionary wants them. Readers go on with
    what they have until all is made; after a failure they keep it. May run twice, and at once.
    """
    with folders.locked(version.dataset.code), translation.override(settings.LANGUAGE_CODE):
        error = ""
        try:
            if not is_built(version):
                _build(version)
            folders.clean(version)
        except (BuildFailed, ValidationError) as failure:
            error = _sentence(failure)
        except Exception:
            logger.exception("Version %s of a dataset could not be built.", version.pk)
            error = _("The rows could not be made ready for queries; the file is as it was.")
        _write(version, error)


def is_built(version: DatasetVersion) -> bool:
    """Whether the files are there, whole, and made for the marks of the dictionary as it is."""
    folder = folders.files_of(version)
    record = Record.read(folder) if folder else None
    return record is not None and record.is_for(version, marked=_marked(version))


def _build(version: DatasetVersion) -> None:
    folder = folders.begin(version)
    try:
        columns = _columns(version)
        engine, survey = loading.load(version, columns, folder)
        with closing(engine):
            exporting.write(engine, survey.columns, folder / "rows.csv")
            pairs = indexing.pairs_of(survey.columns, survey.varieties, survey.row_count)
            path = folder / "rows.sqlite3"
            indexing.copy(engine, survey.columns, pairs=pairs, path=path)
        Record.of(version, survey.columns).write(folder)
        folders.put(folder, version)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _columns(version: DatasetVersion) -> list[StoredColumn]:
    marked = _marked(version)
    kinds = version.types or open_rows(version)[1]
    return [
        StoredColumn(name=name, type=ColumnType(kind), is_indexed=name in marked, place=place)
        for place, (name, kind) in enumerate(zip(version.headers, kinds, strict=True))
    ]


def _marked(version: DatasetVersion) -> set[str]:
    marked = version.dataset.columns.filter(is_indexed=True, name__in=version.headers)
    return set(marked.values_list("name", flat=True))


def _write(version: DatasetVersion, error: str) -> None:
    """What answered before goes on answering after a failure: ``built_at`` stays as it was."""
    version.build_error = error
    if not error:
        version.built_at = timezone.now()
    # The version may have been deleted while it was being built.
    DatasetVersion.objects.filter(pk=version.pk).update(
        build_error=version.build_error, built_at=version.built_at
    )


def _sentence(failure: Exception) -> str:
    return " ".join(failure.messages) if isinstance(failure, ValidationError) else str(failure)
