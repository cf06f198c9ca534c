"""Examine a data file in one reading: types of columns, rows that do not fit, numbers of persons.

``examine`` reads every row once, by the batch, and holds none of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogs.data_beside import OUTSIDE, refuse_more_than_a_table, texts_beside
from catalogs.data_days import writings_in
from catalogs.data_enums import OF_DAYS, ColumnType, DayWriting
from catalogs.data_files import EXCEEDED, LOST, REPEATED, DataFile, DataRow, lost_digits
from catalogs.data_types import TypeFinder, misfits
from catalogs.identity import (
    bare,
    card_numbers,
    is_identity_number,
    masked_number,
    personal_numbers,
)
from catalogs.workbooks import DIGITS_LOST, LostDigits

SAMPLE_ROWS = 20
LONGEST_SAMPLE = 200
MOST_FAULTS = 1000
MOST_PLACES = 20
_BATCH = 5000
_IDENTITY_DIGITS = 18
# Eleven digits, as the shortest of the numbers sought has, in groups or not, narrow or wide.
_SUSPICIOUS = re.compile(
    "(?<![0-9\uff10-\uff19])[0-9\uff10-\uff19]"
    "(?:[ \\-\u2013\u2014\u3000\uff0d]?[0-9\uff10-\uff19]){10}"
)

FAULTS = {
    EXCEEDED: gettext_lazy("The row has more cells than the header has names."),
    REPEATED: gettext_lazy("The header row is repeated here."),
    LOST: gettext_lazy(DIGITS_LOST),
    ColumnType.INTEGER: gettext_lazy(
        "This is no whole number: digits alone, at most 15, without zeros before them."
    ),
    ColumnType.NUMBER: gettext_lazy(
        "This is no number: at most 15 digits and a point, without commas, signs of percent or"
        " units."
    ),
    ColumnType.DATE: gettext_lazy(
        "This is no date; write the year first, as in 2026-01-31 or 2026/1/31."
    ),
    ColumnType.DATETIME: gettext_lazy(
        "This is no date with a time; write the year first, as in 2026-01-31 09:30."
    ),
    ColumnType.BOOLEAN: gettext_lazy("This is neither true nor false."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that does not fit its column, or a row that is none; ``kind`` is a key of FAULTS."""

    row: int
    column: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands that looks like a person's; ``number`` is masked.

    Above the rows there is no ``column``, beside them no ``row`` either (``OUTSIDE``).
    """

    row: int
    column: str
    number: str


@dataclass(slots=True)
class Examined:
    """What one reading found. The first faults and places are kept, the others counted."""

    headers: tuple[str, ...]
    found: list[ColumnType] = field(default_factory=list)
    # What the cells were compared with: the types given, else those found.
    chosen: list[ColumnType] = field(default_factory=list)
    # Columns of whole numbers that would read as days.
    dated: list[str] = field(default_factory=list)
    # How the days are written, by column of days.
    day_writings: dict[str, list[DayWriting]] = field(default_factory=dict)
    sample: list[list[str]] = field(default_factory=list)
    row_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    # How many there are, by column; those of rows as a whole under "".
    fault_counts: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    place_count: int = 0

    @property
    def fault_count(self) -> int:
        return self.fault_counts.total()

    def add_fault(self, fault: Fault) -> None:
        self.fault_counts[fault.column] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def add_place(self, place: Place) -> None:
        self.place_count += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place)


def examine(data: DataFile, *, types: Mapping[str, ColumnType]) -> Examined:
    """Read all of ``data`` that is published; ``types`` say what the named columns must be.

    Raises ``ValidationError`` keyed ``file`` for a file that is damaged, has no rows, or holds more
    than a table.
    """
    refuse_more_than_a_table(data)
    result = Examined(data.headers)
    finders = [TypeFinder() for _name in data.headers]
    wanted = [types.get(name) for name in data.headers]
    writings: dict[str, set[DayWriting]] = {name: set() for name in data.headers}
    rows = data.rows()
    while batch := list(islice(rows, _BATCH)):
        _take(batch, result, finders, wanted, writings)
    if not result.row_count:
        raise ValidationError({"file": _("The file holds no rows below its header.")})
    _look_beside(data, result)
    result.found = [finder.kind for finder in finders]
    result.chosen = [want or kind for want, kind in zip(wanted, result.found, strict=True)]
    named = zip(data.headers, finders, strict=True)
    result.dated = [name for name, finder in named if finder.looks_like_dates]
    result.day_writings = {
        name: sorted(writings[name])
        for name, kind in zip(data.headers, result.chosen, strict=True)
        if kind in OF_DAYS and writings[name]
    }
    result.faults.sort(key=lambda fault: fault.row)
    result.places.sort(key=lambda place: place.row)
    return result


def sentence_of(kind: str) -> str:
    """Return what is wrong with a cell or row, in the language of the reader."""
    return str(FAULTS.get(kind, kind))


def places_told(places: Sequence[Place]) -> str:
    """Return the places of personal numbers in words, masked."""
    return "; ".join(map(place_told, places))


def place_told(place: Place) -> str:
    if place.row == OUTSIDE:
        where = _("Beside the table (name of the file or a column, properties): %(number)s")
        return where % {"number": place.number}
    return _("Row %(row)s, %(column)s: %(number)s") % {
        "row": place.row,
        "column": place.column or _("a title or the name of a column"),
        "number": place.number,
    }


def personal_in(cell: str) -> list[str]:
    """Return the numbers in ``cell`` of identity cards, mobile telephones and bank cards."""
    found = [
        number
        for number in personal_numbers(cell)
        if len(digits := bare(number)) != _IDENTITY_DIGITS or is_identity_number(digits)
    ]
    return [*found, *(number for number in card_numbers(cell) if number not in found)]


def places_in(name: str, batch: Sequence[DataRow], cells: Sequence[str]) -> Iterator[Place]:
    """Yield where ``cells``, the column ``name`` of ``batch``, hold numbers of persons."""
    different = set(cells)
    if not _SUSPICIOUS.search("\n".join(different)):
        return
    suspicious = filter(_SUSPICIOUS.search, different)
    telling = {cell: numbers for cell in suspicious if (numbers := personal_in(cell))}
    for number, cell in _rows_with(telling, batch, cells) if telling else ():
        for found in telling[cell]:
            yield Place(number, name, masked_number(found))


def _take(
    batch: Sequence[DataRow],
    result: Examined,
    finders: Sequence[TypeFinder],
    wanted: Sequence[ColumnType | None],
    writings: Mapping[str, set[DayWriting]],
) -> None:
    result.row_count += len(batch)
    for row in batch:
        for fault in _of_row(row, result.headers):
            result.add_fault(fault)
    if len(result.sample) < SAMPLE_ROWS:
        first = batch[: SAMPLE_ROWS - len(result.sample)]
        result.sample += [[cut(cell) for cell in row.cells] for row in first]
    columns = zip(*(row.cells for row in batch), strict=True)
    for name, cells, finder, want in zip(result.headers, columns, finders, wanted, strict=True):
        different = set(cells)
        finder.see(different)
        if (want or finder.kind) in OF_DAYS:
            writings[name].update(writings_in(different))
        if want is not None and (bad := misfits(want, different)):
            for number, cell in _rows_with(bad, batch, cells):
                if not isinstance(cell, LostDigits):  # told already
                    result.add_fault(Fault(number, name, told(cell), want))
        for place in places_in(name, batch, cells):
            result.add_place(place)


def _of_row(row: DataRow, names: Sequence[str]) -> Iterator[Fault]:
    if row.fault == LOST:
        for at in lost_digits(row.cells):
            yield Fault(row.number, names[at], row.cells[at], LOST)
    elif row.fault:
        yield Fault(row.number, "", "", row.fault)


def _look_beside(data: DataFile, result: Examined) -> None:
    """Look through what is published with the rows; a text of a cell is told once."""
    for row, text in texts_beside(data, strings=not result.place_count):
        if _SUSPICIOUS.search(text):
            for number in personal_in(text):
                result.add_place(Place(row, "", masked_number(number)))


def _rows_with(
    sought: set[str] | Mapping[str, object], batch: Sequence[DataRow], cells: Sequence[str]
) -> Iterator[tuple[int, str]]:
    for row, cell in zip(batch, cells, strict=True):
        if cell in sought:
            yield row.number, cell


def told(cell: str) -> str:
    """Return a cell as it is shown to officials: cut, the numbers of persons masked."""
    numbers = personal_in(cell)
    if numbers:
        cell = unicodedata.normalize("NFKC", cell)  # as they were found
    for number in numbers:
        cell = cell.replace(number, masked_number(number))
    return cut(cell)


def cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST_SAMPLE else f"{cell[:LONGEST_SAMPLE]}…"
