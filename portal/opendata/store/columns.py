"""How the values of a column are kept by the two engines, and come back as Python values.

In both files the columns are called by their place, ``c0``, ``c1`` …: a name of a header row never
is part of a statement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from catalogs.data_enums import ColumnType
from portal.opendata.query import Column, Value

# Figures of more digits have no exact place in a REAL; they are kept as DOUBLE by both engines.
EXACT_DIGITS = 15
# A text column of no more different values is a list of values: grouped by the number of each.
FEW_VALUES = 1000

Raw = str | int | float | None


@dataclass(frozen=True, slots=True)
class StoredColumn(Column):
    """A column as it was built.

    ``scale``: digits behind the point of figures that are kept exactly, None for all others.
    ``is_few``: no more than ``FEW_VALUES`` different values, whose numbers of rows are counted.
    """

    place: int = 0
    scale: int | None = None
    is_few: bool = False

    @property
    def key(self) -> str:
        return f"c{self.place}"

    @property
    def duckdb_type(self) -> str:
        if self.type == ColumnType.NUMBER:
            return "DOUBLE" if self.scale is None else f"DECIMAL(18, {self.scale})"
        return _DUCKDB_TYPES[self.type]

    @property
    def sqlite_type(self) -> str:
        return _SQLITE_TYPES[self.type]

    @property
    def for_sqlite(self) -> str:
        """The expression of DuckDB whose value SQLite keeps."""
        if self.type == ColumnType.DATETIME:
            return f"replace({self.key}::VARCHAR, ' ', 'T')"
        return f"{self.key}::{_FOR_SQLITE[self.type]}" if self.type in _FOR_SQLITE else self.key

    @property
    def for_csv(self) -> str:
        """The expression of DuckDB as it is written into a CSV file: times as in ISO 8601."""
        return self.for_sqlite if self.type == ColumnType.DATETIME else self.key

    @property
    def is_plain(self) -> bool:
        """Whether JSON has the values as SQLite keeps them."""
        return self.type != ColumnType.BOOLEAN

    @property
    def from_sqlite(self) -> Callable[[Raw], Value] | None:
        """What makes the value of a filled cell of SQLite; None where the cell is the value."""
        if self.type == ColumnType.NUMBER:
            return _figure if self.scale is None else _FIXED[self.scale]
        return _FROM_SQLITE.get(self.type)


def stored(value: Value, *, for_sqlite: bool) -> object:
    """Return a value of a condition as an engine is given it."""
    if isinstance(value, Decimal):
        return _stored_figure(value, for_sqlite=for_sqlite)
    if for_sqlite and isinstance(value, (date, datetime)):
        return _iso(value)
    return value


def figure(value: object) -> Value | None:
    """Return a figure that DuckDB has computed: a Decimal where it is a floating number."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def written(value: Value | None) -> str:
    """Return a value as text of a CSV file, as DuckDB writes the others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _stored_figure(value: Decimal, *, for_sqlite: bool) -> Decimal | float:
    _sign, digits, exponent = value.as_tuple()
    plain = isinstance(exponent, int) and len(digits) <= EXACT_DIGITS and exponent >= -EXACT_DIGITS
    if for_sqlite or not plain or exponent > 0:
        return float(value)
    return value  # compared as it stands: three times as fast as with a floating number


def _iso(moment: date | datetime) -> str:
    """As ``for_sqlite`` writes it: a fraction of a second without zeros at its end."""
    text = moment.isoformat()
    return text.rstrip("0") if "." in text else text


def _figure(raw: float) -> Decimal:
    return Decimal(repr(raw))


def _fixed(scale: int) -> Callable[[float], Decimal]:
    pattern = f"%.{scale}f"
    return lambda raw: Decimal(pattern % raw)


_FIXED = [_fixed(scale) for scale in range(EXACT_DIGITS + 1)]
_DUCKDB_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DATE: "DATE",
    ColumnType.DATETIME: "TIMESTAMP",
    ColumnType.BOOLEAN: "BOOLEAN",
}
_SQLITE_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "REAL",
    ColumnType.DATE: "TEXT",
    ColumnType.DATETIME: "TEXT",
    ColumnType.BOOLEAN: "INTEGER",
}
_FOR_SQLITE: Mapping[ColumnType, str] = {
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.DATE: "VARCHAR",
    ColumnType.BOOLEAN: "TINYINT",
}
_FROM_SQLITE: Mapping[ColumnType, Callable[[Raw], Value]] = {
    ColumnType.DATE: date.fromisoformat,
    ColumnType.DATETIME: datetime.fromisoformat,
    ColumnType.BOOLEAN: bool,
}
