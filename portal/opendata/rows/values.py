"""A text of an address as a value of a column's type."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import ColumnType
from portal.opendata.query import Value

# Eighteen digits fit the engines; longer numbers are texts in the data.
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")
_TRUTH = {"true": True, "false": False}


def truth(text: str) -> bool:
    """Read true or false. Raises ``ValueError``."""
    if text not in _TRUTH:
        raise ValueError(text)
    return _TRUTH[text]


def integer(text: str) -> int:
    """Read a whole number of at most eighteen digits. Raises ``ValueError``."""
    return int(_matched(_INTEGER, text))


def _number(text: str) -> Decimal:
    return Decimal(_matched(_NUMBER, text))


def _date(text: str) -> date:
    return date.fromisoformat(_matched(_DATE, text))


def _datetime(text: str) -> datetime:
    # Times of the data are the clock of the district: a zone is never part of them.
    return datetime.fromisoformat(_matched(_DATETIME, text))


def _matched(pattern: re.Pattern, text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError(text)
    return text


_READERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: integer,
    ColumnType.NUMBER: _number,
    ColumnType.DATE: _date,
    ColumnType.DATETIME: _datetime,
    ColumnType.BOOLEAN: truth,
}
WANTED: Mapping[ColumnType, str | Promise] = {
    ColumnType.TEXT: _("Write a text."),
    ColumnType.INTEGER: _("Write a whole number such as 12."),
    ColumnType.NUMBER: _("Write a number such as 12.5, without an exponent."),
    ColumnType.DATE: _("Write a date such as 2026-01-31."),
    ColumnType.DATETIME: _("Write a date and time such as 2026-01-31T08:30:00."),
    ColumnType.BOOLEAN: _("Write true or false."),
}


def value_of(kind: ColumnType, text: str) -> Value:
    """Return ``text`` as a value of the type. Raises ``ValueError`` with a sentence of help."""
    try:
        return _READERS[kind](text)
    except ValueError as error:
        raise ValueError(str(WANTED[kind])) from error
