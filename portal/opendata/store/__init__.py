"""The rows of datasets, ready for queries: one folder a version, two engines, one interface.

``building.build(version)`` makes the files of a version; ``opening.newest(dataset)`` returns the
``Store`` that answers, or None while nothing was built.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from portal.opendata.query import Column, Page, Query


class QueryRefused(ValueError):
    """The query is well-formed but takes more than the store gives; the message is a sentence."""


class QueryTooSlow(QueryRefused):
    """The query was stopped after ``DATA_QUERY_SECONDS``, or for the memory it wants."""


class Store(Protocol):
    """The rows of one version, read only; may be used by several threads at once."""

    number: int
    row_count: int

    @property
    def columns(self) -> Sequence[Column]:
        """The columns in the order of the file."""

    def page(self, query: Query, *, plain: bool = False) -> Page:
        """Return ``query.size`` rows or groups at most, with the cursor of the next page.

        The cursor is good for this version and this query alone. ``plain`` asks for values that
        JSON has too where they are kept so: figures as ``float``, days and times as texts.
        """

    def total(self, query: Query) -> int:
        """Return how many rows or groups the query finds, whatever its size and cursor."""

    def batches(self, query: Query) -> Iterator[list[tuple]]:
        """Yield everything the query finds, whatever its size and cursor, in lists of rows."""

    def csv(self, query: Query) -> Iterator[bytes]:
        """Yield the same as a UTF-8 CSV file, as fast as the engine writes it.

        The first part is the header row, and nothing else.
        """
