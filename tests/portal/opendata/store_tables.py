"""Tables of every type of column, queries to them, and their answers by looking at every row."""

from collections.abc import Callable
from dataclasses import replace
from functools import cmp_to_key

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from catalogs.data_enums import ColumnType
from catalogs.data_types import cast
from portal.opendata.query import Condition, Operator, Query

KINDS = {
    "名称": ColumnType.TEXT,
    "镇街": ColumnType.TEXT,
    "数量": ColumnType.INTEGER,
    "金额": ColumnType.NUMBER,
    "比例": ColumnType.NUMBER,
    "日期": ColumnType.DATE,
    "时间": ColumnType.DATETIME,
    "有效": ColumnType.BOOLEAN,
}
NAMES = tuple(KINDS)
# Few values, so that many rows are alike; each column has cells that stand for its type.
CELLS = {
    "名称": (
        "太湖大道一号",
        "太湖大道",
        "湖",
        "Ab",
        "ab",
        "a%_b",
        '"; DROP TABLE rows',
        "𠮷野家",
        "",
    ),
    "镇街": ("蠡湖街道", "河埒街道", "胡埭镇", ""),
    "数量": ("0", "7", "-3", "12", "999999999999999", ""),
    "金额": ("0.5", "12", "-7.25", "100.10", "99999.99", ""),
    "比例": ("0.1", "1234567890123.45", "-0.000000000000000000001", "3", ""),
    "日期": ("2026-01-31", "2025-12-31", "1999-02-28", ""),
    "时间": ("2026-01-31T08:30:00", "2026-01-31T08:30:00.5", "2026-01-31 08:30:00.25", ""),
    "有效": ("true", "false", ""),
}
ROWS = st.lists(
    st.tuples(*(st.sampled_from(CELLS[name]) for name in NAMES)), min_size=1, max_size=40
)
COMPARED = {
    Operator.EQUALS: lambda cell, value: cell == value,
    Operator.ABOVE: lambda cell, value: cell > value,
    Operator.FROM: lambda cell, value: cell >= value,
    Operator.BELOW: lambda cell, value: cell < value,
    Operator.UP_TO: lambda cell, value: cell <= value,
    Operator.IN: lambda cell, value: cell in value,
    Operator.CONTAINS: lambda cell, value: value in cell,
    Operator.STARTS: lambda cell, value: cell.startswith(value),
}
OF_TEXTS = (Operator.CONTAINS, Operator.STARTS)
SIMPLE = [each for each in Operator if each not in (Operator.IN, Operator.EMPTY, *OF_TEXTS)]


# One row that settles the types of the columns, whatever else is drawn.
FIRST = ("文字", "胡埭镇", "1", "1.5", "0.5", "2026-01-01", "2026-01-01T00:00:00.75", "true")


def value_of(name: str, cell: str):
    return cast(KINDS[name], cell)


def holds(condition: Condition, cell) -> bool:
    if condition.operator == Operator.EMPTY:
        return (cell is None) == condition.value
    if condition.operator == Operator.NOT:
        return cell != condition.value
    return cell is not None and COMPARED[condition.operator](cell, condition.value)


def looked_at(rows: list[tuple], query: Query) -> list[tuple]:
    """The answer by looking at every row."""
    at = {name: place for place, name in enumerate(NAMES)}
    texts = [at[name] for name, kind in KINDS.items() if kind == ColumnType.TEXT]
    kept = [
        row
        for row in rows
        if all(holds(each, row[at[each.column]]) for each in query.conditions)
        and all(
            any(word.lower() in (row[place] or "").lower() for place in texts)
            for word in query.search
        )
    ]

    def compare(one: tuple, other: tuple) -> int:
        for each in query.order:
            here, there = one[at[each.column]], other[at[each.column]]
            if here == there:
                continue
            if here is None or there is None:
                return 1 if here is None else -1
            return (1 if here > there else -1) * (-1 if each.descending else 1)
        return 0

    kept.sort(key=cmp_to_key(compare))
    wanted = [at[name] for name in query.columns or NAMES]
    return [tuple(row[place] for place in wanted) for row in kept]


@st.composite
def conditions(draw: Callable) -> Condition:
    name = draw(st.sampled_from(NAMES))
    filled = st.sampled_from([cell for cell in CELLS[name] if cell]).map(
        lambda cell: value_of(name, cell)
    )
    kinds = ["simple", "in", "empty"] + (["text"] if KINDS[name] == ColumnType.TEXT else [])
    match draw(st.sampled_from(kinds)):
        case "in":
            several = tuple(draw(st.lists(filled, min_size=1, max_size=3)))
            return Condition(name, Operator.IN, several)
        case "empty":
            return Condition(name, Operator.EMPTY, draw(st.booleans()))
        case "text":
            part = draw(st.sampled_from(["太", "太湖", "a", "%", "_", "𠮷", "\U0010ffff", "", '"']))
            return Condition(name, draw(st.sampled_from(OF_TEXTS)), part)
    return Condition(name, draw(st.sampled_from(SIMPLE)), draw(filled))


# A table is made for each example: to look for a smaller one would take minutes.
MANY = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def walked(store, query: Query) -> list[tuple]:
    """All pages of a query, one behind the other."""
    rows, after = [], None
    while True:
        page = store.page(replace(query, after=after))
        assert len(page.rows) <= query.size
        rows += page.rows
        if page.cursor is None:
            return rows
        assert len(page.rows) == query.size
        after = page.cursor
