"""The lines of a table as an office sends it, read as a stream: CSV in any encoding, and XLSX.

What is read is checked on the way, line by line, so that a file of any size takes little memory.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from catalogs.table_headers import TALLEST_HEADER, flatten_headers, header_height
from catalogs.table_writing import unguarded
from catalogs.workbooks import LEGACY_WORKBOOK, ZIP_FILE, WorkbookError, read_workbook

Line = tuple[int, list[str]]

XLSX = "xlsx"
LONGEST_CELL = 32_767
_BOM = "\ufeff"
_DELIMITERS = ",;\t"
_SNIFFED_LINES = 5
_SNIFFED_CHARACTERS = 64 * 1024
_CHUNK = 1024 * 1024
_HAN = re.compile("[\u4e00-\u9fff]")


class TableError(ValueError):
    """The file is no table that can be read; the message is a sentence for its sender."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a table may have at most: bytes, rows, columns, characters of a cell."""

    size: int
    rows: int
    columns: int
    cell: int
    # What an Excel file unpacks to, and whether its truth values are words.
    unpacked: int
    truths: tuple[str, str] = ("1", "0")


@dataclass(frozen=True, slots=True)
class Lines:
    """A file that is a table: ``read`` gives its lines that hold anything, trimmed, numbered.

    ``encoding`` is utf-8, gb18030 or xlsx; ``is_marked`` that of a byte order mark before it.
    """

    read: Callable[[], Iterator[Line]]
    encoding: str
    is_marked: bool = False
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, where they stand in a line, and how many lines they take."""

    names: tuple[str, ...]
    places: tuple[int, ...]
    width: int
    height: int
    # The titles above and the lines of the header, as they stand in the file.
    lines: tuple[Line, ...]

    def row(self, cells: list[str]) -> tuple[str, ...]:
        """Return the cells below the names; those missing at the end are blank."""
        if len(cells) < self.width:
            cells = cells + [""] * (self.width - len(cells))
        if len(self.places) == self.width:
            return tuple(cells[: self.width])
        return tuple(cells[place] for place in self.places)

    def is_exceeded(self, cells: list[str]) -> bool:
        """Say whether the line holds anything that no name stands above."""
        if len(cells) > self.width:
            return True
        if len(self.places) == self.width:
            return False
        return any(cell for at, cell in enumerate(cells) if cell and at not in self.places)


def open_lines(file: BinaryIO, *, filename: str, limits: Limits) -> Lines:
    """Find out how ``file`` is read; what the content is decides, not only the name's ending.

    The file stays open, and one reading of it must end before another begins.
    Raises ``TableError`` for a file too large, in an unknown encoding, damaged, or no table; so
    does the reading.
    """
    size = file.seek(0, io.SEEK_END)
    if size > limits.size:
        raise TableError(
            _("The file is larger than %(size)d MB.") % {"size": limits.size // 1024 // 1024}
        )
    file.seek(0)
    start = file.read(_CHUNK)
    if not start.strip() and size <= _CHUNK:
        raise TableError(_("The file is empty."))
    if start.startswith(LEGACY_WORKBOOK):
        raise TableError(
            _("This is an old or protected Excel file. Save it as .xlsx without a password.")
        )
    if start.startswith(ZIP_FILE):
        return Lines(partial(_checked, partial(_sheet_lines, file, limits), limits), XLSX)
    if PurePath(filename).suffix.lower() in {".xlsx", ".xlsm"}:
        raise TableError(_("The file is named as an Excel workbook but is not one."))
    encoding = _encoding_of(file)
    delimiter = delimiter_of(file, encoding)
    read = partial(csv_lines, file, encoding, delimiter)
    return Lines(
        partial(_checked, read, limits), encoding, start.startswith(codecs.BOM_UTF8), delimiter
    )


def split_header(lines: Iterator[Line]) -> tuple[Header, list[Line]]:
    """Read the header; return it with those lines below it that were read already.

    Official two-row headers are joined with a slash, and titles above are left out.
    """
    top = list(islice(lines, TALLEST_HEADER))
    if not top:
        raise TableError(_("The file holds no rows."))
    found = header_height([cells for _number, cells in top])
    height = found.title_rows + found.header_rows
    titles = found.title_rows
    names = flatten_headers([cells for _number, cells in top[titles:height]])
    _refuse_bad_headers(names)
    places = tuple(place for place, name in enumerate(names) if name)
    named = tuple(names[place] for place in places)
    return Header(named, places, len(names), height, tuple(top[:height])), top[height:]


def text_of(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Return the text of ``file`` from its start, behind a byte order mark; detach it at the end.

    Line ends stay as they are.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    if text.read(1) != _BOM:
        text.seek(0)
    return text


def too_many_rows(limits: Limits) -> TableError:
    return TableError(_("The table has more than %(rows)d rows.") % {"rows": limits.rows})


def _encoding_of(file: BinaryIO) -> str:
    """Return utf-8 or gb18030, in which the whole file reads without a fault."""
    line = _first_bad_line(file, "utf-8")
    if line is None:
        return "utf-8"
    file.seek(0)
    if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 or _is_broken_utf8(file):
        raise TableError(
            _("Line %(line)d holds bytes that are not UTF-8. The file is damaged.") % {"line": line}
        )
    line = _first_bad_line(file, "gb18030")
    if line is not None:
        raise _in_no_encoding(line)
    return "gb18030"


def _first_bad_line(file: BinaryIO, encoding: str) -> int | None:
    """Return the number of the first line that is not in ``encoding``, None where all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    line = 1
    while True:
        chunk = file.read(_CHUNK)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        if "\x00" in text:
            raise _in_no_encoding(line + text.count("\n", 0, text.index("\x00")))
        if not chunk:
            return None
        line += text.count("\n")


