"""Whichever engine answers, the answer is what looking at every row would say."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.opendata.query import Condition, Operator, Order, Query
from portal.opendata.store import limits, routing
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
ENGINES = {
    "along indexes": ({"SMALL_TABLE": 0}, NAMES),
    "by looking at a small table": ({"SMALL_TABLE": 10_000}, ()),
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
