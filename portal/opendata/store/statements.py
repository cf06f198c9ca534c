"""Parts of statements that both engines understand: conditions, orders, and "behind this row".

Names are places (``c0``), values are parameters. Empty cells are never equal to anything, stand
last in every order, and are found by ``EMPTY``; ``NOT`` finds every row that ``EQUALS`` does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogs.data_enums import ColumnType
from portal.opendata.query import Condition, Operator, Order
from portal.opendata.store import QueryRefused
from portal.opendata.store.columns import Raw, StoredColumn, stored

_COMPARED = {
    Operator.EQUALS: "=",
    Operator.ABOVE: ">",
    Operator.FROM: ">=",
    Operator.BELOW: "<",
    Operator.UP_TO: "<=",
}
_LAST_CHARACTER = "\U0010ffff"
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a statement with its parameters."""

    sql: str
    parameters: tuple = ()

    def __and__(self, other: "Part") -> "Part":
        return Part(f"{self.sql} AND {other.sql}", self.parameters + other.parameters)


EVERY_ROW = Part("TRUE")


def found(columns: Mapping[str, StoredColumn], name: str) -> StoredColumn:
    """Return the column. Raises ``QueryRefused`` for a name that the rows do not have."""
    try:
        return columns[name]
    except KeyError as error:
        raise QueryRefused(_("There is no column %(name)s.") % {"name": name}) from error


def where(
    columns: Mapping[str, StoredColumn], conditions: Iterable[Condition], *, for_sqlite: bool
) -> Part:
    """Return what all the conditions say."""
    part = EVERY_ROW
    for condition in conditions:
        part &= _condition(found(columns, condition.column), condition, for_sqlite)
    return part


def searched(columns: Sequence[StoredColumn], words: Iterable[str]) -> Part:
    """Return, for DuckDB, that each word stands in some text column, small or capital letters."""
    texts = [column for column in columns if column.type == ColumnType.TEXT]
    part = EVERY_ROW
    for word in words:
        if word.lower() == word.upper():  # Chinese has no capitals: three times as fast
            places = [f"contains({column.key}, ?)" for column in texts]
        else:
            places = [f"contains(lower({column.key}), lower(?))" for column in texts]
        part &= Part(f"({' OR '.join(places) or 'FALSE'})", (word,) * len(texts))
    return part


def sorted_by(columns: Mapping[str, StoredColumn], order: Iterable[Order]) -> str:
    """Return the order of rows, which always ends with the order of the file."""
    parts = [direction(found(columns, each.column).key, each.descending) for each in order]
    return ", ".join((*parts, "rownum"))


def direction(expression: str, descending: bool) -> str:
    return f"{expression} {'DESC' if descending else 'ASC'} NULLS LAST"


def behind(keys: Sequence[tuple[str, bool, Raw]], rownum: int) -> Part:
    """Return that a row stands behind the row ``rownum`` in an order.

    ``keys``: of each column of the order its key, whether it descends, and that row's value.
    """
    cases, equal = [], EVERY_ROW
    for key, descending, value in keys:
        if value is not None:
            sign = "<" if descending else ">"
            cases.append(equal & Part(f"({key} {sign} ? OR {key} IS NULL)", (value,)))
        equal &= same(key, value)
    cases.append(equal & Part("rownum > ?", (rownum,)))
    parameters = tuple(value for case in cases for value in case.parameters)
    return Part(f"({' OR '.join(f'({case.sql})' for case in cases)})", parameters)


def same(key: str, value: Raw) -> Part:
    return Part(f"{key} IS NULL") if value is None else Part(f"{key} = ?", (value,))


def _condition(column: StoredColumn, condition: Condition, for_sqlite: bool) -> Part:
    key, value = column.key, condition.value
    match condition.operator:
        case Operator.EMPTY:
            return Part(f"{key} IS NULL" if value else f"{key} IS NOT NULL")
        case Operator.IN:
            values = tuple(stored(each, for_sqlite=for_sqlite) for each in value)
            return Part(f"{key} IN ({', '.join('?' * len(values))})", values)
        case Operator.CONTAINS:
            _check_text(column)
            contains = "instr({}, ?) > 0" if for_sqlite else "contains({}, ?)"
            return Part(contains.format(key), (value,))
        case Operator.STARTS:
            _check_text(column)
            return _starting(key, value)
        case Operator.NOT:
            return Part(f"({key} <> ? OR {key} IS NULL)", (stored(value, for_sqlite=for_sqlite),))
    sign = _COMPARED[condition.operator]
    return Part(f"{key} {sign} ?", (stored(value, for_sqlite=for_sqlite),))


def _starting(key: str, start: str) -> Part:
    """Return a range, which an index can walk, instead of a pattern."""
    part = Part(f"{key} >= ?", (start,))
    kept = start.rstrip(_LAST_CHARACTER)
    if not kept:
        return part
    following = ord(kept[-1]) + 1
    if following in _SURROGATES:
        following = _SURROGATES.stop
    return part & Part(f"{key} < ?", (kept[:-1] + chr(following),))


def _check_text(column: StoredColumn) -> None:
    if column.type != ColumnType.TEXT:
        raise QueryRefused(
            _("The column %(name)s is no text; compare its values.") % {"name": column.name}
        )
