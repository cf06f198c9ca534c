"""Reading tables that offices send: CSV in UTF-8 or GB18030, and XLSX, with the official headers.

`read_table` answers rows of plain text; `write_csv` and `write_xlsx` (in `table_writing`) make the
downloads. A file that cannot be read in full is refused with a sentence for its sender.
"""

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from catalogs.table_headers import TALLEST_HEADER, flatten_headers, header_height
from catalogs.table_writing import unguarded, write_csv, write_xlsx
from catalogs.workbooks import LEGACY_WORKBOOK, ZIP_FILE, WorkbookError, read_workbook

__all__ = ["Row", "Table", "TableError", "read_table", "write_csv", "write_xlsx"]

LARGEST_FILE = 32 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
_DELIMITERS = ",;\t"
_SNIFFED_LINES = 5


class TableError(ValueError):
    """The file is no table that can be read; the message is a sentence for its sender."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, from 1, and its cells by header."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table read: headers in order, the rows that hold anything, and utf-8, gb18030 or xlsx."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_table(content: bytes, *, filename: str, fill_down: Sequence[str] = ()) -> Table:
    """Read a CSV or XLSX file; what the content is decides, not only the name's ending.

    fill_down: headers whose blank cells take the value above, for merged cells (一级事项).
    Official two-row headers are joined with a slash: 公开事项/一级事项.
    Raises TableError for a file that is too large, in an unknown encoding, or no table.
    """
    if len(content) > LARGEST_FILE:
        raise TableError(
            _("The file is larger than %(size)d MB.") % {"size": LARGEST_FILE // 1024 // 1024}
        )
    if not content.strip():
        raise TableError(_("The file is empty."))
    if content.startswith(LEGACY_WORKBOOK):
        raise TableError(
            _("This is an old or protected Excel file. Save it as .xlsx without a password.")
        )
    if content.startswith(ZIP_FILE):
        try:
            return _table(read_workbook(content), "xlsx", fill_down)
        except WorkbookError as error:
            raise TableError(str(error)) from error
    if PurePath(filename).suffix.lower() in {".xlsx", ".xlsm"}:
        raise TableError(_("The file is named as an Excel workbook but is not one."))
    text, encoding = _decode(content)
    return _table(_csv_lines(text), encoding, fill_down)


def _decode(content: bytes) -> tuple[str, str]:
    marked = content.startswith(codecs.BOM_UTF8)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text, encoding = content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if marked or _is_broken_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise TableError(
                _("Line %(line)d holds bytes that are not UTF-8. The file is damaged.")
                % {"line": line}
            ) from error
        try:
            text, encoding = content.decode("gb18030").removeprefix("\ufeff"), "gb18030"
        except UnicodeDecodeError:
            text, encoding = "\x00", ""
    if "\x00" in text:
        raise TableError(
            _("The file is neither UTF-8 nor GB18030 text. Save it again as CSV or XLSX.")
        )
    return text, encoding


def _is_broken_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a few bad bytes: as GB18030 it might decode, into nonsense."""
    text = content.decode("utf-8", errors="replace")
    return sum("\u4e00" <= char <= "\u9fff" for char in text) > text.count("\ufffd")


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    top = "".join(itertools.islice(filter(str.strip, io.StringIO(text)), _SNIFFED_LINES))
    delimiter = max(_DELIMITERS, key=top.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = 0, 1
    try:
        for number, cells in enumerate(reader, start=1):  # as a spreadsheet would number them
            yield number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(number + 1) from error
        raise TableError(
            _("Line %(line)d is not well-formed CSV: a quotation mark is missing or misplaced.")
            % {"line": line}
        ) from error


def _table(
    numbered: Iterator[tuple[int, list[str]]], encoding: str, fill_down: Sequence[str]
) -> Table:
    lines = list(_checked(numbered))
    if not lines:
        raise TableError(_("The file holds no rows."))
    height = header_height([cells for _number, cells in lines])
    lines = lines[height.title_rows :]
    headers = flatten_headers([cells for _number, cells in lines[: height.header_rows]])
    _refuse_bad_headers(headers)
    missing = [name for name in fill_down if name not in headers]
    if missing:
        raise TableError(_("The column %(name)s is missing.") % {"name": missing[0]})
    rows = []
    above = dict.fromkeys(fill_down, "")
    for number, cells in lines[height.header_rows :]:
        named = {
            name: cells[index] if index < len(cells) else ""
            for index, name in enumerate(headers)
            if name
        }
        if any(cells[len(headers) :]) or any(
            cell for cell, name in zip(cells, headers, strict=False) if not name
        ):
            raise TableError(
                _("Row %(row)d has more cells than the header has names.") % {"row": number}
            )
        if list(named.values()) == [name for name in headers if name]:
            continue  # the header, repeated at a page break
        _fill(named, above)
        rows.append(Row(number, named))
    if len(rows) > MOST_ROWS:
        raise _too_many()
    return Table(tuple(name for name in headers if name), tuple(rows), encoding)


def _fill(named: dict[str, str], above: dict[str, str]) -> None:
    """Fill blank cells from above; below a new value of an outer column nothing is filled in."""
    outer_is_new = False
    for name in above:
        own = named[name]
        if not own:
            named[name] = own = "" if outer_is_new else above[name]
        elif own != above[name]:
            outer_is_new = True
        above[name] = own


def _checked(numbered: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, trimmed; refuses what is beyond the limits as soon as it shows."""
    kept = 0
    for number, raw in numbered:
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        kept += 1
        # Titles and header are no rows: the exact count is taken once they are known.
        if kept > MOST_ROWS + TALLEST_HEADER:
            raise _too_many()
        if len(cells) > MOST_COLUMNS:
            raise TableError(
                _("Row %(row)d has more than %(columns)d columns.")
                % {"row": number, "columns": MOST_COLUMNS}
            )
        if max(map(len, cells)) > LONGEST_CELL:
            raise _too_long(number)
        yield number, [unguarded(cell) for cell in cells]


def _too_many() -> TableError:
    return TableError(_("The table has more than %(rows)d rows.") % {"rows": MOST_ROWS})


def _too_long(row: int) -> TableError:
    return TableError(
        _("A cell in row %(row)d is longer than %(length)d characters.")
        % {"row": row, "length": LONGEST_CELL}
    )


def _refuse_bad_headers(headers: Sequence[str]) -> None:
    named = [name for name in headers if name]
    if not named:
        raise TableError(_("The table has no header row."))
    for name in named:
        if named.count(name) > 1:
            raise TableError(
                _("The header %(name)s stands in more than one column.") % {"name": name}
            )
