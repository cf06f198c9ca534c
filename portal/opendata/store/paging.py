"""``rows.sqlite3`` of a version: pages of rows, rows by their number, and counted values."""

import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.utils.translation import gettext as _

from portal.opendata.query import Query, Value
from portal.opendata.store import QueryRefused, figures
from portal.opendata.store.columns import Raw, StoredColumn
from portal.opendata.store.limits import few_steps
from portal.opendata.store.statements import behind, direction, found, sorted_by, where
from portal.opendata.store.walking import Walk

MAPPED = 2**30  # bytes of the file that are read without copying, where the system can
CACHED = 8192  # KB of pages each connection keeps


class Pager:
    """Reads the file of SQLite; each use has a connection for itself, which the next one takes."""

    def __init__(self, path: Path, columns: Mapping[str, StoredColumn]) -> None:
        self._address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self._columns = columns
        self._idle: deque[sqlite3.Connection] = deque()
        self._is_closed = False

    def close(self) -> None:
        """Let go of the file; connections in use are closed when they are given back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()

    def walk(self, query: Query, most: int) -> list[tuple]:
        """Return rows along an index: number, and cells. Raises ``TooManySteps``."""
        keys = self._keys(query.columns)
        order = query.order[0] if query.order else None
        key = found(self._columns, order.column).key if order else None
        with self._connection() as base, few_steps(base):
            after = self._after(base, query)
            walk = Walk(
                base,
                keys,
                where(self._columns, query.conditions, for_sqlite=True),
                key=key,
                descending=order is not None and order.descending,
            )
            rows = walk.behind(after and (after[0], after[1][0] if key else None), most)
        return [(row[0], *row[2:]) for row in rows]

    def sort(self, query: Query, most: int) -> list[tuple]:
        """Return the same by looking at all the rows, in whatever order."""
        part = where(self._columns, query.conditions, for_sqlite=True)
        with self._connection() as base:
            if after := self._after(base, query):
                rownum, values = after
                keys = [
                    (found(self._columns, each.column).key, each.descending) for each in query.order
                ]
                ends = [(*key, value) for key, value in zip(keys, values, strict=True)]
                part &= behind(ends, rownum)
            cells = ", ".join(("rownum", *self._keys(query.columns)))
            order = sorted_by(self._columns, query.order)
            sql = f"SELECT {cells} FROM rows WHERE {part.sql} ORDER BY {order} LIMIT {most}"
            return base.execute(sql, part.parameters).fetchall()

    def fetch(self, query: Query, numbers: Sequence[int]) -> list[tuple]:
        """Return the rows of these numbers, in their order."""
        cells = ", ".join(("rownum", *self._keys(query.columns)))
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT {cells} FROM rows WHERE rownum IN ({marks})"
        with self._connection() as base:
            rows = {row[0]: row for row in base.execute(sql, numbers)}
        return [rows[number] for number in numbers]

    def place(self, query: Query) -> tuple[int, tuple[Value | None, ...]] | None:
        """Return the row the page begins behind: its number, and its values in the order."""
        with self._connection() as base:
            after = self._after(base, query)
        if after is None or not query.order:
            return after
        names = [each.column for each in query.order]
        return after[0], self.values(names, [(after[0], *after[1])])[0]

    def counts(self, query: Query, *, offset: int, most: int) -> list[tuple]:
        """Return how many rows have each value of a column of few values."""
        column = found(self._columns, query.group[0])
        said = {query.aggregates[0].name: "times", column.name: "value"}
        order = [
            direction(figures.ordered(each.column, said), each.descending) for each in query.order
        ]
        sql = (
            f"SELECT times, value FROM counts_{column.key}"
            f" ORDER BY {', '.join((*order, direction('value', False)))} LIMIT ? OFFSET ?"
        )
        with self._connection() as base:
            rows = base.execute(sql, (most, offset)).fetchall()
        values = self.values(query.group, rows)
        return [(value, row[0]) for (value,), row in zip(values, rows, strict=True)]

    def values(
        self, names: Sequence[str], rows: Sequence[tuple], *, plain: bool = False
    ) -> list[tuple]:
        """Return the cells behind the first one of each row as values of their columns.

        ``plain`` leaves figures, days and times as they are kept: as JSON has them too.
        """
        asked = [self._columns[name] for name in names or self._columns]
        readers = [
            (place, read)
            for place, column in enumerate(asked)
            if (read := column.from_sqlite) and not (plain and column.is_plain)
        ]
        if not readers:
            return [row[1:] for row in rows]
        return [_read(row, readers) for row in rows]

    def _keys(self, names: Sequence[str]) -> list[str]:
        return [found(self._columns, name).key for name in names or self._columns]

    def _after(self, base: sqlite3.Connection, query: Query) -> tuple[int, tuple[Raw, ...]] | None:
        """Return the row of the cursor. Raises ``QueryRefused`` where there is none."""
        if query.after is None:
            return None
        order = [found(self._columns, each.column).key for each in query.order]
        keys = ", ".join(("rownum", *order))
        row = None
        if len(query.after) == 1 and isinstance(query.after[0], int):
            row = base.execute(f"SELECT {keys} FROM rows WHERE rownum = ?", query.after).fetchone()
        if row is None:
            raise QueryRefused(_("The place where the page before ended is not in these rows."))
        return row[0], row[1:]

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            base = self._idle.pop()
        except IndexError:
            base = self._open()
        try:
            yield base
        finally:
            if self._is_closed:
                base.close()
            else:
                self._idle.append(base)

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(
            self._address, uri=True, isolation_level=None, check_same_thread=False
        )
        base.execute(f"PRAGMA mmap_size = {MAPPED}")
        base.execute(f"PRAGMA cache_size = -{CACHED}")
        return base


def _read(row: tuple, readers: Sequence[tuple]) -> tuple:
    cells = list(row[1:])
    for place, read in readers:
        if (cell := cells[place]) is not None:
            cells[place] = read(cell)
    return tuple(cells)
