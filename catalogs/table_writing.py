"""Writing tables for download: CSV in UTF-8 or GB18030, and XLSX, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030"}
_CHUNK = 64 * 1024
_LONGEST_CELL = 32_767

Cells = Mapping[str, object] | Sequence[object]


def guarded(value: object) -> str:
    """The value as text a spreadsheet shows and never runs: a formula gets an apostrophe."""
    text = _plain(value)
    if isinstance(value, (int, float, Decimal)):
        return text  # a minus before a figure begins no formula
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def unguarded(text: str) -> str:
    """The text without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def write_csv(
    rows: Iterable[Cells],
    headers: Sequence[str],
    *,
    encoding: str = "utf-8",
    mark: bool = True,
    guard: bool = True,
) -> Iterator[bytes]:
    """The table as CSV in chunks, for a streaming response.

    rows: mappings by header, or sequences in the headers' order. encoding: "utf-8", written with a
    byte order mark so that Excel knows it, or "gb18030". Lines end in CR LF (RFC 4180).
    For programs, which take a cell as it is: no ``mark``, and no ``guard`` against formulas.
    """
    if encoding not in ENCODINGS:
        raise ValueError(f"Unknown encoding for CSV: {encoding}")
    return _csv_chunks(rows, headers, encoding, mark, guarded if guard else _plain)


def _csv_chunks(
    rows: Iterable[Cells],
    headers: Sequence[str],
    encoding: str,
    mark: bool,
    text: Callable[[object], str],
) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    if mark and encoding == "utf-8":
        buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow([text(name) for name in headers])
    for row in rows:
        writer.writerow([text(value) for value in _in_order(row, headers)])
        if buffer.tell() >= _CHUNK:
            yield _encoded(buffer, encoding)
    yield _encoded(buffer, encoding)


def _encoded(buffer: io.StringIO, encoding: str) -> bytes:
    # A lone surrogate is no character of any encoding; it is written as a question mark.
    chunk = buffer.getvalue().encode(encoding, errors="replace")
    buffer.seek(0)
    buffer.truncate()
    return chunk


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, its headers, and rows in their order."""

    title: str
    headers: Sequence[str]
    rows: Iterable[Cells]


def write_xlsx(rows: Iterable[Cells], headers: Sequence[str], *, title: str = "") -> bytes:
    """The table as a workbook of one sheet named `title`, all cells text, the header frozen."""
    return write_workbook([Sheet(title, headers, rows)], numbers=False)


def write_workbook(sheets: Iterable[Sheet], *, numbers: bool = True) -> bytes:
    """A workbook of several sheets; with `numbers`, figures and dates are cells to reckon with."""
    book = Workbook(write_only=True)
    for table in sheets:
        sheet = book.create_sheet(_sheet_title(table.title))
        sheet.freeze_panes = "A2"
        for index, name in enumerate(table.headers, start=1):
            width = 2 + sum(2 if ord(char) > 0x2E80 else 1 for char in name)
            sheet.column_dimensions[get_column_letter(index)].width = min(60, max(14, width))
        sheet.append([_text_cell(sheet, name, bold=True) for name in table.headers])
        for row in table.rows:
            values = _in_order(row, table.headers)
            sheet.append([_cell(sheet, value, numbers=numbers) for value in values])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _cell(sheet: Any, value: object, *, numbers: bool) -> WriteOnlyCell:
    if numbers and isinstance(value, (int, float, Decimal, date)):
        return WriteOnlyCell(sheet, value=value)
    return _text_cell(sheet, value)


def _text_cell(sheet: Any, value: object, *, bold: bool = False) -> WriteOnlyCell:
    text = ILLEGAL_CHARACTERS_RE.sub("", guarded(value))[:_LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=text)
    if text:
        cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell


def _sheet_title(title: str) -> str:
    return "".join(char for char in title if char not in r"[]:*?/\'")[:31] or "Sheet1"


def _in_order(row: Cells, headers: Sequence[str]) -> Sequence[object]:
    if isinstance(row, Mapping):
        return [row.get(name, "") for name in headers]
    return row
