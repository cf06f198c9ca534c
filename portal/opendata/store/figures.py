"""Figures of groups of rows, as a statement of DuckDB."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from catalogs.data_enums import ColumnType
from portal.opendata.query import Aggregate, Function, Query
from portal.opendata.store import QueryRefused
from portal.opendata.store.columns import StoredColumn
from portal.opendata.store.statements import Part, direction, found

_OF_FIGURES = frozenset({Function.SUM, Function.AVERAGE})
_SQL = {
    Function.DISTINCT: "count(DISTINCT {})",
    Function.SUM: "sum({})",
    Function.AVERAGE: "avg({})",
    Function.LEAST: "min({})",
    Function.GREATEST: "max({})",
}


def names(query: Query) -> tuple[str, ...]:
    """Return the names of the columns of the answer."""
    return (*query.group, *(figure.name for figure in query.aggregates))


def statement(
    query: Query, columns: Mapping[str, StoredColumn], where: Part, *, for_csv: bool = False
) -> Part:
    """Return the whole statement; groups are in the order of their columns unless asked otherwise.

    Raises ``QueryRefused`` for a column that is not there or cannot be summed, and for an order by
    something that is not in the answer.
    """
    keys = {name: found(columns, name) for name in query.group}
    asked = [(figure, _expression(figure, columns)) for figure in query.aggregates]
    cells = [_cell(column.key, column.type, for_csv) for column in keys.values()]
    cells += [_cell(sql, _kind(figure, columns), for_csv) for figure, sql in asked]
    sql = f"SELECT {', '.join(cells)} FROM rows WHERE {where.sql}"
    if keys:
        said = {figure.name: sql for figure, sql in asked}
        said |= {name: column.key for name, column in keys.items()}
        order = [direction(ordered(each.column, said), each.descending) for each in query.order]
        order += [direction(column.key, False) for column in keys.values()]
        grouped = ", ".join(column.key for column in keys.values())
        sql = f"{sql} GROUP BY {grouped} ORDER BY {', '.join(order)}"
    return Part(sql, where.parameters)


def _expression(figure: Aggregate, columns: Mapping[str, StoredColumn]) -> str:
    if figure.function == Function.COUNT and not figure.column:
        return "count(*)"
    column = found(columns, figure.column)
    if figure.function == Function.COUNT:
        return f"count({column.key})"
    if figure.function in _OF_FIGURES and column.type not in (
        ColumnType.INTEGER,
        ColumnType.NUMBER,
    ):
        raise QueryRefused(
            _("The column %(name)s has no figures to reckon with.") % {"name": column.name}
        )
    return _SQL[figure.function].format(column.key)


def ordered(name: str, said: Mapping[str, str]) -> str:
    """Return what an answer is sorted by. Raises ``QueryRefused`` where it does not hold it."""
    try:
        return said[name]
    except KeyError as error:
        raise QueryRefused(
            _("The answer cannot be sorted by %(name)s, which it does not hold.") % {"name": name}
        ) from error


def _kind(figure: Aggregate, columns: Mapping[str, StoredColumn]) -> ColumnType | None:
    """Return the type of a figure that is a value of its column."""
    is_value = figure.function in (Function.LEAST, Function.GREATEST)
    return columns[figure.column].type if is_value else None


def _cell(sql: str, kind: ColumnType | None, for_csv: bool) -> str:
    """Return the expression; a time is written as in ISO 8601 where it goes into a CSV file."""
    is_moment = for_csv and kind == ColumnType.DATETIME
    return f"replace(({sql})::VARCHAR, ' ', 'T')" if is_moment else sql
