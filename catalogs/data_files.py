"""Read the file of a dataset as a stream: CSV, XLSX or JSON, its header row and its rows."""

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from catalogs.attaching import check_nothing_hidden, safe_name
from catalogs.data_enums import ColumnType, DataFormat
from catalogs.data_json import read_records
from catalogs.models import DatasetVersion
from catalogs.table_lines import (
    LONGEST_CELL,
    XLSX,
    Header,
    Limits,
    Line,
    Lines,
    TableError,
    open_lines,
    split_header,
    text_of,
    too_many_rows,
)
from catalogs.tables import MOST_COLUMNS
from catalogs.workbooks import LostDigits

CONTENT_TYPES = {
    DataFormat.CSV: "text/csv; charset=utf-8; header=present",
    DataFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DataFormat.JSON: "application/json",
}
LARGEST_DATA = 512 * 1024 * 1024
MOST_DATA_ROWS = 2_000_000
_UNPACKED = 2 * 1024 * 1024 * 1024
_CHUNK = 256 * 1024
# What may be wrong with a row as a whole.
EXCEEDED, REPEATED, LOST = "exceeded", "repeated", "lost"


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row: its number as a spreadsheet counts it, its cells, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """An open file that is a table; its rows are read from the disk each time they are asked for.

    ``encoding`` is utf-8, gb18030, or empty for a workbook. One reading must end before another
    begins, and the rows raise ``ValidationError`` keyed ``file`` where the file is damaged.
    """

    name: str
    format: DataFormat
    headers: tuple[str, ...]
    # The lines above the rows, or the names alone: published like the rows.
    header_lines: tuple[Line, ...]
    rows: Callable[[], Iterator[DataRow]]
    file: BinaryIO
    encoding: str
    is_marked: bool = False
    delimiter: str = ""

    @property
    def is_stored_as_sent(self) -> bool:
        return self.format != DataFormat.CSV or (self.encoding == "utf-8" and self.is_marked)

    def stored(self) -> Iterator[bytes]:
        """Yield what is stored of the file: a CSV in UTF-8 with a mark for Excel, others as sent.

        Where ``is_stored_as_sent``, these are the bytes of the file.
        """
        if not self.is_stored_as_sent:
            yield codecs.BOM_UTF8
            yield from self._recoded()
            return
        self.file.seek(0)
        while chunk := self.file.read(_CHUNK):
            yield chunk

    def _recoded(self) -> Iterator[bytes]:
        text = text_of(self.file, self.encoding)
        try:
            while part := text.read(_CHUNK):
                yield part.encode("utf-8")
        finally:
            text.detach()


def check_name_and_size(name: str, size: int) -> None:
    """Refuse, before it is kept, a file of another format or too large; keyed ``file``."""
    if name.rpartition(".")[2].lower() not in DataFormat.values:
        raise _refused(_("A dataset is a CSV, XLSX or JSON file."))
    if size > LARGEST_DATA:
        most = filesizeformat(LARGEST_DATA)
        raise _refused(_("The file is larger than %(size)s.") % {"size": most})


def read_data(file: BinaryIO, *, name: str) -> DataFile:
    """Find out how ``file``, which stays open, is read, and read its header row.

    Raises ``ValidationError`` keyed ``file`` for a file that is no table, that has no header row,
    an empty or a repeated header, or that holds more than it shows.
    """
    cleaned = safe_name(name)
    extension = cleaned.rpartition(".")[2].lower()
    if extension not in DataFormat.values:
        raise _refused(_("A dataset is a CSV, XLSX or JSON file."))
    limits = _limits()
    if extension == DataFormat.JSON:
        return _read_json(file, cleaned, limits)
    try:
        source = open_lines(file, filename=cleaned, limits=limits)
        header, _below = split_header(source.read())
    except TableError as error:
        raise _refused(str(error)) from error
    if (source.encoding == XLSX) != (extension == DataFormat.XLSX):
        raise _refused(_("The content of the file is not what its name says."))
    check_nothing_hidden(file, extension)
    return DataFile(
        name=cleaned,
        format=DataFormat(extension),
        headers=header.names,
        header_lines=header.lines,
        rows=partial(_table_rows, source, limits),
        file=file,
        encoding="" if source.encoding == XLSX else source.encoding,
        is_marked=source.is_marked,
        delimiter=source.delimiter,
    )


