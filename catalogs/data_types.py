"""The types of columns: what a cell must look like, what it means, and what a column is.

Codes stay text: what begins with a zero or has more than fifteen digits before the point is no
number, whatever a spreadsheet makes of it. Days are written 2026-01-31.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from catalogs.data_enums import ColumnType

Value = str | int | Decimal | date | datetime | bool

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
# Days written otherwise: they stay text, and the sender is told how to write them.
_OTHER_DATE = re.compile(r"[0-9]{4}(?:[/.][0-9]{1,2}[/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)")
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
        """Whether all cells are days, but not as ``ColumnType.DATE`` wants them written."""
        return self._dated and self._kind == ColumnType.TEXT

    def see(self, cells: set[str]) -> None:
        """Take more cells of the column into account."""
        cells = cells - {""}
        if not cells:
            return
        if self._kind is None:
            found = (kind for kind in _NARROW_FIRST if all(map(_FITS[kind], cells)))
            self._kind = next(found, ColumnType.TEXT)
        while self._kind != ColumnType.TEXT and not all(map(_FITS[self._kind], cells)):
            self._kind = _WIDER.get(self._kind, ColumnType.TEXT)
        self._dated = self._dated and all(map(_is_other_date, cells))


def _is_integer(cell: str) -> bool:
    return _INTEGER.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    return _DATE.fullmatch(cell) is not None and _reads(date.fromisoformat, cell)


def _is_datetime(cell: str) -> bool:
    return _DATETIME.fullmatch(cell) is not None and _reads(_moment, cell)


def _is_other_date(cell: str) -> bool:
    return _OTHER_DATE.fullmatch(cell) is not None


def _reads(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except (ValueError, OverflowError):  # its zone may lead out of the calendar
        return False
    return True


def _moment(cell: str) -> datetime:
    moment = datetime.fromisoformat(cell)
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


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
_CASTS: dict[ColumnType, Callable[[str], Value]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: Decimal,
    ColumnType.DATE: date.fromisoformat,
    ColumnType.DATETIME: _moment,
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
