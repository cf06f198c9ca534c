"""The index on this machine's disk, by Whoosh; safe with several processes on one disk."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TypeVar

from whoosh import index
from whoosh.support.levenshtein import distance

from portal.search import analysis
from portal.search.backend import IndexBusy, IndexUnavailable, Progress, Results, Suggestion
from portal.search.documents import SearchDocument
from portal.search.postings import Segment, places
from portal.search.queries import Query
from portal.search.schema import SCHEMA, laid_out
from portal.search.snapshot import Snapshot
from portal.search.spelling import corrected
from portal.search.whoosh_files import IndexFolder
from portal.search.whoosh_search import answer, suggested

MEMORY_MB = 128
NEAR_TITLES = 20
MOST_REBUILDS_MISSED = 5
# Seconds after each failure to read, before the next try; the last one gives up.
PAUSES = (0.01, 0.05, 0.2, 0.0)
Result = TypeVar("Result")


def _damage_as_unavailable(method: Callable[..., Result]) -> Callable[..., Result]:
    """Say ``IndexUnavailable`` for whatever a damaged file makes Whoosh raise.

    Whoosh has no exception of its own for it: the errors of struct, zlib, pickle and of plain
    indexing come through, so all are taken, and a rebuild mends them. A file that a writer took
    away just then looks the same, so it is asked again, opened anew, before it is called damage.
    """

    @wraps(method)
    def guarded(self: "WhooshBackend", *args: object, **kwargs: object) -> Result:
        for pause in PAUSES:
            try:
                return method(self, *args, **kwargs)
            except (IndexUnavailable, IndexBusy):
                raise
            except Exception as error:
                self.forget()
                damage = error
            time.sleep(pause)
        raise IndexUnavailable("The search index cannot be read.") from damage

    return guarded


class WhooshBackend:
    """One for each process: keeps the latest generation open and its postings in memory."""

    def __init__(self, folder: str) -> None:
        self.folder = IndexFolder(folder)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._opened: tuple[str, int] | None = None
        self._index: index.FileIndex | None = None

    def forget(self) -> None:
        """Open everything anew the next time."""
        with self._lock:
            self._snapshot = self._opened = self._index = None

    def _latest(self) -> Snapshot:
        """Return the snapshot of the latest generation, opened again when it has changed.

        A slow reader may have read the pointer to a folder that two rebuilds have replaced since:
        then the pointer has moved, and the new one is followed.
        """
        for _ in range(MOST_REBUILDS_MISSED):
            path = self.folder.current()
            try:
                return self._open(path)
            except Exception:
                self._snapshot = self._opened = self._index = None
                if self.folder.current() == path:
                    raise
        return self._open(self.folder.current())

    def _open(self, path: Path) -> Snapshot:
        if self._index is None or self._opened is None or self._opened[0] != path.name:
            self._index, self._opened = index.open_dir(path, schema=SCHEMA), None
            self._snapshot = None
        generation = self._index.latest_generation()
        if self._snapshot is None or self._opened != (path.name, generation):
            former: dict[str, Segment] = self._snapshot.by_id if self._snapshot else {}
            self._snapshot = Snapshot(self._index.reader(), former)
            self._opened = (path.name, generation)
        return self._snapshot

    def is_ready(self) -> bool:
        try:
            self._try()
        except IndexUnavailable:
            return False
        return True

    @_damage_as_unavailable
    def _try(self) -> None:
        with self._reading():
            pass

    def rebuild(
        self, documents: Iterable[SearchDocument], progress: Progress | None = None
    ) -> dict[str, int]:
        """Write a new index beside the old one and switch; ``IndexBusy`` if one is at work."""
        counts: dict[str, int] = {}
        with self.folder.locked("rebuild", seconds=0):
            with self.folder.locked("write"):
                self.folder.start_journal()
            folder = self.folder.new()
            writer = index.create_in(folder, SCHEMA).writer(limitmb=MEMORY_MB)
            try:
                for document in documents:
                    writer.add_document(**laid_out(document))
                    counts[document.type] = counts.get(document.type, 0) + 1
                    if progress:
                        progress(document)
                writer.commit(optimize=True)
                with self.folder.locked("write"):
                    self._replay(folder)
                    self.folder.switch_to(folder)
            except BaseException:
                if not writer.is_closed:
                    writer.cancel()
                self._give_up(folder.name)
                raise
        return counts

    def _replay(self, folder: Path) -> None:
        changes = self.folder.end_journal()
        if not changes:
            return
        writer = index.open_dir(folder).writer()
        for change in changes:
            writer.delete_by_term("key", change["key"])
            if change["document"]:
                writer.add_document(**laid_out(SearchDocument.from_json(change["document"])))
        writer.commit()

    def _give_up(self, name: str) -> None:
        """Leave the old index as it is and drop the unfinished one."""
        with self.folder.locked("write"):
            self.folder.end_journal()
        try:
            self.folder.discard_all_but({self.folder.current().name} - {name})
        except IndexUnavailable:
            self.folder.discard_all_but(set())

    def replace(self, document: SearchDocument) -> None:
        self._change(document.key, document)

    def remove(self, key: str) -> None:
        self._change(key, None)

    @_damage_as_unavailable
    def _change(self, key: str, document: SearchDocument | None) -> None:
        with self.folder.locked("write"):
            shown = document.as_json() if document else None
            self.folder.journal({"key": key, "document": shown})
            # Under our own lock no other writer is at work, so Whoosh's lock never makes us wait.
            writer = index.open_dir(self.folder.current()).writer()
            try:
                if document:
                    writer.update_document(**laid_out(document))
                else:
                    writer.delete_by_term("key", key)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        # Readers of Whoosh seek in shared files, so the threads of a process take turns.
        with self._lock:
            yield self._latest()

    @_damage_as_unavailable
    def search(self, query: Query) -> Results:
        with self._reading() as snapshot:
            return answer(snapshot, query)

    @_damage_as_unavailable
    def suggest(self, typed: str, limit: int = 8) -> list[Suggestion]:
        with self._reading() as snapshot:
            return suggested(snapshot, typed, limit)

    @_damage_as_unavailable
    def correct(self, text: str) -> str | None:
        with self._reading() as snapshot:
            return corrected(text, SnapshotVocabulary(snapshot))


class SnapshotVocabulary:
    """What the correction of spelling asks, answered from a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def knows(self, word: str) -> bool:
        snapshot = self.snapshot
        return bool(
            snapshot.bits("text", analysis.english(word)) or snapshot.bits_of_start("starts", word)
        )

    def knows_run(self, run: str) -> bool:
        return bool(self.snapshot.bits_of_all("title", analysis.pairs(run)))

    def words_near(self, word: str, edits: int) -> list[tuple[str, int]]:
        found = []
        for _, segment in self.snapshot.segments:
            for start in {word[0], word[1]}:  # the first two letters may have changed places
                for term in segment.reader.expand_prefix("spelling", start):
                    candidate = term.decode()
                    if abs(len(candidate) - len(word)) > edits:
                        continue
                    if distance(candidate, word, limit=edits) <= edits:
                        often = self.snapshot.bits("spelling", candidate).bit_count()
                        found.append((candidate, often))
        return found

    def titles_near(self, run: str) -> Iterator[str]:
        sound = "".join(analysis.pinyin(run))[: analysis.SOUND_LENGTH]
        snapshot = self.snapshot
        yield from self._titles(snapshot.bits_of_start("starts", sound))
        for hit in answer(snapshot, Query(run, size=NEAR_TITLES)).hits:
            yield hit.title

    def _titles(self, bits: int) -> Iterator[str]:
        for number in islice(places(bits), NEAR_TITLES):
            yield self.snapshot.hit(number).title
