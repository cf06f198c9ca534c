"""Figures of groups are what looking at every row would say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.opendata.query import Aggregate, Function, Order, Query
from tests.portal.opendata.store_tables import (
    FIRST,
    MANY,
    NAMES,
    ROWS,
    conditions,
    looked_at,
    value_of,
    walked,
)
from tests.portal.opendata.stores import built, csv_of

pytestmark = pytest.mark.django_db

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


def empty_last(key: tuple) -> tuple:
    return tuple((value is None, value if value is not None else 0) for value in key)


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


def test_figures_are_exported_as_they_are_shown():
    rows = [
        ("甲", "2026-01-31T08:30:00", "1.50"),
        ("甲", "2026-02-01T00:00:00.5", "2.25"),
        ("", "", ""),
    ]
    store = built(csv_of(("镇街", "时间", "金额"), [*rows, ("乙", "2026-01-01T00:00:00", "3")]))
    query = Query(
        group=("镇街",),
        aggregates=(
            Aggregate(Function.COUNT),
            Aggregate(Function.GREATEST, "时间"),
            Aggregate(Function.SUM, "金额"),
        ),
    )

    assert b"".join(store.csv(query)).decode().split("\n") == [
        "镇街,count,max:时间,sum:金额",
        "乙,1,2026-01-01T00:00:00,3.00",
        "甲,2,2026-02-01T00:00:00.5,3.75",
        "",
    ]


def test_groups_are_sorted_by_a_figure_and_paged_without_gap_or_repeat():
    rows = [(f"v{number % 17}", str(number)) for number in range(300)]
    store = built(csv_of(("a", "b"), rows))
    total = Aggregate(Function.SUM, "b")
    for aggregates in ((total,), (Aggregate(Function.COUNT),)):
        order = (Order(aggregates[0].name, descending=True),)
        found = walked(store, Query(group=("a",), aggregates=aggregates, order=order, size=5))

        assert len(found) == len({row[0] for row in found}) == 17
        assert [row[1] for row in found] == sorted((row[1] for row in found), reverse=True)


def test_a_column_that_is_named_as_a_figure_is_not_mixed_up_with_it():
    store = built(csv_of(("count",), [("7",), ("7",), ("9",)]))
    query = Query(group=("count",), aggregates=(Aggregate(Function.COUNT),))

    assert store.page(query).columns == ("count", "count")
    assert store.page(query).rows == [(7, 2), (9, 1)]
