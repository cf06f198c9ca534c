"""Reading the first sheet of an XLSX workbook as text, with limits against hostile files."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import repeat
from operator import is_
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

ZIP_FILE = b"PK\x03\x04"
LEGACY_WORKBOOK = b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
_RATIO_FLOOR = 8 * 1024 * 1024
MOST_LINES = 200_000
_SHEETS = "xl/worksheets/"
_BEYOND_DIGITS = 10**15


DIGITS_LOST = gettext_noop(
    "Excel kept only 15 digits of this number: format the column as text and type it again."
)


class LostDigits(str):
    """A number in a workbook of which Excel kept 15 digits: what it was is not known any more."""

    __slots__ = ()

    def strip(self, _chars: str | None = None, /) -> "LostDigits":
        """Return the number as it is, which no blanks surround."""
        return self


class WorkbookError(ValueError):
    """The workbook cannot be read; the message is a sentence for its sender."""


def read_workbook(
    file: BinaryIO,
    *,
    most_lines: int = MOST_LINES,
    most_unpacked: int = LARGEST_UNPACKED,
    truths: tuple[str, str] = ("1", "0"),
) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet that holds anything, as (row number from 1, cells as text).

    Formulas give the value stored with them. Whole numbers and dates become plain text; text cells
    keep their leading zeros, and numbers shown with leading zeros (format 000000) get them back.
    A number of more than 15 digits is given as ``LostDigits``.
    ``truths`` are the words for yes and no. ``most_unpacked`` bytes bound the whole archive, and
    what of it must be held in memory never has more than ``LARGEST_UNPACKED``.
    """
    _refuse_bombs(file, most_unpacked)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise WorkbookError(_("The Excel file is damaged and cannot be opened.")) from error
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size a file declares may be wrong
            rows = _sheet_rows(sheet.iter_rows(), most_lines, truths)
            first = next(rows, None)
            if first is not None:
                yield first
                yield from rows
                return
    except WorkbookError:
        raise
    except Exception as error:
        raise WorkbookError(
            _("The Excel file is damaged and cannot be read to its end.")
        ) from error
    finally:
        book.close()


def _sheet_rows(
    rows: Iterator[tuple[Any, ...]], most_lines: int, truths: tuple[str, str]
) -> Iterator[tuple[int, list[str]]]:
    width = 0
    for number, row in enumerate(rows, start=1):
        if number > most_lines:
            raise WorkbookError(_("The sheet has more than %(rows)d rows.") % {"rows": most_lines})
        # Rows are filled up to the widest there may be: most of it is seldom worth a look.
        if not all(map(is_, row[width:], repeat(EMPTY_CELL))):
            width = max(at for at, cell in enumerate(row, start=1) if cell is not EMPTY_CELL)
        cells = [
            _text(cell.value, cell, truths) if cell.value is not None else ""
            for cell in row[:width]
        ]
        if any(cells):
            yield number, cells


def _refuse_bombs(file: BinaryIO, most_unpacked: int) -> None:
    size = file.seek(0, io.SEEK_END)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookError(_("The Excel file is damaged and cannot be opened.")) from error
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > _RATIO_FLOOR and unpacked > HIGHEST_RATIO * size
    # Openpyxl reads the sheets as a stream, everything else at once.
    held = sum(part.file_size for part in parts if not part.filename.startswith(_SHEETS))
    if len(parts) > MOST_PARTS or unpacked > most_unpacked or held > LARGEST_UNPACKED or swollen:
        raise WorkbookError(_("The Excel file unpacks to far more data than a table needs."))
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise WorkbookError(_("The file is a compressed archive, not an Excel workbook."))


def _text(value: object, cell: Any, truths: tuple[str, str]) -> str:
    if isinstance(value, bool):
        return truths[0] if value else truths[1]
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, str(cell.number_format or ""))
    return str(value).strip()


def _number(value: float, shown_as: str) -> str:
    if abs(value) >= _BEYOND_DIGITS:
        return LostDigits(f"{float(value):.15g}")
    whole = isinstance(value, int) or value.is_integer()
    text = str(int(value)) if whole else f"{value:.15g}"
    padded = len(shown_as) if shown_as and set(shown_as) == {"0"} else 0
    return text.zfill(padded) if whole else text