def open_rows(
    version: DatasetVersion,
) -> tuple[tuple[str, ...], tuple[ColumnType, ...], Iterator[tuple[str, ...]]]:
    """Read the file of a released version: headers, their types, and the rows as text.

    ``data_types.cast`` makes values of the cells; every cell fits the type of its column. The rows
    are read as a stream, which closes the file at its end.
    """
    kinds = version.types or [ColumnType.TEXT] * len(version.headers)
    return tuple(version.headers), tuple(map(ColumnType, kinds)), _rows_of(version)


def _rows_of(version: DatasetVersion) -> Iterator[tuple[str, ...]]:
    with version.file.open("rb") as file:
        for row in read_data(file, name=version.name).rows():
            if not row.fault:
                yield row.cells


def _limits() -> Limits:
    return Limits(
        LARGEST_DATA,
        MOST_DATA_ROWS,
        MOST_COLUMNS,
        LONGEST_CELL,
        unpacked=_UNPACKED,
        truths=("true", "false"),
    )


def _table_rows(source: Lines, limits: Limits) -> Iterator[DataRow]:
    try:
        lines = source.read()
        header, below = split_header(lines)
        for count, (number, cells) in enumerate(chain(below, lines), start=1):
            if count > limits.rows:
                raise too_many_rows(limits)
            row = header.row(cells)
            fault = _fault(header, cells, row)
            if source.encoding == XLSX and lost_digits(row):
                fault = fault or LOST
            yield DataRow(number, row, fault)
    except TableError as error:
        raise _refused(str(error)) from error


def _fault(header: Header, cells: list[str], row: tuple[str, ...]) -> str:
    if header.is_exceeded(cells):
        return EXCEEDED
    return REPEATED if row == header.names else ""


def lost_digits(row: Sequence[str]) -> list[int]:
    """Return at which columns of ``row`` a workbook lost digits of a number."""
    return [at for at, cell in enumerate(row) if type(cell) is LostDigits]


def _read_json(file: BinaryIO, name: str, limits: Limits) -> DataFile:
    headers = tuple(dict.fromkeys(key for record in _records(file, limits) for key in record))
    if any(not header.strip() for header in headers):
        raise _refused(_("A column has no name."))
    if len(headers) > MOST_COLUMNS:
        raise _refused(_("The table has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    if not headers:
        raise _refused(_("The file holds no rows below its header."))
    return DataFile(
        name=name,
        format=DataFormat.JSON,
        headers=headers,
        header_lines=((0, list(headers)),),
        rows=partial(_json_rows, file, headers, limits),
        file=file,
        encoding="utf-8",
    )


def _json_rows(file: BinaryIO, headers: tuple[str, ...], limits: Limits) -> Iterator[DataRow]:
    for number, record in enumerate(_records(file, limits), start=1):
        yield DataRow(number, tuple(record.get(name, "") for name in headers))


def _records(file: BinaryIO, limits: Limits) -> Iterator[dict[str, str]]:
    if file.seek(0, 2) > limits.size:
        size = limits.size // 1024 // 1024
        raise _refused(_("The file is larger than %(size)d MB.") % {"size": size})
    try:
        text = text_of(file, "utf-8")
        try:
            for count, record in enumerate(read_records(text), start=1):
                if count > limits.rows:
                    raise _refused(str(too_many_rows(limits)))
                yield record
        finally:
            text.detach()
    except UnicodeDecodeError as error:
        raise _refused(_("A JSON file is written in UTF-8; this one is not.")) from error


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})