def _in_no_encoding(line: int) -> TableError:
    return TableError(
        _(
            "The file is neither UTF-8 nor GB18030 text: see line %(line)d. Save it again as CSV"
            " or XLSX."
        )
        % {"line": line}
    )


def _is_broken_utf8(file: BinaryIO) -> bool:
    """Whether this is UTF-8 with a few bad bytes: as GB18030 it might decode, into nonsense."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    file.seek(0)
    good = bad = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        good += len(_HAN.findall(text))
        bad += text.count("\ufffd")
    return good > bad + decoder.decode(b"", final=True).count("\ufffd")


def delimiter_of(file: BinaryIO, encoding: str) -> str:
    text = text_of(file, encoding)
    start = text.read(_SNIFFED_CHARACTERS)
    text.detach()
    top = "".join(islice(filter(str.strip, io.StringIO(start)), _SNIFFED_LINES))
    return max(_DELIMITERS, key=top.count)


def csv_lines(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[Line]:
    text = text_of(file, encoding)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number, line = 0, 1
    try:
        for number, cells in enumerate(reader, start=1):  # as a spreadsheet would number them
            yield number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_long(number + 1, csv.field_size_limit()) from error
        raise TableError(
            _("Line %(line)d is not well-formed CSV: a quotation mark is missing or misplaced.")
            % {"line": line}
        ) from error
    finally:
        text.detach()


def _sheet_lines(file: BinaryIO, limits: Limits) -> Iterator[Line]:
    try:
        yield from read_workbook(
            file,
            most_lines=limits.rows * 2,
            most_unpacked=limits.unpacked,
            truths=limits.truths,
        )
    except WorkbookError as error:
        raise TableError(str(error)) from error


def _checked(read: Callable[[], Iterator[Line]], limits: Limits) -> Iterator[Line]:
    """Lines that hold anything, trimmed; refuses what is beyond the limits as soon as it shows."""
    kept = 0
    for number, raw in read():
        cells = [cell.strip() for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        kept += 1
        # Titles and header are no rows: the exact count is taken once they are known.
        if kept > limits.rows + TALLEST_HEADER:
            raise too_many_rows(limits)
        if len(cells) > limits.columns:
            raise TableError(
                _("Row %(row)d has more than %(columns)d columns.")
                % {"row": number, "columns": limits.columns}
            )
        if len(max(cells, key=len)) > limits.cell:
            raise too_long(number, limits.cell)
        whole = "\x00".join(cells)
        if "\r" in whole:
            cells = [
                cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
                for cell in cells
            ]
        if "'" in whole:
            cells = [unguarded(cell) if "'" in cell else cell for cell in cells]
        yield number, cells


def too_long(row: int, length: int) -> TableError:
    return TableError(
        _("A cell in row %(row)d is longer than %(length)d characters.")
        % {"row": row, "length": length}
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
