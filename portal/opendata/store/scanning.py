"""``rows.duckdb`` of a version: whatever looks at many rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from threading import Lock, Timer

import duckdb
from django.conf import settings

from catalogs.data_enums import ColumnType
from portal.opendata.query import Query
from portal.opendata.store import exporting, figures
from portal.opendata.store.columns import Raw, StoredColumn, figure
from portal.opendata.store.indexing import batches_of
from portal.opendata.store.limits import stopped_after, told
from portal.opendata.store.statements import Part, behind, found, searched, sorted_by, where

ROWS_AT_ONCE = 5000


class Scanner:
    """Reads the table of DuckDB; each query has a cursor of its own."""

    def __init__(self, path: Path, columns: Mapping[str, StoredColumn]) -> None:
        self._path = path
        self._columns = columns
        self._opening = Lock()
        self._engine: duckdb.DuckDBPyConnection | None = None

    def close(self) -> None:
        """Let go of the file, which is closed with the last cursor at work."""
        with self._opening:
            self._engine = None

    def row_numbers(
        self, query: Query, *, after: tuple[int, Sequence[Raw]] | None, most: int
    ) -> list[int]:
        """Return the numbers of the rows that are found, in their order, behind one row.

        Only the columns that are asked about are read: the rows themselves are fetched by number
        from SQLite, ten times as fast. ``after``: that row's number and values of the order.
        """
        part = self._where(query)
        if after is not None:
            rownum, values = after
            keys = [
                (found(self._columns, each.column).key, each.descending, value)
                for each, value in zip(query.order, values, strict=True)
            ]
            part &= behind(keys, rownum)
        # Without an order the engine keeps the order of the table, and stops when it has enough.
        order = f" ORDER BY {sorted_by(self._columns, query.order)}" if query.order else ""
        sql = f"SELECT rownum FROM rows WHERE {part.sql}{order} LIMIT {most}"
        return [rownum for (rownum,) in self._all(Part(sql, part.parameters))]

    def groups(self, query: Query, *, offset: int, most: int) -> list[tuple]:
        """Return figures of groups, from the ``offset``-th on."""
        part = figures.statement(query, self._columns, self._where(query))
        limited = Part(f"{part.sql} LIMIT {most} OFFSET {offset}", part.parameters)
        return [tuple(map(figure, row)) for row in self._all(limited)]

    def total(self, query: Query) -> int:
        """Return how many rows or groups there are."""
        part = self._where(query)
        sql = f"SELECT count(*) FROM rows WHERE {part.sql}"
        if query.group:
            keys = ", ".join(found(self._columns, name).key for name in query.group)
            sql = f"SELECT count(*) FROM (SELECT 1 FROM rows WHERE {part.sql} GROUP BY {keys})"
        return self._all(Part(sql, part.parameters))[0][0]

    def batches(self, query: Query) -> Iterator[list[tuple]]:
        """Yield all rows or groups as values."""
        inexact = any(
            each.type == ColumnType.NUMBER and each.scale is None for each in self._asked(query)
        )
        part = self._statement(query, for_csv=False)
        return self._batches(part, with_figures=query.is_of_groups or inexact)

    def csv(self, query: Query) -> Iterator[bytes]:
        """Yield all rows or groups as lines of CSV, without header."""
        return self._csv(self._statement(query, for_csv=True))

    def _asked(self, query: Query) -> Sequence[StoredColumn]:
        if not query.columns:
            return tuple(self._columns.values())
        return [found(self._columns, name) for name in query.columns]

    def _statement(self, query: Query, *, for_csv: bool) -> Part:
        part = self._where(query)
        if query.is_of_groups:
            return figures.statement(query, self._columns, part, for_csv=for_csv)
        asked = self._asked(query)
        cells = ", ".join(column.for_csv if for_csv else column.key for column in asked)
        order = f" ORDER BY {sorted_by(self._columns, query.order)}" if query.order else ""
        return Part(f"SELECT {cells} FROM rows WHERE {part.sql}{order}", part.parameters)

    def _where(self, query: Query) -> Part:
        conditions = where(self._columns, query.conditions, for_sqlite=False)
        return conditions & searched(tuple(self._columns.values()), query.search)

    def _all(self, part: Part) -> list[tuple]:
        with told(), closing(self._cursor()) as cursor, self._limited(cursor):
            return cursor.execute(part.sql, part.parameters).fetchall()

    def _batches(self, part: Part, *, with_figures: bool) -> Iterator[list[tuple]]:
        with told(), closing(self._cursor()) as cursor, self._limited(cursor) as timer:
            result = cursor.execute(part.sql, part.parameters)
            for batch in batches_of(result, ROWS_AT_ONCE):
                timer.cancel()  # what now takes time is the reader
                yield [tuple(map(figure, row)) for row in batch] if with_figures else batch

    def _csv(self, part: Part) -> Iterator[bytes]:
        seconds = settings.DATA_QUERY_SECONDS
        with told(), closing(self._cursor()) as cursor:
            yield from exporting.stream(cursor, part.sql, part.parameters, seconds=seconds)

    def _limited(self, cursor: duckdb.DuckDBPyConnection) -> AbstractContextManager[Timer]:
        return stopped_after(settings.DATA_QUERY_SECONDS, cursor)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._opening:
            if self._engine is None:
                self._engine = self._open()
            return self._engine.cursor()

    def _open(self) -> duckdb.DuckDBPyConnection:
        engine = duckdb.connect(
            self._path,
            read_only=True,
            config={
                "threads": settings.DATA_QUERY_THREADS,
                "memory_limit": settings.DATA_QUERY_MEMORY,
                "temp_directory": "",
            },
        )
        # The same file open already, by a store that is being let go or before a fork, is shared.
        if not engine.execute("SELECT current_setting('lock_configuration')").fetchone()[0]:
            engine.execute(
                f"SET allowed_directories = ['{exporting.PIPES}'];"
                " SET enable_external_access = false; SET lock_configuration = true"
            )
        return engine
