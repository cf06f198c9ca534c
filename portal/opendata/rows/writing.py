"""Rows in the formats of answers. Numbers stay numbers, days are ISO 8601, empty cells null."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from catalogs.data_enums import ColumnType
from catalogs.table_writing import Sheet, write_workbook
from catalogs.tables import write_csv
from portal.opendata.rows.describing import Described
from portal.opendata.rows.parameters import Format, Labels

CONTENT_TYPES: Mapping[Format, str] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.LINES: "application/x-ndjson",
}
BYTE_ORDER_MARK = "\ufeff".encode()

Rows = Iterable[Sequence[Any]]


def _told(value: object) -> float | str:
    """Return what JSON has no kind of its own for."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"Rows hold no {type(value).__name__}.")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_told)


def json_page(head: Mapping[str, Any], columns: Sequence[Described], rows: Rows) -> bytes:
    """Return one page as JSON; ``head`` are its members beside the rows."""
    names = [column.name for column in columns]
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    return _ENCODER.encode({**head, "rows": objects}).encode()


def json_lines(batches: Iterable[Rows], columns: Sequence[Described]) -> Iterator[bytes]:
    """Yield one JSON object a line, a batch of rows at a time."""
    names = [column.name for column in columns]
    for batch in batches:
        lines = [_ENCODER.encode(dict(zip(names, row, strict=True))) for row in batch]
        yield ("\n".join(lines) + "\n").encode() if lines else b""


def csv_file(
    batches: Iterable[Rows],
    columns: Sequence[Described],
    *,
    labels: Labels,
    mark: bool,
    guard: bool,
) -> Iterator[bytes]:
    """Yield a CSV file; with ``guard`` no spreadsheet takes a text for a formula."""
    plain = _plain_cells(columns)
    rows = (plain(row) for row in chain.from_iterable(batches))
    return write_csv(rows, _headers(columns, labels), mark=mark, guard=guard)


def workbook(
    batches: Iterable[Rows], columns: Sequence[Described], *, title: str, labels: Labels
) -> bytes:
    """Return an XLSX file: figures and days as such, texts never as formulas."""
    rows = chain.from_iterable(batches)
    return write_workbook([Sheet(title, _headers(columns, labels), rows)])


def _headers(columns: Sequence[Described], labels: Labels) -> list[str]:
    return [column.label(labels) for column in columns]


def _plain_cells(columns: Sequence[Described]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what writes truth values and times of a row as JSON does."""
    truths = [place for place, row in enumerate(columns) if row.type == ColumnType.BOOLEAN]
    times = [place for place, row in enumerate(columns) if row.type == ColumnType.DATETIME]
    if not truths and not times:
        return lambda row: row

    def plain(row: Sequence[Any]) -> list[Any]:
        cells = list(row)
        for place in truths:
            if cells[place] is not None:
                cells[place] = "true" if cells[place] else "false"
        for place in times:
            if isinstance(cells[place], datetime):
                cells[place] = cells[place].isoformat()
        return cells

    return plain
