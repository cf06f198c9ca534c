"""Whichever engine answers, the answer is what looking at every row would say."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cmp_to_key

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalogs.data_enums import ColumnType
from catalogs.data_types import cast
from portal.opendata.query import Aggregate, Condition, Function, Operator, Order, Query
from portal.opendata.store import limits, routing
from tests.portal.opendata.stores import built, csv_of

pytestmark = pytest.mark.django_db

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
    "比例": ("0.1", "123456789012345.123456", "-0.000000000000000000001", "3", ""),
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


def value_of(name: str, cell: str):
    value = cast(KINDS[name], cell)
    # Figures of more digits than are exact are the nearest floating number.
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > 15:
        return Decimal(repr(float(value)))
    return value


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


QUERIES = st.builds(
    Query,
    columns=st.sampled_from([(), ("金额", "名称"), ("时间",)]),
    conditions=st.lists(conditions(), max_size=2).map(tuple),
    search=st.lists(st.sampled_from(["太湖", "AB", "街道", "%"]), max_size=2).map(tuple),
    order=st.lists(
        st.builds(Order, st.sampled_from(NAMES), st.booleans()),
        max_size=2,
        unique_by=lambda each: each.column,
    ).map(tuple),
    size=st.integers(1, 15),
)
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
        page = store.page(
            Query(
                columns=query.columns,
                conditions=query.conditions,
                search=query.search,
                order=query.order,
                group=query.group,
                aggregates=query.aggregates,
                size=query.size,
                after=after,
            )
        )
        assert len(page.rows) <= query.size
        rows += page.rows
        if page.cursor is None:
            return rows
        assert len(page.rows) == query.size
        after = page.cursor


ENGINES = {
    "along indexes": ({"SMALL_TABLE": 0}, NAMES),
    "by looking at a small table": ({"SMALL_TABLE": 3000}, ()),
    "found by DuckDB": ({"SMALL_TABLE": 0}, ()),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_totals_and_exports_are_what_looking_at_every_row_says(engine, monkeypatch):
    constants, marked = ENGINES[engine]
    for name, value in constants.items():
        monkeypatch.setattr(routing, name, value)

    @MANY
    @given(ROWS, st.lists(QUERIES, min_size=8, max_size=8))
    def check(cells, queries):
        store = built(csv_of(NAMES, [FIRST, *cells]), marked=marked)
        rows = [tuple(map(value_of, NAMES, row)) for row in (FIRST, *cells) if any(row)]
        for query in queries:
            expected = looked_at(rows, query)
            assert walked(store, query) == expected
            assert store.total(query) == len(expected)
            assert [row for batch in store.batches(query) for row in batch] == expected
        store.close()

    check()


# One row that settles the types of the columns, whatever else is drawn.
FIRST = ("文字", "胡埭镇", "1", "1.5", "0.5", "2026-01-01", "2026-01-01T00:00:00.75", "true")


def figures_of(rows: list[tuple], query: Query) -> dict[tuple, tuple]:
    at = {name: place for place, name in enumerate(NAMES)}
    groups: dict[tuple, list[tuple]] = {}
    for row in rows:
        groups.setdefault(tuple(row[at[name]] for name in query.group), []).append(row)
    if not query.group:
        groups = {(): rows}

    def figure(each: Aggregate, members: list[tuple]):
        if each.function == Function.COUNT and not each.column:
            return len(members)
        cells = [row[at[each.column]] for row in members if row[at[each.column]] is not None]
        match each.function:
            case Function.COUNT:
                return len(cells)
            case Function.DISTINCT:
                return len(set(cells))
        if not cells:
            return None
        match each.function:
            case Function.SUM:
                return sum(cells)
            case Function.AVERAGE:
                return float(sum(cells) / len(cells))
            case Function.LEAST:
                return min(cells)
        return max(cells)

    return {
        key: tuple(figure(each, members) for each in query.aggregates)
        for key, members in groups.items()
    }


AGGREGATES = (
    Aggregate(Function.COUNT),
    Aggregate(Function.COUNT, "金额"),
    Aggregate(Function.DISTINCT, "名称"),
    Aggregate(Function.SUM, "金额"),
    Aggregate(Function.SUM, "数量"),
    Aggregate(Function.AVERAGE, "金额"),
    Aggregate(Function.AVERAGE, "数量"),
    Aggregate(Function.LEAST, "镇街"),
    Aggregate(Function.GREATEST, "时间"),
    Aggregate(Function.LEAST, "日期"),
)


def test_figures_of_groups_are_what_looking_at_every_row_says():
    queries = st.builds(
        Query,
        group=st.lists(st.sampled_from(NAMES), unique=True, max_size=2).map(tuple),
        conditions=st.lists(conditions(), max_size=1).map(tuple),
        aggregates=st.lists(st.sampled_from(AGGREGATES), unique=True, min_size=1).map(tuple),
        size=st.integers(1, 7),
    )

    @MANY
    @given(ROWS, st.lists(queries, min_size=8, max_size=8))
    def check(cells, asked):
        store = built(csv_of(NAMES, [FIRST, *cells]))
        rows = [tuple(map(value_of, NAMES, row)) for row in (FIRST, *cells) if any(row)]
        for query in asked:
            expected = figures_of(looked_at(rows, Query(conditions=query.conditions)), query)
            found = walked(store, query)
            width = len(query.group)
            assert [row[:width] for row in found] == sorted(expected, key=empty_last)
            assert store.total(query) == len(expected)
            for row in found:
                for value, wanted in zip(row[width:], expected[row[:width]], strict=True):
                    is_average = isinstance(wanted, float)
                    assert wanted == (pytest.approx(float(value)) if is_average else value)
        store.close()

    check()


def empty_last(key: tuple) -> tuple:
    return tuple((value is None, value if value is not None else 0) for value in key)


def test_a_walk_that_meets_too_few_rows_is_found_by_the_other_engine(monkeypatch):
    rows = [(str(number), f"v{number % 7}") for number in range(500)]
    store = built(csv_of(("a", "b"), rows), marked=("a", "b"))
    query = Query(
        conditions=(Condition("a", Operator.ABOVE, 20), Condition("b", Operator.EQUALS, "v3")),
        order=(Order("a", descending=True),),
        size=9,
    )
    along = walked(store, query)
    monkeypatch.setattr(limits, "STEPS_AT_ONCE", 1)
    monkeypatch.setattr(limits, "MOST_STEPS", 10)

    assert walked(store, query) == along
    assert [row[0] for row in along] == [n for n in range(499, 20, -1) if n % 7 == 3]


def test_moments_and_days_are_compared_as_such():
    content = csv_of(
        ("日期", "时间"),
        [("2026-01-31", "2026-01-31T08:30:00"), ("2026-02-01", "2026-02-01T00:00:00.5")],
    )
    store = built(content)
    late = Condition("时间", Operator.ABOVE, datetime.fromisoformat("2026-02-01"))
    page = store.page(Query(conditions=(late, Condition("日期", Operator.FROM, date(2026, 2, 1)))))

    assert page.rows == [(date(2026, 2, 1), datetime.fromisoformat("2026-02-01T00:00:00.5"))]
