"""A question to the rows of one dataset, in words that know nothing of addresses or engines.

``rows.reading`` makes a ``Query`` of an address, ``store`` answers it. Columns have the names of
the header row, and every value has the type of its column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from catalogs.data_enums import ColumnType

Value = str | int | Decimal | date | datetime | bool


class Operator(StrEnum):
    """How a filter compares; ``IN`` takes a tuple, ``EMPTY`` a truth value, others one value."""

    EQUALS = "exact"
    NOT = "not"
    IN = "in"
    ABOVE = "gt"
    FROM = "gte"
    BELOW = "lt"
    UP_TO = "lte"
    CONTAINS = "contains"
    STARTS = "startswith"
    EMPTY = "isnull"


class Function(StrEnum):
    """What is computed of a group of rows; ``COUNT`` alone needs no column."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    AVERAGE = "avg"
    LEAST = "min"
    GREATEST = "max"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the store holds it."""

    name: str
    type: ColumnType
    is_indexed: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter; all the filters of a query must hold."""

    column: str
    operator: Operator
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure of each group."""

    function: Function
    column: str = ""

    @property
    def name(self) -> str:
        """Its column in the answer: ``count``, ``sum:金额``."""
        return f"{self.function}:{self.column}" if self.column else str(self.function)


@dataclass(frozen=True, slots=True)
class Order:
    """A column of the answer to sort by: of the rows, of the groups, or the name of a figure."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked; without ``group`` and ``aggregates`` rows, with them figures.

    No ``columns`` means all. ``search`` are words of which each must stand in some text column.
    Rows come in the order of the file unless ``order`` says otherwise, which always ends with it.
    ``after`` is the cursor of the page before: what ``Page.cursor`` held.
    """

    columns: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    search: tuple[str, ...] = ()
    order: tuple[Order, ...] = ()
    group: tuple[str, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    size: int = 100
    after: tuple | None = None

    @property
    def is_of_groups(self) -> bool:
        return bool(self.group or self.aggregates)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of an answer; ``cursor`` leads to the next page and is None on the last."""

    columns: tuple[str, ...]
    rows: Sequence[tuple]
    cursor: tuple | None = None
