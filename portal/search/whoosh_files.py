"""The Whoosh index on disk: generations in folders, one pointer, one writer at a time.

``current`` names the folder that is read. A rebuild writes a new folder and then replaces the
pointer by a rename, so that a reader sees either the old index or the new one. What is published
while a rebuild runs goes into the old folder and into ``changes``, which the rebuild replays.
"""

import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.search.backend import IndexBusy, IndexUnavailable

WRITE_SECONDS = 30.0
POLL_SECONDS = 0.02


class IndexFolder:
    """The folder that holds the generations; safe to use from several processes."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.pointer = self.path / "current"
        self.changes = self.path / "changes"

    def current(self) -> Path:
        """Return the folder of the index that is read; raises ``IndexUnavailable``."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise IndexUnavailable("There is no search index.") from error
        if not name.isalnum():
            raise IndexUnavailable("The pointer to the search index is damaged.")
        return self.path / name

    def new(self) -> Path:
        """Return a new empty folder for a rebuild."""
        folder = self.path / uuid.uuid4().hex
        folder.mkdir(parents=True)
        return folder

    def switch_to(self, folder: Path) -> None:
        """Make ``folder`` the one that is read, and drop all but it and the one before.

        The one before is kept because a reader of another process may be opening it just now.
        """
        try:
            before = self.current()
        except IndexUnavailable:
            before = folder
        draft = self.path / f"current.{folder.name}"
        draft.write_text(folder.name, encoding="ascii")
        os.replace(draft, self.pointer)
        self.discard_all_but({folder.name, before.name})

    def discard_all_but(self, kept: set[str]) -> None:
        for child in self.path.iterdir():
            if child.is_dir() and child.name not in kept:
                shutil.rmtree(child, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, seconds: float | None = None) -> Iterator[None]:
        """Hold the lock ``name`` against all processes; ``IndexBusy`` after ``seconds``
        (``WRITE_SECONDS`` where none are given).

        The kernel lets go of it when a process dies, so no stale lock is ever left behind.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with open(self.path / f"{name}.lock", "ab") as file:
            deadline = time.monotonic() + (WRITE_SECONDS if seconds is None else seconds)
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= deadline:
                        raise IndexBusy("The search index is being written.") from error
                    time.sleep(POLL_SECONDS)
            yield

    def start_journal(self) -> None:
        self.changes.write_bytes(b"")

    def journal(self, change: dict) -> None:
        """Keep ``change`` for the rebuild that is running, if one is. Hold the write lock."""
        if self.changes.exists():
            with open(self.changes, "a", encoding="utf-8") as file:
                file.write(json.dumps(change) + "\n")

    def end_journal(self) -> list[dict]:
        """Return what changed since ``start_journal``, oldest first. Hold the write lock."""
        if not self.changes.exists():
            return []
        lines = self.changes.read_text(encoding="utf-8").splitlines()
        self.changes.unlink()
        return [json.loads(line) for line in lines]
