"""Which engine answers a query: decided by its shape alone.

A page along an index takes SQLite a fifth of a millisecond, and DuckDB several: it reads blocks of
a column, not rows. What must look at every row takes DuckDB milliseconds, and SQLite a hundred
times as long: it reads whole rows to see one column. Of each million rows:

=========================================  ======  ==============================================
shape                                      route   how
=========================================  ======  ==============================================
page in the order of the file              WALK    SQLite, by the number of the row
page filtered or sorted by marked columns  WALK    SQLite, along their indexes
page of a small table                      SORT    SQLite looks at all its rows
other page: other columns, several orders, FIND    DuckDB finds the numbers of the rows, SQLite
words, parts of texts, all but one value           fetches the rows by number
number of rows of each value, no filter    COUNTS  SQLite, counted when the version was built
other figures                              SCAN    DuckDB
=========================================  ======  ==============================================

Totals with a filter and exports are DuckDB's. A walk that meets too few rows that fit, as two
coarse filters may, is stopped after a number of steps and found by DuckDB instead.
"""

from collections.abc import Mapping
from enum import Enum, auto

from portal.opendata.query import Aggregate, Function, Operator, Query
from portal.opendata.store.columns import StoredColumn
from portal.opendata.store.statements import found

SMALL_TABLE = 10_000
# What an index leads to; the others have to look at nearly every row.
_INDEXED = frozenset(
    {
        Operator.EQUALS,
        Operator.IN,
        Operator.ABOVE,
        Operator.FROM,
        Operator.BELOW,
        Operator.UP_TO,
        Operator.STARTS,
    }
)


class Route(Enum):
    WALK = auto()
    SORT = auto()
    FIND = auto()
    COUNTS = auto()
    SCAN = auto()


def route(query: Query, columns: Mapping[str, StoredColumn], row_count: int) -> Route:
    """Return who answers a page of ``query``."""
    if query.is_of_groups:
        return Route.COUNTS if is_facet(query, columns) else Route.SCAN
    if query.search:
        return Route.FIND
    if _is_along_indexes(query, columns):
        return Route.WALK
    return Route.SORT if row_count <= SMALL_TABLE else Route.FIND


def is_facet(query: Query, columns: Mapping[str, StoredColumn]) -> bool:
    """Whether all that is asked is how many rows have each value of a column of few values."""
    bare = not query.conditions and not query.search
    counted = query.aggregates == (Aggregate(Function.COUNT),)
    return bare and counted and len(query.group) == 1 and found(columns, query.group[0]).is_few


def _is_along_indexes(query: Query, columns: Mapping[str, StoredColumn]) -> bool:
    names = [*(each.column for each in query.conditions), *(each.column for each in query.order)]
    return (
        len(query.order) <= 1
        and all(each.operator in _INDEXED for each in query.conditions)
        and all(found(columns, name).is_indexed for name in names)
    )
