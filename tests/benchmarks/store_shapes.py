"""Shapes of queries to the rows of ``rows.py``: for the store, and as statements of each engine."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.opendata.query import Aggregate, Condition, Function, Operator, Order, Query

TOWN, KIND, OFFICE, NAME = "蠡湖街道", "环保检查", "民政局", "梅园科技"
PAGE = f"SELECT rownum, {', '.join(f'c{place}' for place in range(12))} FROM rows"
COUNT = "SELECT count(*) FROM rows"
GROUPS = "SELECT c3, count(*) FROM rows{} GROUP BY c3 ORDER BY c3"
COUNTED = (Aggregate(Function.COUNT),)
IS_OFFICE = Condition("部门", Operator.EQUALS, OFFICE)
IS_NAMED = Condition("名称", Operator.CONTAINS, NAME)


@dataclass(frozen=True)
class Shape:
    """``duckdb``: its statement where it is not that of SQLite. ``is_total``: a number is asked."""

    name: str
    query: Query
    sqlite: str
    values: tuple = ()
    duckdb: str = ""
    is_total: bool = False


def page(rest: str) -> str:
    return f"{PAGE} {rest} LIMIT 101"


SHAPES = (
    Shape("first page", Query(), page("ORDER BY rownum")),
    Shape(
        "filter a marked column",
        Query(conditions=(Condition("镇街", Operator.EQUALS, TOWN),)),
        page("WHERE c2 = ? ORDER BY rownum"),
        (TOWN,),
    ),
    Shape(
        "sort a marked column",
        Query(order=(Order("金额", descending=True),)),
        page("ORDER BY c7 DESC, rownum"),
    ),
    Shape(
        "filter and sort marked columns",
        Query(
            conditions=(Condition("类别", Operator.EQUALS, KIND),),
            order=(Order("金额", descending=True),),
        ),
        page("WHERE c3 = ? ORDER BY c7 DESC, rownum"),
        (KIND,),
    ),
    Shape(
        "filter another column",
        Query(conditions=(IS_OFFICE,)),
        page("WHERE c4 = ? ORDER BY rownum"),
        (OFFICE,),
    ),
    Shape("sort another column", Query(order=(Order("数量"),)), page("ORDER BY c8, rownum")),
    Shape(
        "sort by two columns",
        Query(order=(Order("镇街"), Order("数量", descending=True))),
        page("ORDER BY c2, c8 DESC, rownum"),
    ),
    Shape(
        "part of a text, page",
        Query(conditions=(IS_NAMED,)),
        page("WHERE instr(c1, ?) > 0 ORDER BY rownum"),
        (NAME,),
        page("WHERE contains(c1, ?) ORDER BY rownum"),
    ),
    Shape(
        "part of a text, total",
        Query(conditions=(IS_NAMED,)),
        f"{COUNT} WHERE instr(c1, ?) > 0",
        (NAME,),
        f"{COUNT} WHERE contains(c1, ?)",
        is_total=True,
    ),
    Shape(
        "two ranges, total",
        Query(
            conditions=(
                Condition("金额", Operator.ABOVE, Decimal(500_000)),
                Condition("日期", Operator.FROM, date(2024, 1, 1)),
            )
        ),
        f"{COUNT} WHERE c7 > ? AND c9 >= ?",
        (500_000.0, "2024-01-01"),
        f"{COUNT} WHERE c7 > ? AND c9 >= ?::DATE",
        is_total=True,
    ),
    Shape("facet", Query(group=("类别",), aggregates=COUNTED), GROUPS.format("")),
    Shape(
        "facet with a filter",
        Query(group=("类别",), aggregates=COUNTED, conditions=(IS_OFFICE,)),
        GROUPS.format(" WHERE c4 = ?"),
        (OFFICE,),
    ),
    Shape(
        "group by two, sum, average",
        Query(
            group=("镇街", "类别"),
            aggregates=(Aggregate(Function.SUM, "金额"), Aggregate(Function.AVERAGE, "数量")),
        ),
        "SELECT c2, c3, sum(c7), avg(c8) FROM rows GROUP BY c2, c3 ORDER BY c2, c3 LIMIT 101",
    ),
)
WHOLE = Query()
# Nearly every row is found, and written for this query alone.
MOST = Query(conditions=(Condition("部门", Operator.NOT, OFFICE),))
