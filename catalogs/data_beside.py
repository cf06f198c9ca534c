"""What the file of a dataset publishes beside its rows: titles, names, properties, and no more.

A file becomes public as it was sent. What no program can look through, and what is no part of the
one table, is refused.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.data_enums import DataFormat
from catalogs.data_files import DataFile

# No row has this number: it stands for the name of the file, of columns, and its properties.
OUTSIDE = 0
_SHEETS = "xl/worksheets/"
_STRINGS = "xl/sharedStrings.xml"
# The parts of a workbook that is one table, as Excel, WPS and LibreOffice write it.
_TABLE_PARTS = (
    *("[Content_Types].xml", "_rels/", "docProps/app.xml", "docProps/core.xml"),
    *("docProps/custom.xml", "docMetadata/", "customXml/", "xl/workbook.xml", "xl/_rels/"),
    *(_SHEETS, _STRINGS, "xl/styles.xml", "xl/theme/", "xl/calcChain.xml", "xl/tables/"),
    *("xl/metadata.xml", "xl/persons/", "xl/richData/", "xl/featurePropertyBag/"),
)
# What a printer is told, in a form of its own.
_PRINTING = "xl/printerSettings/"
_XML = (".xml", ".rels")
_CHUNK = 256 * 1024
_LONGEST_TAG = 4096
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t|f)(?:\s[^>]*)?>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]+)<")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData\s*>")
# Numbers that programs give to parts, of digits and letters.
_MADE_UP = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")


def refuse_more_than_a_table(data: DataFile) -> None:
    """Raise ``ValidationError`` keyed ``file`` for a workbook that is more than one table."""
    if data.format != DataFormat.XLSX:
        return
    with zipfile.ZipFile(data.file) as archive:
        if not all(map(_is_of_a_table, archive.namelist())):
            raise _refused(
                _(
                    "The workbook holds more than a table. Take comments, pictures, drawings and"
                    " everything embedded out of it, and send it again."
                )
            )
        sheets = filter(_is_sheet, archive.namelist())
        if sum(_is_filled(archive, sheet) for sheet in sheets) > 1:
            raise _refused(
                _(
                    "The workbook has cells in more than one sheet, and all of it would become"
                    " public. Keep one sheet, and send the others as datasets of their own."
                )
            )


def texts_beside(data: DataFile, *, strings: bool) -> Iterator[tuple[int, str]]:
    """Yield what is published beside the rows, with the number of its line or ``OUTSIDE``.

    ``strings``: also all texts a workbook keeps, which are those of its cells and may be more.
    """
    yield OUTSIDE, data.name
    for number, cells in data.header_lines:
        yield number, "\n".join(cells)
    if data.format != DataFormat.XLSX:
        return
    with zipfile.ZipFile(data.file) as archive:
        for part in archive.namelist():
            if not part.endswith(_XML) or (part == _STRINGS and not strings):
                continue
            is_rows = _is_sheet(part) and _is_filled(archive, part)
            with archive.open(part) as file:
                for piece in _around_rows(file) if is_rows else _pieces(file):
                    words = unescape(piece.decode("utf-8", "replace"))
                    yield OUTSIDE, _MADE_UP.sub("", words)


def _is_of_a_table(part: str) -> bool:
    if part.endswith("/") or part.startswith(_PRINTING):
        return True
    return part.startswith(_TABLE_PARTS) and part.endswith(_XML)


def _is_sheet(part: str) -> bool:
    return part.startswith(_SHEETS) and part.endswith(".xml")


def _is_filled(archive: zipfile.ZipFile, sheet: str) -> bool:
    with archive.open(sheet) as file:
        return any(map(_FILLED.search, _overlapping(file)))


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the content in pieces, each with the end of the one before."""
    end = b""
    while chunk := file.read(_CHUNK):
        yield end + chunk
        end = chunk[-_LONGEST_TAG:]


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the content in pieces, none of which ends within a text or a tag."""
    held = b""
    while chunk := file.read(_CHUNK):
        whole, sign, rest = (held + chunk).rpartition(b"<")
        if whole:
            yield whole
        held = sign + rest
    yield held


def _around_rows(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what a sheet holds beside the values of its cells: formulas, and all behind the rows.

    There stand its links, its lists to choose from, and the head and foot of its pages.
    """
    is_behind = False
    for piece in _pieces(file):
        if is_behind:
            yield piece
        elif end := _END_OF_ROWS.search(piece):
            is_behind = True
            yield b"\n".join(_FORMULA.findall(piece, 0, end.start()))
            yield piece[end.end() :]
        else:
            yield b"\n".join(_FORMULA.findall(piece + b"<"))


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})
