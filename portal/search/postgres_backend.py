"""Full text in the database, for an installation of several machines."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from whoosh.support.levenshtein import distance

from portal.models import SearchRow, SearchWord
from portal.search import analysis, postgres_terms
from portal.search.backend import Hit, IndexBusy, IndexUnavailable, Progress, Results, Suggestion
from portal.search.documents import SearchDocument
from portal.search.postgres_search import Finder, hits_of, matching
from portal.search.queries import Query
from portal.search.spelling import corrected
from portal.search.whoosh_search import MOST_SUGGESTED, suggestions

CHUNK = 500
REBUILD_LOCK = 2018_0131  # any number, the same on every machine
NEAR_TITLES = 20

UPSERT = """
INSERT INTO portal_searchrow (key, type, department, field, day, title, title_en, code, path, text,
    folded_title, folded, length, terms, gone, stamp)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector, false, %s)
ON CONFLICT (key) DO UPDATE SET type = excluded.type, department = excluded.department,
    field = excluded.field, day = excluded.day, title = excluded.title,
    title_en = excluded.title_en, code = excluded.code, path = excluded.path,
    text = excluded.text, folded_title = excluded.folded_title, folded = excluded.folded,
    length = excluded.length, terms = excluded.terms, gone = false, stamp = excluded.stamp
WHERE portal_searchrow.stamp <= excluded.stamp
"""


class PostgresBackend:
    """Keeps no state of its own: the rows are visible to every machine when they commit."""

    def __init__(self) -> None:
        if connection.vendor != "postgresql":
            raise ImproperlyConfigured("SEARCH_BACKEND=postgres needs a PostgreSQL database.")

    def is_ready(self) -> bool:
        """An empty table is no index: at least the departments are always searchable."""
        try:
            return SearchRow.objects.exists()
        except DatabaseError:
            return False

    def rebuild(
        self, documents: Iterable[SearchDocument], progress: Progress | None = None
    ) -> dict[str, int]:
        """Write every document, chunk by chunk, then drop what no document stands for."""
        counts: dict[str, int] = {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [REBUILD_LOCK])
            if not cursor.fetchone()[0]:
                raise IndexBusy("The search index is already being rebuilt.")
        try:
            began = self._now()
            source = iter(documents)
            # All are stamped with the beginning: what is published or withdrawn later wins.
            while chunk := list(islice(source, CHUNK)):
                self._write(chunk, began)
                for document in chunk:
                    counts[document.type] = counts.get(document.type, 0) + 1
                    if progress:
                        progress(document)
            SearchRow.objects.filter(stamp__lt=began).delete()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [REBUILD_LOCK])
        return counts

    def _now(self) -> datetime:
        # The database's clock, since the machines' own may differ.
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]

    def _write(self, documents: list[SearchDocument], stamp: datetime) -> None:
        words = {
            word[:80]
            for document in documents
            for word in analysis.spelled_words(f"{document.title}\n{document.title_en}")
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(UPSERT, [_values(document, stamp) for document in documents])
            new = [SearchWord(word=word) for word in sorted(words)]
            SearchWord.objects.bulk_create(new, ignore_conflicts=True)

    def replace(self, document: SearchDocument) -> None:
        self._write([document], self._now())

    def remove(self, key: str) -> None:
        SearchRow.objects.filter(key=key).update(gone=True, stamp=Now())

    def search(self, query: Query) -> Results:
        self._require_index()
        return Finder(query).results()

    def suggest(self, typed: str, limit: int = 8) -> list[Suggestion]:
        self._require_index()
        asked = analysis.fold(typed)
        if not asked:
            return []
        length = analysis.SOUND_LENGTH if asked.isascii() else analysis.START_LENGTH
        rows = matching(postgres_terms.start(asked[:length])).order_by("length")[:MOST_SUGGESTED]
        hits = [
            hit
            for hit in hits_of(rows)
            if len(asked) <= length or asked in analysis.fold(f"{hit.title}{hit.title_en}")
        ]
        return suggestions(hits, asked, limit)

    def correct(self, text: str) -> str | None:
        self._require_index()
        return corrected(text, RowVocabulary())

    def _require_index(self) -> None:
        if not self.is_ready():
            raise IndexUnavailable("The search table is empty.")


def _values(document: SearchDocument, stamp: datetime) -> list:
    # A zero byte is all that PostgreSQL cannot hold in a text.
    texts = (document.title, document.title_en, document.code, document.path, document.text)
    shown = [text.replace("\x00", "") for text in texts]
    names = analysis.fold(document.title) + "\n" + analysis.fold(document.title_en)
    return [
        document.key,
        document.type,
        document.department,
        document.field,
        document.day,
        *shown,
        names,
        analysis.fold("\n".join((*shown, document.also))),
        len(analysis.fold(document.title)),
        postgres_terms.vector(document),
        stamp,
    ]


class RowVocabulary:
    """What the correction of spelling asks, answered from the table."""

    def knows(self, word: str) -> bool:
        stem = analysis.english(word)
        own = f"'{stem}'" if stem else ""
        return matching(postgres_terms.joined([own, postgres_terms.start(word)], "|")).exists()

    def knows_run(self, run: str) -> bool:
        pairs = [f"'{pair}':A" for pair in analysis.pairs(run)]
        return matching(postgres_terms.joined(pairs, "&")).exists()

    def words_near(self, word: str, edits: int) -> list[tuple[str, int]]:
        found = []
        for start in {word[0], word[1]}:
            for candidate in SearchWord.objects.filter(word__startswith=start):
                if distance(candidate.word, word, limit=edits) <= edits:
                    often = matching(f"'{analysis.english(candidate.word)}':A").count()
                    if often:
                        found.append((candidate.word, often))
        return found

    def titles_near(self, run: str) -> Iterator[str]:
        sound = "".join(analysis.pinyin(run))
        rows = matching(postgres_terms.start(sound))[:NEAR_TITLES]
        yield from (row.title for row in rows)
        hits: list[Hit] = Finder(Query(run, size=NEAR_TITLES)).results().hits
        yield from (hit.title for hit in hits)
