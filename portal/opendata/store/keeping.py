"""Keep the store as the data catalogue is: nothing missing, nothing left over."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from catalogs.data_enums import DatasetState
from catalogs.models import Dataset, DatasetVersion
from portal.opendata.store import building, folders


def missing(today: date, *, codes: Iterable[str] = ()) -> Iterator[DatasetVersion]:
    """Yield the newest versions of public datasets whose files are not there as they should be.

    They were never built, their folder was lost, or the dictionary marks other columns now.
    ``codes``: of these datasets only.
    """
    datasets = Dataset.objects.public(today).select_related("latest")
    if codes := list(codes):
        datasets = datasets.filter(code__in=codes)
    for dataset in datasets:
        version = dataset.latest
        version.dataset = dataset
        if version.built_at is None or not building.is_built(version):
            yield version


def remove_left_over() -> list[str]:
    """Remove the files of datasets that were withdrawn or deleted; return their codes."""
    root = Path(settings.DATA_STORE_DIR)
    if not root.is_dir():
        return []
    kept = Dataset.objects.exclude(state=DatasetState.WITHDRAWN)
    folders_there = {path.name for path in root.iterdir() if path.is_dir()}
    left = folders_there - set(kept.values_list("code", flat=True))
    for code in left:
        folders.remove(code)
    return sorted(left)
