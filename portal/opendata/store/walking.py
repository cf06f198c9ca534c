"""Pages of ``rows.sqlite3``: along an index, from where the page before ended.

No page counts rows off: the row it begins behind is looked up by its number, so that the
thousandth page costs what the first one does.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from portal.opendata.store.columns import Raw
from portal.opendata.store.statements import Part, same

Row = tuple
_VALUE = itemgetter(1)


class Walk:
    """Rows that a condition finds, in the order of one column or of the file.

    ``cells`` are the keys of the columns that are wanted. Rows come as number, value of the order,
    and cells.
    """

    def __init__(
        self,
        connection: Connection,
        cells: Sequence[str],
        where: Part,
        *,
        key: str | None,
        descending: bool,
    ) -> None:
        self._connection = connection
        self._select = f"SELECT {', '.join(('rownum', key or 'NULL', *cells))} FROM rows"
        self._where = where
        self._key = key
        self._descending = descending

    def behind(self, after: tuple[int, Raw] | None, most: int) -> list[Row]:
        """Return ``most`` rows behind the row with that number and value, or the first ones."""
        rows: list[Row] = []
        for stretch in self._stretches(after):
            rows += stretch(most - len(rows))
            if len(rows) >= most:
                break
        return rows

    def _stretches(self, after: tuple[int, Raw] | None) -> Iterator:
        """Yield the parts of the way, one behind the other; empty cells are the last."""
        rownum, value = after or (0, None)
        key = self._key
        if key is None or (after and value is None):
            part = Part("rownum > ?", (rownum,))
            yield self._by_file(part & same(key, None) if key else part)
            return
        rest = Part(f"{key} IS NOT NULL")
        if after:
            yield self._by_file(same(key, value) & Part("rownum > ?", (rownum,)))
            rest = Part(f"{key} {'<' if self._descending else '>'} ?", (value,))
        yield self._downwards(rest) if self._descending else self._upwards(rest)
        yield self._by_file(same(key, None))

    def _by_file(self, part: Part):
        return lambda most: self._fetch(part, "rownum", most)

    def _upwards(self, part: Part):
        return lambda most: self._fetch(part, f"{self._key}, rownum", most)

    def _downwards(self, part: Part):
        """Walk the index backwards, which turns the rows of one value round too: turn them back.

        Of the last value there may be more rows than were fetched: those are fetched again.
        """

        def fetch(most: int) -> list[Row]:
            rows = self._fetch(part, f"{self._key} DESC, rownum DESC", most)
            groups = [list(group)[::-1] for _value, group in groupby(rows, key=_VALUE)]
            if len(rows) < most:
                return [row for group in groups for row in group]
            whole = [row for group in groups[:-1] for row in group]
            last = same(self._key, _VALUE(rows[-1]))
            return whole + self._fetch(last, "rownum", most - len(whole))

        return fetch

    def _fetch(self, part: Part, order: str, most: int) -> list[Row]:
        part = self._where & part
        sql = f"{self._select} WHERE {part.sql} ORDER BY {order} LIMIT {most}"
        return self._connection.execute(sql, part.parameters).fetchall()
