"""Where the files of a version are, and how new ones take their place.

Below ``DATA_STORE_DIR`` each dataset has a folder, and in it each version a link such as
``3-5f0c9a…`` to the folder with its files. A build works in a folder of its own; when all is there
the link is replaced in one step, so that a reader finds the old files or the new ones, never a
half. Builders of one dataset wait for each other, and a lock that dies with its process tells
what a killed one has left.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from catalogs.models import DatasetVersion

LOCK = ".lock"
BUILDING = "building-"


def of_dataset(code: str) -> Path:
    return Path(settings.DATA_STORE_DIR) / code


def link_of(version: DatasetVersion) -> Path:
    """Return where the link of a version is, or would be."""
    return of_dataset(version.dataset.code) / f"{version.number}-{version.checksum[:12]}"


def files_of(version: DatasetVersion) -> Path | None:
    """Return the folder that answers for a version, None where there is none."""
    link = link_of(version)
    try:
        return link.parent / os.readlink(link)
    except OSError:
        return None


@contextmanager
def locked(code: str) -> Iterator[None]:
    """Keep other builders of this dataset away, in whatever process they are."""
    path = of_dataset(code) / LOCK
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Whoever had it before may have removed it with all the rest.
            if path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                yield
                return


def begin(version: DatasetVersion) -> Path:
    """Make the folder of a new build, under the lock; what died builders have left is removed."""
    dataset = of_dataset(version.dataset.code)
    _remove_unfinished(dataset)
    folder = dataset / f"{BUILDING}{link_of(version).name}"
    folder.mkdir()
    return folder


def put(folder: Path, version: DatasetVersion) -> None:
    """Let the files of a finished build answer for the version from now on."""
    for path in (*folder.iterdir(), folder):
        _to_disk(path)
    link = link_of(version)
    kept = link.with_name(f"{link.name}.{token_hex(4)}")
    folder.rename(kept)
    new = link.with_name(f"{BUILDING}{kept.name}")
    new.symlink_to(kept.name)
    new.replace(link)
    _to_disk(link.parent)


def clean(version: DatasetVersion) -> None:
    """Remove, under the lock, what neither this version nor the one before needs.

    Files that were just replaced stay until the next build: a reader may be about to open them.
    """
    dataset = of_dataset(version.dataset.code)
    _remove_unfinished(dataset)
    links = sorted((path for path in dataset.iterdir() if path.is_symlink()), key=_number)
    older = [link for link in links if _number(link) < version.number]
    for link in older[:-1]:
        link.unlink()
    kept = {os.readlink(path) for path in dataset.iterdir() if path.is_symlink()}
    folders = [path for path in dataset.iterdir() if path.is_dir() and not path.is_symlink()]
    replaced = sorted((path for path in folders if path.name not in kept), key=_changed)
    for folder in replaced[:-1]:
        shutil.rmtree(folder, ignore_errors=True)


def remove(code: str) -> None:
    """Remove everything of a dataset that is not public any more."""
    with locked(code):
        shutil.rmtree(of_dataset(code), ignore_errors=True)


def _remove_unfinished(dataset: Path) -> None:
    for left in dataset.glob(f"{BUILDING}*"):
        left.unlink() if left.is_symlink() else shutil.rmtree(left, ignore_errors=True)


def _number(link: Path) -> int:
    return int(link.name.partition("-")[0])


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
