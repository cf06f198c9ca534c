"""Find the store that answers for a dataset: cheap enough for every request."""

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from catalogs.models import Dataset, DatasetVersion
from portal.opendata.store import folders
from portal.opendata.store.answering import VersionStore
from portal.opendata.store.records import Record

MOST_OPEN = 32


class _Opened:
    """The stores this process has open, by their folders; those not asked for longest go first."""

    def __init__(self) -> None:
        self._stores: OrderedDict[Path, VersionStore] = OrderedDict()
        self._lock = Lock()

    def store(self, folder: Path) -> VersionStore | None:
        with self._lock:
            store = self._stores.get(folder)
            if store is None:
                record = Record.read(folder)
                if record is None:
                    return None
                store = self._stores[folder] = VersionStore(folder, record)
                while len(self._stores) > MOST_OPEN:
                    self._stores.popitem(last=False)[1].close()
            self._stores.move_to_end(folder)
            return store


_opened = _Opened()
# Engines do not survive in the child of a fork: it begins without any, and leaves its parent's be.
_of_parents: list[_Opened] = []


def _begin_anew() -> None:
    global _opened
    _of_parents.append(_opened)
    _opened = _Opened()


os.register_at_fork(after_in_child=_begin_anew)


def newest(dataset: Dataset) -> VersionStore | None:
    """Return the store of the newest version that is built; None where there is none.

    ``dataset.latest`` should be loaded with the dataset. While it is being built, or cannot be, the
    version before goes on answering.
    """
    latest = dataset.latest
    if latest is None:
        return None
    latest.dataset = dataset  # spares a query for its code
    if latest.built_at is not None and (store := of_version(latest)):
        return store
    built = dataset.versions.filter(built_at__isnull=False, number__lt=latest.number)
    version = built.order_by("-number").first()
    return of_version(version) if version else None


def of_version(version: DatasetVersion) -> VersionStore | None:
    """Return the store of a version; None where its files are not there."""
    folder = folders.files_of(version)
    return _opened.store(folder) if folder else None
