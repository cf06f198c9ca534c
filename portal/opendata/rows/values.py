"""A text of an address as a value of a column's type: written as cells of the data are."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogs import data_types
from catalogs.data_days import is_iso
from catalogs.data_enums import OF_DAYS, ColumnType
from portal.opendata.offsets import with_plus
from portal.opendata.query import Value

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
    if kind == ColumnType.DATETIME:
        text = with_plus(text)
    # Rows are answered with days in ISO 8601, however their file writes them: so are they asked.
    is_written = is_iso(text) if kind in OF_DAYS else True
    value = data_types.cast(kind, text) if is_written and data_types.fits(kind, text) else None
    if value is None:
        raise ValueError(str(WANTED[kind]))
    return value


def truth(text: str) -> bool:
    """Read true or false. Raises ``ValueError`` with a sentence of help."""
    return bool(value_of(ColumnType.BOOLEAN, text))


def integer(text: str) -> int:
    """Read a whole number. Raises ``ValueError`` with a sentence of help."""
    return int(str(value_of(ColumnType.INTEGER, text)))
