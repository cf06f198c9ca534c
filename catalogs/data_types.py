"""The types of columns: what a cell must look like, what it means, and what a column is.

Codes stay text: what begins with a zero or has more than fifteen significant digits is no number,
whatever a spreadsheet makes of it: programs that reckon keep no more of them. How days may be
written stands in ``data_days``.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from catalogs.data_days import day_of, is_telling, looks_like_day, moment_of
from catalogs.data_enums import ColumnType

Value = str | int | Decimal | date | datetime | bool

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"-?(?![0.]*[1-9](?:\.?[0-9]){15})(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_TRUTHS = {"true": True, "false": False}


def cast(kind: ColumnType, cell: str) -> Value | None:
    """Return what ``cell`` means in a column of ``kind``, None where it is empty.

    Moments have no zone: they are of the portal's. Raises ``ValueError`` for a cell that does not
    fit, which a released version has none of.
    """
    return _CASTS[kind](cell) if cell else None


def fits(kind: ColumnType, cell: str) -> bool:
    """Say whether ``cell`` may stand in a column of ``kind``; an empty one always may."""
    return not cell or _FITS[kind](cell)


def misfits(kind: ColumnType, cells: Iterable[str]) -> set[str]:
    """Return those of ``cells`` that do not fit."""
    return {cell for cell in cells if cell and not _FITS[kind](cell)}


class TypeFinder:
    """Finds the narrowest type that fits every filled cell of one column, batch by batch."""

    __slots__ = ("_dated", "_kind")

    def __init__(self) -> None:
        self._kind: ColumnType | None = None
        self._dated = True

    @property
    def kind(self) -> ColumnType:
        return self._kind or ColumnType.TEXT

    @property
    def looks_like_dates(self) -> bool:
        """Whether all cells are whole numbers that would read as days: 20260131."""
        return self._dated and self._kind == ColumnType.INTEGER

    def see(self, cells: set[str]) -> None:
        """Take more cells of the column into account."""
        cells = cells - {""}
        if not cells:
            return
        if self._kind is None:
            found = (kind for kind in _NARROW_FIRST if all(map(_FOUND[kind], cells)))
            self._kind = next(found, ColumnType.TEXT)
        while self._kind != ColumnType.TEXT and not all(map(_FOUND[self._kind], cells)):
            self._kind = _WIDER.get(self._kind, ColumnType.TEXT)
        self._dated = self._dated and all(map(looks_like_day, cells))


def _is_integer(cell: str) -> bool:
    return _INTEGER.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    return _reads(day_of, cell)


def _is_datetime(cell: str) -> bool:
    return _reads(moment_of, cell)


def _reads(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except (ValueError, OverflowError):  # its zone may lead out of the calendar
        return False
    return True


def _truth(cell: str) -> bool:
    try:
        return _TRUTHS[cell.lower()]
    except KeyError as error:
        raise ValueError(cell) from error


_FITS: dict[ColumnType, Callable[[str], bool]] = {
    ColumnType.TEXT: bool,
    ColumnType.INTEGER: _is_integer,
    ColumnType.NUMBER: _is_number,
    ColumnType.DATE: _is_date,
    ColumnType.DATETIME: _is_datetime,
    ColumnType.BOOLEAN: lambda cell: cell.lower() in _TRUTHS,
}
# As a type is found: eight digits alone are a number until somebody says that they are a day.
_FOUND = _FITS | {
    ColumnType.DATE: lambda cell: is_telling(cell) and _is_date(cell),
    ColumnType.DATETIME: lambda cell: is_telling(cell) and _is_datetime(cell),
}
_CASTS: dict[ColumnType, Callable[[str], Value]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: Decimal,
    ColumnType.DATE: day_of,
    ColumnType.DATETIME: moment_of,
    ColumnType.BOOLEAN: _truth,
}
_NARROW_FIRST = (
    ColumnType.INTEGER,
    ColumnType.NUMBER,
    ColumnType.DATE,
    ColumnType.DATETIME,
    ColumnType.BOOLEAN,
)
# What fits the one fits the other too.
_WIDER = {ColumnType.INTEGER: ColumnType.NUMBER, ColumnType.DATE: ColumnType.DATETIME}
