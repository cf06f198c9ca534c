"""The files of uploads on the disk: measured while they are written, moved without being read."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction

from catalogs.models import DatasetUpload
from catalogs.models.dataset_uploads import upload_path
from catalogs.models.private_files import PrivateStorage


class Measured(File):
    """Content that comes by the piece; afterwards ``size`` and ``checksum`` are known."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__(None, name="content")
        self._pieces = pieces
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def checksum(self) -> str:
        """Return the SHA-256 checksum in hexadecimal digits."""
        return self._digest.hexdigest()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.size += len(piece)
            yield piece


class _SecondName(File):
    """A file on the disk that a storage may move to its place."""

    def temporary_file_path(self) -> str:
        return str(self.name)


@contextmanager
def second_name(upload: DatasetUpload) -> Iterator[File]:
    """Give the file of ``upload`` a second name, which may be moved: the first one stays."""
    path = Path(upload.file.path)
    second = path.with_suffix(".release")
    second.unlink(missing_ok=True)
    try:
        os.link(path, second)
    except OSError:  # a disk that knows no second names
        shutil.copyfile(path, second)
    try:
        yield _SecondName(None, name=str(second))
    finally:
        second.unlink(missing_ok=True)


def keep(upload: DatasetUpload, content: Measured) -> str:
    """Write ``content`` where no address leads; return its new name there."""
    return PrivateStorage().save(upload_path(upload, ""), content)


def drop_later(name: str) -> None:
    """Delete a private file of that name once the transaction has committed."""
    if name:
        transaction.on_commit(partial(PrivateStorage().delete, name))
