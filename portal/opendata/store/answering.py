"""The store of one version: sends a query to the engine that answers it fastest."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from portal.opendata.query import Page, Query
from portal.opendata.store import QueryRefused, exporting, figures
from portal.opendata.store.columns import StoredColumn
from portal.opendata.store.limits import TooManySteps
from portal.opendata.store.paging import Pager
from portal.opendata.store.records import Record
from portal.opendata.store.routing import Route, is_facet, route
from portal.opendata.store.scanning import Scanner


class VersionStore:
    """``Store`` over the folder of a built version."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.number = record.number
        self.columns: tuple[StoredColumn, ...] = record.columns
        self.row_count = record.row_count
        self._names = {column.name: column for column in record.columns}
        self._csv_file = folder / "rows.csv"
        self._pager = Pager(folder / "rows.sqlite3", self._names)
        self._scanner = Scanner(folder / "rows.duckdb", self._names)

    def close(self) -> None:
        """Let go of the files, once the queries at work have ended."""
        self._pager.close()
        self._scanner.close()

    def page(self, query: Query, *, plain: bool = False) -> Page:
        if query.is_of_groups:
            return self._page_of_groups(query)
        rows = self._rows(query, most=query.size + 1)
        shown = rows[: query.size]
        return Page(
            columns=query.columns or tuple(self._names),
            rows=self._pager.values(query.columns, shown, plain=plain),
            cursor=(shown[-1][0],) if len(rows) > len(shown) else None,
        )

    def total(self, query: Query) -> int:
        if query.is_of_groups:
            if not query.group:
                return 1
        elif not query.conditions and not query.search:
            return self.row_count
        return self._scanner.total(query)

    def batches(self, query: Query) -> Iterator[list[tuple]]:
        return self._scanner.batches(query)

    def csv(self, query: Query) -> Iterator[bytes]:
        names = query.columns or tuple(self._names)
        if query.is_of_groups:
            names = figures.names(query)
        is_whole = query == Query(size=query.size, after=query.after)
        lines = exporting.chunks(self._csv_file) if is_whole else self._scanner.csv(query)
        return chain([exporting.header(names)], lines)

    def _rows(self, query: Query, *, most: int) -> list[tuple]:
        """Return rows as SQLite has them, each behind its number."""
        chosen = route(query, self._names, self.row_count)
        if chosen == Route.SORT:
            return self._pager.sort(query, most)
        if chosen == Route.WALK:
            try:
                return self._pager.walk(query, most)
            except TooManySteps:
                pass  # two coarse filters that hardly ever meet
        numbers = self._scanner.row_numbers(query, after=self._pager.place(query), most=most)
        return self._pager.fetch(query, numbers)

    def _page_of_groups(self, query: Query) -> Page:
        offset = _offset(query)
        if is_facet(query, self._names):
            rows = self._pager.counts(query, offset=offset, most=query.size + 1)
        else:
            rows = self._scanner.groups(query, offset=offset, most=query.size + 1)
        shown = rows[: query.size]
        cursor = (offset + len(shown),) if len(rows) > len(shown) else None
        return Page(columns=figures.names(query), rows=shown, cursor=cursor)


def _offset(query: Query) -> int:
    if query.after is None:
        return 0
    if len(query.after) != 1 or not isinstance(query.after[0], int) or query.after[0] < 0:
        raise QueryRefused(_("The place where the page before ended is not in these rows."))
    return query.after[0]
