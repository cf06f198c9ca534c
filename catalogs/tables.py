"""Reading tables that offices send: CSV in UTF-8 or GB18030, and XLSX, with the official headers.

`read_table` answers rows of plain text; `write_csv` and `write_xlsx` (in `table_writing`) make the
downloads. A file that cannot be read in full is refused with a sentence for its sender.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from catalogs.table_lines import (
    LONGEST_CELL,
    Limits,
    TableError,
    open_lines,
    split_header,
    too_many_rows,
)
from catalogs.table_writing import write_csv, write_xlsx
from catalogs.workbooks import DIGITS_LOST, LARGEST_UNPACKED, LostDigits

__all__ = ["Row", "Table", "TableError", "read_table", "write_csv", "write_xlsx"]

LARGEST_FILE = 32 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200


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
    limits = Limits(LARGEST_FILE, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LARGEST_UNPACKED)
    source = open_lines(io.BytesIO(content), filename=filename, limits=limits)
    lines = source.read()
    header, below = split_header(lines)
    missing = [name for name in fill_down if name not in header.names]
    if missing:
        raise TableError(_("The column %(name)s is missing.") % {"name": missing[0]})
    rows = []
    above = dict.fromkeys(fill_down, "")
    for number, cells in chain(below, lines):
        if header.is_exceeded(cells):
            raise TableError(
                _("Row %(row)d has more cells than the header has names.") % {"row": number}
            )
        row = header.row(cells)
        _refuse_lost_digits(number, header.names, row)
        if row == header.names:
            continue  # the header, repeated at a page break
        named = dict(zip(header.names, row, strict=True))
        _fill(named, above)
        rows.append(Row(number, named))
        if len(rows) > limits.rows:
            raise too_many_rows(limits)
    return Table(header.names, tuple(rows), source.encoding)


def _refuse_lost_digits(number: int, names: Sequence[str], row: Sequence[str]) -> None:
    for name, cell in zip(names, row, strict=True):
        if isinstance(cell, LostDigits):
            raise TableError(
                _("Row %(row)d, column “%(column)s”: %(words)s")
                % {"row": number, "column": name, "words": _(DIGITS_LOST)}
            )


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
