"""Read the file of a dataset: CSV, XLSX or JSON, its header row, and personal numbers in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.attaching import check_nothing_hidden, safe_name
from catalogs.data_enums import ColumnType, DataFormat
from catalogs.data_types import TypeFinder
from catalogs.identity import card_numbers, masked_number, personal_numbers
from catalogs.models import DatasetVersion
from catalogs.tables import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, TableError, read_table

CONTENT_TYPES = {
    DataFormat.CSV: "text/csv; charset=utf-8; header=present",
    DataFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DataFormat.JSON: "application/json",
}
SAMPLE_ROWS = 20
LONGEST_SAMPLE = 200
NUMBERS_TOLD = 5


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was read: what is stored of it, and its cells as text, row by row."""

    name: str
    format: DataFormat
    content: bytes
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # The number of each row as a spreadsheet or a reader of the file counts it.
    numbers: tuple[int, ...]

    def sample(self) -> list[list[str]]:
        """Return the first rows, long texts cut."""
        first = islice(self.rows, SAMPLE_ROWS)
        return [[_cut(cell) for cell in row] for row in first]

    def type_of(self, index: int) -> ColumnType:
        """Return what all the filled cells of a column are; leading zeros make them text."""
        finder = TypeFinder()
        finder.see({row[index] for row in self.rows})
        return finder.kind


def open_rows(
    version: DatasetVersion,
) -> tuple[tuple[str, ...], tuple[ColumnType, ...], Iterator[tuple[str, ...]]]:
    """Read the file of a released version: headers, their types, and the rows as text.

    ``data_types.cast`` makes values of the cells; every cell fits the type of its column.
    """
    with version.file.open("rb") as file:
        data = read_data(file.read(), name=version.name)
    kinds = version.types or [data.type_of(index) for index in range(len(data.headers))]
    return data.headers, tuple(map(ColumnType, kinds)), iter(data.rows)


def read_data(content: bytes, *, name: str) -> DataFile:
    """Read a file for release; a CSV in another encoding comes back in UTF-8.

    Raises ``ValidationError`` keyed ``file`` for a file that cannot be read in full, that has no
    header row, an empty or a repeated header, or not a single row.
    """
    cleaned = safe_name(name)
    extension = cleaned.rpartition(".")[2].lower()
    if extension not in DataFormat.values:
        raise _refused(_("A dataset is a CSV, XLSX or JSON file."))
    if len(content) > LARGEST_FILE:
        size = LARGEST_FILE // 1024 // 1024
        raise _refused(_("The file is larger than %(size)d MB.") % {"size": size})
    if extension == DataFormat.JSON:
        return _read_json(content, cleaned)
    try:
        table = read_table(content, filename=cleaned)
    except TableError as error:
        raise _refused(str(error)) from error
    if (table.encoding == "xlsx") != (extension == DataFormat.XLSX):
        raise _refused(_("The content of the file is not what its name says."))
    check_nothing_hidden(content, extension)
    if table.encoding == "gb18030":
        content = content.decode("gb18030").removeprefix("\ufeff").encode("utf-8-sig")
    return DataFile(
        name=cleaned,
        format=DataFormat(extension),
        content=content,
        headers=table.headers,
        rows=_some(tuple(tuple(row.cells[name] for name in table.headers) for row in table)),
        numbers=tuple(row.number for row in table),
    )


def personal_cells(data: DataFile) -> Iterator[tuple[int, str, str]]:
    """Yield row, column and the masked number wherever a cell holds a person's number."""
    for number, row in zip(data.numbers, data.rows, strict=True):
        for name, cell in zip(data.headers, row, strict=True):
            for found in (*personal_numbers(cell), *card_numbers(cell)):
                yield number, name, masked_number(found)


def check_nothing_personal(data: DataFile) -> None:
    """Refuse a file with identity, telephone or card numbers; says where the first ones stand."""
    found = list(islice(personal_cells(data), NUMBERS_TOLD))
    if not found:
        return
    places = [
        _("row %(row)d, %(column)s: %(number)s") % {"row": row, "column": column, "number": number}
        for row, column, number in found
    ]
    sentence = _(
        "The file holds numbers that look like a person's (%(places)s). Take them out, or give the"
        " reason why they may be public."
    )
    raise ValidationError(
        {"file": ValidationError(sentence % {"places": "; ".join(places)}, code="personal")}
    )


def _read_json(content: bytes, name: str) -> DataFile:
    try:
        records = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_record)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _refused(_("The file is not well-formed JSON in UTF-8.")) from error
    if not isinstance(records, list) or not all(isinstance(row, dict) for row in records):
        raise _refused(_("A JSON file is a list of objects, one for each row."))
    if len(records) > MOST_ROWS:
        raise _refused(_("The table has more than %(rows)d rows.") % {"rows": MOST_ROWS})
    headers = tuple(dict.fromkeys(key for row in records for key in row))
    if any(not header.strip() for header in headers):
        raise _refused(_("A column has no name."))
    if len(headers) > MOST_COLUMNS:
        raise _refused(_("The table has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    rows = tuple(tuple(_cell(row.get(name)) for name in headers) for row in records)
    return DataFile(
        name=name,
        format=DataFormat.JSON,
        content=content,
        headers=headers,
        rows=_some(rows),
        numbers=tuple(range(1, len(rows) + 1)),
    )


def _record(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _refused(_("An object of the JSON file names the same column twice."))
    return record


def _cell(value: object) -> str:
    if isinstance(value, (dict, list)):
        raise _refused(
            _("A row of the JSON file holds another list or object; write plain values.")
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _some(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if not rows:
        raise _refused(_("The file holds no rows below its header."))
    return rows


def _cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST_SAMPLE else f"{cell[:LONGEST_SAMPLE]}…"


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})
