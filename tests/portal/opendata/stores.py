"""Built datasets for tests: released through the verbs, made ready for queries, opened."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from catalogs import data_releasing
from catalogs.models import Dataset, DatasetVersion
from portal.opendata.store import building, opening
from portal.opendata.store.answering import VersionStore
from tests import datasets

DAY = date(2026, 11, 24)


def csv_of(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows(rows)
    return text.getvalue().encode()


def released(content: bytes, *, filename: str = "list.csv", marked: Iterable[str] = ()) -> Dataset:
    """A draft with one version, queries by the ``marked`` columns to be fast; not built yet."""
    dataset = datasets.drafted(columns=())
    release(dataset, content, filename=filename)
    dataset.columns.filter(name__in=list(marked)).update(is_indexed=True)
    return dataset


def release(
    dataset: Dataset, content: bytes, *, filename: str = "list.csv", day: date = DAY
) -> DatasetVersion:
    """The next version of the dataset, not built yet."""
    version = data_releasing.release_version(
        dataset, content=content, name=filename, actor=None, now=datasets.moment(day)
    )
    dataset.refresh_from_db()
    return version


def built(content: bytes, **values) -> VersionStore:
    """The store of such a dataset."""
    dataset = released(content, **values)
    building.build(dataset.latest)
    assert dataset.latest.build_error == ""
    store = opening.newest(dataset)
    assert store is not None
    return store
