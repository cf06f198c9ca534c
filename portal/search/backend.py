"""The interface both engines keep, what they answer, and which one serves this installation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.search.documents import SearchDocument
from portal.search.queries import Query

FACETS = ("type", "department", "field")
# Entries of the lists stand before documents about them, where both match alike.
TYPE_WEIGHTS = {
    "power": 0.9,
    "service": 0.7,
    "matter": 0.4,
    "department": 0.4,
    "field": 0.4,
    "publication": 0.1,
    "dataset": 0.1,
    "reuse": 0.0,
    "request": 0.0,
    "reply": 0.0,
    "knowledge": 0.2,
    "consultation": 0.1,
    "survey": 0.0,
    "evaluation": 0.0,
    "adjustment": -3.0,
}
# An adjustment bears the name of its entry, which is what the reader means by that name.
NEVER_BY_TITLE = "adjustment"
# An English title that begins with what was typed is about it; a Chinese one ends with its head.
BEGINS_WEIGHT = 0.5

Progress = Callable[[SearchDocument], None]


class IndexUnavailable(Exception):
    """The index is missing or broken; a rebuild from the database mends it."""


class IndexBusy(Exception):
    """Another process holds the index longer than a writer waits; try again."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; ``text`` is what the snippet is cut from, ``also`` the rest of its words."""

    key: str
    type: str
    title: str
    title_en: str
    code: str
    department: str
    field: str
    day: date | None
    path: str
    text: str
    also: str

    @property
    def all_words(self) -> str:
        """Everything a quoted phrase may stand in."""
        return "\n".join((self.title, self.title_en, self.code, self.text, self.also))


@dataclass(frozen=True)
class Results:
    """What a query found: one page of hits, and the counts of each facet.

    ``facets`` maps each of ``FACETS`` to its values and their counts; a facet's own filter does
    not narrow its counts. ``some_words`` says that nothing had all the words.
    """

    total: int = 0
    page: int = 1
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    some_words: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that begins with, or sounds like, what was typed."""

    title: str
    title_en: str
    path: str
    type: str


class SearchBackend(Protocol):
    """An engine. All but ``rebuild`` raise ``IndexUnavailable`` where there is no sound index."""

    def is_ready(self) -> bool:
        """Say whether the index can be opened."""

    def rebuild(
        self, documents: Iterable[SearchDocument], progress: Progress | None = None
    ) -> dict[str, int]:
        """Replace the index with ``documents`` while readers use the old one; counts per type."""

    def replace(self, document: SearchDocument) -> None:
        """Add ``document``, or put it in the place of the one with its key; visible at once."""

    def remove(self, key: str) -> None:
        """Take the document with ``key`` away, if it is there; gone at once."""

    def search(self, query: Query) -> Results:
        """Return the page of results that ``query`` asks for; past the end, the last page."""

    def suggest(self, typed: str, limit: int = 8) -> list[Suggestion]:
        """Return titles that ``typed`` begins, as characters, pinyin, initials or code."""

    def correct(self, text: str) -> str | None:
        """Return what ``text`` may have meant, spelled as the index has it."""


def page_within(total: int, query: Query) -> int:
    """Return the page to show: the one asked for, or the last one there is."""
    pages = max(1, -(-total // query.size))
    return min(max(1, query.page), pages)


@lru_cache(maxsize=8)
def _whoosh(folder: str) -> SearchBackend:
    from portal.search.whoosh_backend import WhooshBackend

    return WhooshBackend(folder)


def get_backend() -> SearchBackend:
    """Return the engine named by ``settings.SEARCH_BACKEND``; one for each process."""
    if settings.SEARCH_BACKEND == "whoosh":
        return _whoosh(str(settings.SEARCH_INDEX_DIR))
    if settings.SEARCH_BACKEND == "postgres":
        from portal.search.postgres_backend import PostgresBackend

        return PostgresBackend()
    raise ImproperlyConfigured("SEARCH_BACKEND must be whoosh or postgres.")
