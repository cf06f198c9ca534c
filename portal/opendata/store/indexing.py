"""Copy the rows of DuckDB into SQLite, with the indexes its pages walk along."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice, product
from pathlib import Path

import duckdb

from portal.opendata.store.columns import StoredColumn

ROWS_AT_ONCE = 20_000
MOST_PAIRS = 6
# A column of fewer rows for each value is filtered fast enough without the order beside it.
ROWS_OF_A_VALUE = 1000
_SETTINGS = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -65536;
PRAGMA temp_store = FILE;
"""


def copy(
    engine: duckdb.DuckDBPyConnection,
    columns: Sequence[StoredColumn],
    *,
    pairs: Sequence[tuple[StoredColumn, StoredColumn]],
    path: Path,
) -> None:
    """Write ``path``: the table ``rows``, its indexes, and the counts of columns of few values."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript(_SETTINGS)
        base.execute("BEGIN")
        _copy_rows(engine, base, columns)
        for column in columns:
            if column.is_few:
                _count_values(engine, base, column)
        for column in columns:
            if column.is_indexed:
                base.execute(f"CREATE INDEX by_{column.key} ON rows ({column.key})")
        for filtered, ordered in pairs:
            name, keys = f"by_{filtered.key}_{ordered.key}", f"{filtered.key}, {ordered.key}"
            base.execute(f"CREATE INDEX {name} ON rows ({keys})")
        base.execute("ANALYZE")
        base.execute("COMMIT")


def pairs_of(
    columns: Sequence[StoredColumn], varieties: Sequence[int], row_count: int
) -> list[tuple[StoredColumn, StoredColumn]]:
    """Return which columns are indexed with which order: coarse filters, then fine orders."""
    marked = [(variety, each) for variety, each in zip(varieties, columns, strict=True)]
    marked = sorted(
        (pair for pair in marked if pair[1].is_indexed), key=lambda pair: (pair[0], pair[1].place)
    )
    coarse = [each for variety, each in marked if row_count > ROWS_OF_A_VALUE * max(variety, 1)]
    fine = [each for _variety, each in marked if each not in coarse]
    return list(islice(product(coarse, fine), MOST_PAIRS))


def _copy_rows(
    engine: duckdb.DuckDBPyConnection, base: sqlite3.Connection, columns: Sequence[StoredColumn]
) -> None:
    named = ", ".join(f"{column.key} {column.sqlite_type}" for column in columns)
    base.execute(f"CREATE TABLE rows (rownum INTEGER PRIMARY KEY, {named})")
    values = ", ".join(column.for_sqlite for column in columns)
    places = ", ".join("?" * (len(columns) + 1))
    for batch in batches_of(engine.execute(f"SELECT rownum, {values} FROM rows")):
        base.executemany(f"INSERT INTO rows VALUES ({places})", batch)


def _count_values(
    engine: duckdb.DuckDBPyConnection, base: sqlite3.Connection, column: StoredColumn
) -> None:
    """Keep how many rows have each value: a facet of the whole dataset is read, not counted."""
    base.execute(f"CREATE TABLE counts_{column.key} (value {column.sqlite_type}, times INTEGER)")
    counts = engine.execute(f"SELECT {column.for_sqlite}, count(*) FROM rows GROUP BY ALL")
    base.executemany(f"INSERT INTO counts_{column.key} VALUES (?, ?)", counts.fetchall())


def batches_of(
    result: duckdb.DuckDBPyConnection, size: int = ROWS_AT_ONCE
) -> Iterator[list[tuple]]:
    """Yield what a statement has found, in lists of ``size`` rows."""
    while batch := result.fetchmany(size):
        yield batch
