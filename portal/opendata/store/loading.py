"""Read the file of a version into DuckDB: once as text, and from there with types.

A CSV file that is written plainly is read by the engine itself, which takes seconds for a million
rows. One with other separators, title rows, blanks around its cells, days that are not written as
2026-01-31 or times with a zone, and every workbook or JSON file, is read by the portal first, so
that both readings mean the same.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from django.utils.translation import gettext as _

from catalogs.data_enums import OF_DAYS, ColumnType, DataFormat
from catalogs.data_files import open_rows
from catalogs.data_types import cast
from catalogs.models import DatasetVersion
from portal.opendata.store.columns import EXACT_DIGITS, FEW_VALUES, StoredColumn, written

MEMORY = "512MB"
THREADS = 2
_READING = (
    "header=true, delim=',', quote='\"', escape='\"', nullstr='', auto_detect=false,"
    " strict_mode=true, max_line_size=16000000, buffer_size=32000000"
)
# Cells that engine and portal read alike: of texts those that need no trimming.
_UNTRIMMED = r"^['\s\p{Z}\x{1c}-\x{1f}\x{85}]|[\s\p{Z}\x{1c}-\x{1f}\x{85}]$|\r"
_PLAIN = {
    ColumnType.INTEGER: r"-?[0-9]{1,15}",
    ColumnType.NUMBER: r"-?[0-9]{1,15}(?:\.[0-9]+)?",
    ColumnType.DATE: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    ColumnType.DATETIME: (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)?"
    ),
    ColumnType.BOOLEAN: r"(?i)true|false",
}


class BuildFailed(ValueError):
    """The file cannot be made ready for queries; the message is a sentence for its department."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a reading found: rows, cells that want the portal's own reading, and columns."""

    row_count: int
    unusual: int
    columns: tuple[StoredColumn, ...]
    # About how many different values each column has.
    varieties: tuple[int, ...]


def load(
    version: DatasetVersion, columns: Sequence[StoredColumn], folder: Path
) -> tuple[duckdb.DuckDBPyConnection, Survey]:
    """Make ``rows.duckdb`` in ``folder``; return the connection to its table ``rows``.

    Raises ``BuildFailed`` for a file whose rows are not those that were released.
    """
    engine = duckdb.connect(
        folder / "rows.duckdb",
        config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": str(folder)},
    )
    try:
        engine.execute(f"ATTACH '{_quoted(folder / 'cells.duckdb')}' AS raw")
        survey = _read(engine, version, columns, folder)
        for column in survey.columns:
            if column.is_few and column.type == ColumnType.TEXT:
                engine.execute(
                    f"CREATE TYPE {_list_of(column)} AS ENUM (SELECT DISTINCT {column.key}"
                    f" FROM raw.cells WHERE {column.key} IS NOT NULL ORDER BY ALL)"
                )
        typed = ", ".join(
            f"CAST({each.key} AS {_kept_as(each)}) AS {each.key}" for each in survey.columns
        )
        engine.execute(f"CREATE TABLE rows AS SELECT rownum, {typed} FROM raw.cells")
        engine.execute("DETACH raw")
    except BaseException:
        engine.close()
        raise
    (folder / "cells.duckdb").unlink()
    return engine, survey


def _read(
    engine: duckdb.DuckDBPyConnection,
    version: DatasetVersion,
    columns: Sequence[StoredColumn],
    folder: Path,
) -> Survey:
    survey = _read_plainly(engine, version, columns)
    if survey is None:
        path = folder / "cells.csv"
        _write_plainly(version, path)
        engine.execute("DROP TABLE IF EXISTS raw.cells")
        _fill(engine, path, len(columns))
        survey = _look(engine, columns)
        path.unlink()
    if survey.row_count != version.row_count:
        raise BuildFailed(
            _("The file has %(found)d rows, but %(released)d were released.")
            % {"found": survey.row_count, "released": version.row_count}
        )
    return survey


def _read_plainly(
    engine: duckdb.DuckDBPyConnection, version: DatasetVersion, columns: Sequence[StoredColumn]
) -> Survey | None:
    """Let the engine read the file; None where the portal has to do it."""
    if version.format != DataFormat.CSV:
        return None
    path = Path(version.file.path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        headers = next(csv.reader(file), [])
    if headers != [column.name for column in columns]:
        return None
    try:
        _fill(engine, path, len(columns))
    except duckdb.Error:
        return None
    survey = _look(engine, columns)
    return survey if survey.row_count == version.row_count and not survey.unusual else None


def _fill(engine: duckdb.DuckDBPyConnection, path: Path, width: int) -> None:
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    engine.execute(
        "CREATE TABLE raw.cells AS SELECT row_number() OVER () AS rownum, *"
        f" FROM read_csv(?, columns={{{names}}}, {_READING})",
        [str(path)],
    )


def _write_plainly(version: DatasetVersion, path: Path) -> None:
    headers, kinds, rows = open_rows(version)
    days = [place for place, kind in enumerate(kinds) if kind in OF_DAYS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows(_with_days(rows, kinds, days) if days else rows)


def _with_days(
    rows: Iterable[Sequence[str]], kinds: Sequence[ColumnType], places: Sequence[int]
) -> Iterable[list[str]]:
    """Yield rows whose days are written as in ISO 8601, times as the portal's clock shows them."""
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = written(cast(kinds[place], cells[place]))
        yield cells


def _look(engine: duckdb.DuckDBPyConnection, columns: Sequence[StoredColumn]) -> Survey:
    row_count = engine.execute("SELECT count(*) FROM raw.cells").fetchone()[0]
    unusual, varieties, found = 0, [], []
    for column in columns:
        strange, variety, whole, behind = _look_at(engine, column)
        unusual += strange
        varieties.append(variety)
        exact = column.type == ColumnType.NUMBER and whole + behind <= EXACT_DIGITS
        is_few = variety <= 2 * FEW_VALUES and _is_few(engine, column.key)
        found.append(replace(column, scale=behind if exact else None, is_few=is_few))
    return Survey(row_count, unusual, tuple(found), tuple(varieties))


def _look_at(engine: duckdb.DuckDBPyConnection, column: StoredColumn) -> tuple[int, int, int, int]:
    """Return unusual cells, about how many values, and the most digits before and behind a point.

    The digits are those of figures alone.
    """
    key, digits = column.key, "0, 0"
    strange, pattern = f"NOT regexp_full_match({key}, ?)", _PLAIN.get(column.type)
    if column.type == ColumnType.TEXT:
        strange, pattern = f"regexp_matches({key}, ?)", _UNTRIMMED
    if column.type == ColumnType.NUMBER:
        digits = (
            f"coalesce(max(length(split_part(ltrim({key}, '-'), '.', 1))), 0),"
            f" coalesce(max(length(split_part({key}, '.', 2))), 0)"
        )
    return engine.execute(
        f"SELECT count(*) FILTER ({strange}), approx_count_distinct({key}), {digits}"
        " FROM raw.cells",
        [pattern],
    ).fetchone()


def _is_few(engine: duckdb.DuckDBPyConnection, key: str) -> bool:
    sql = f"SELECT count(DISTINCT {key}) FROM raw.cells"
    return 0 < engine.execute(sql).fetchone()[0] <= FEW_VALUES


def _kept_as(column: StoredColumn) -> str:
    is_list = column.is_few and column.type == ColumnType.TEXT
    return _list_of(column) if is_list else column.duckdb_type


def _list_of(column: StoredColumn) -> str:
    return f"values_of_{column.key}"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
