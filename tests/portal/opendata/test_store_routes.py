"""Which engine answers, what a query may take, and how stores are found and shared."""

import os
import threading
from dataclasses import replace
from functools import partial

import pytest
from django.conf import settings

from portal.opendata.query import Aggregate, Condition, Function, Operator, Order, Query
from portal.opendata.store import QueryTooSlow, building, opening, routing
from portal.opendata.store.routing import Route
from portal.opendata.store.statements import EVERY_ROW
from portal.opendata.store.walking import Walk
from tests.portal.opendata.stores import built, csv_of, released

pytestmark = pytest.mark.django_db

COUNT = (Aggregate(Function.COUNT),)
MARKED, OTHER = "镇街", "备注"
IS = Condition(MARKED, Operator.EQUALS, "a")
SHAPES = {
    "the first page": (Query(), Route.WALK),
    "a deep page": (Query(after=(90_000,)), Route.WALK),
    "a filter by a marked column": (Query(conditions=(IS,)), Route.WALK),
    "a start in a marked column": (
        Query(conditions=(Condition(MARKED, Operator.STARTS, "a"),)),
        Route.WALK,
    ),
    "an order by a marked column": (Query(order=(Order(MARKED, True),)), Route.WALK),
    "a marked filter and order": (Query(conditions=(IS,), order=(Order(MARKED),)), Route.WALK),
    "a filter by another column": (
        Query(conditions=(IS, Condition(OTHER, Operator.EQUALS, "a"))),
        Route.FIND,
    ),
    "an order by another column": (Query(order=(Order(OTHER),)), Route.FIND),
    "two orders": (Query(order=(Order(MARKED), Order(OTHER))), Route.FIND),
    "all but one value": (
        Query(conditions=(Condition(MARKED, Operator.NOT, "a"),)),
        Route.FIND,
    ),
    "a part of a text": (
        Query(conditions=(Condition(MARKED, Operator.CONTAINS, "a"),)),
        Route.FIND,
    ),
    "empty cells": (Query(conditions=(Condition(MARKED, Operator.EMPTY, True),)), Route.FIND),
    "words": (Query(search=("a",)), Route.FIND),
    "a facet": (Query(group=(MARKED,), aggregates=COUNT), Route.COUNTS),
    "a facet with a filter": (
        Query(group=(MARKED,), aggregates=COUNT, conditions=(IS,)),
        Route.SCAN,
    ),
    "a facet of many values": (Query(group=(OTHER,), aggregates=COUNT), Route.SCAN),
    "two groups": (Query(group=(MARKED, OTHER), aggregates=COUNT), Route.SCAN),
    "figures of all rows": (Query(aggregates=COUNT), Route.SCAN),
}


@pytest.fixture
def store():
    rows = [(f"{'abc'[number % 3]}", f"备注{number}") for number in range(1200)]
    return built(csv_of((MARKED, OTHER), rows), marked=[MARKED])


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_of_a_query_says_who_answers(store, shape):
    query, expected = SHAPES[shape]
    columns = {column.name: column for column in store.columns}

    assert routing.route(query, columns, 100_000) == expected


def test_a_small_table_is_looked_at_whole_instead_of_asking_the_larger_engine(store):
    columns = {column.name: column for column in store.columns}

    assert routing.route(Query(order=(Order(OTHER),)), columns, routing.SMALL_TABLE) == Route.SORT
    assert routing.route(Query(search=("a",)), columns, routing.SMALL_TABLE) == Route.FIND


def test_a_deep_page_counts_no_rows_off(store, monkeypatch):
    said = []
    fetch = Walk._fetch

    def listening(walk, part, order, most):
        walk._connection.set_trace_callback(said.append)
        rows = fetch(walk, part, order, most)
        walk._connection.set_trace_callback(None)
        return rows

    monkeypatch.setattr(Walk, "_fetch", listening)
    store.page(Query(order=(Order(MARKED, descending=True),), after=(700,), size=5))

    assert said
    assert not [sql for sql in said if "OFFSET" in sql]


def test_the_thousandth_page_takes_as_many_steps_as_the_first(store):
    def steps(query: Query) -> int:
        taken = 0

        def count() -> None:
            nonlocal taken
            taken += 1

        with store._pager._connection() as base:
            base.set_progress_handler(count, 1)
            keys = store._pager._keys(())
            after = query.after and (query.after[0], None)
            Walk(base, keys, EVERY_ROW, key=None, descending=False).behind(after, 20)
            base.set_progress_handler(None, 0)
        return taken

    assert steps(Query(after=(1000,))) <= steps(Query()) + 10


TEXTS = ("b", "c", "d", "e", "f", "g", "h", "i")
FACTORS = (7919, 104_729, 31, 17, 13, 11, 7, 5)


@pytest.fixture
def many():
    rows = [
        (str(number), *(f"文字{number * factor % 100_003}" * 8 for factor in FACTORS))
        for number in range(60_000)
    ]
    return built(csv_of(("a", *TEXTS), rows))


# Every row a group, and of each a set of values of every column.
HEAVY = Query(
    group=("a",),
    aggregates=tuple(Aggregate(Function.DISTINCT, name) for name in TEXTS),
    order=(Order("distinct:b"), Order("distinct:c")),
)


def test_a_query_that_takes_too_long_is_stopped_with_a_sentence(many, monkeypatch):
    monkeypatch.setattr(settings, "DATA_QUERY_SECONDS", 0.02)
    for answer in (many.page, lambda query: list(many.batches(query)), partial(export_of, many)):
        with pytest.raises(QueryTooSlow, match=r"\S"):
            answer(HEAVY)

    monkeypatch.setattr(settings, "DATA_QUERY_SECONDS", 60)
    assert len(many.page(HEAVY).rows) == 100


def export_of(store, query: Query) -> bytes:
    return b"".join(store.csv(query))


def test_a_query_that_wants_too_much_memory_is_stopped_with_a_sentence(monkeypatch, many):
    monkeypatch.setattr(settings, "DATA_QUERY_MEMORY", "8MB")

    with pytest.raises(QueryTooSlow, match=r"\S"):
        many.page(HEAVY)
    assert many.total(Query(conditions=(Condition("a", Operator.FROM, 5),))) == 59_995


def test_a_reader_who_goes_away_ends_the_export(store):
    rows = [(str(number), "很长的一段文字" * 20) for number in range(20_000)]
    store = built(csv_of(("a", "b"), rows))
    lines = store.csv(Query(columns=("b",)))
    next(lines)
    next(lines)
    before = threading.active_count()
    descriptors = len(os.listdir("/proc/self/fd"))
    del lines

    assert threading.active_count() < before
    assert len(os.listdir("/proc/self/fd")) < descriptors


def test_rows_without_an_order_come_in_the_order_of_a_large_file():
    rows = [(f"{number}", f"{number % 11}") for number in range(130_000)]
    store = built(csv_of(("a", "b"), rows))
    elevenths = Query(conditions=(Condition("b", Operator.EQUALS, 3),), size=1000)
    numbers = [row[0] for row in store.page(elevenths).rows]
    exported = b"".join(store.csv(Query(columns=("a",)))).split()

    assert numbers == list(range(3, 11_000, 11))
    assert exported == [b"a", *(str(number).encode() for number in range(130_000))]
    batches = [row[0] for batch in store.batches(Query(columns=("a",))) for row in batch]
    assert batches == list(range(130_000))


def test_finding_a_store_again_asks_neither_the_database_nor_a_folder(
    django_assert_num_queries, monkeypatch
):
    store = built(csv_of(("a",), [("1",)]))
    dataset = released(csv_of(("a",), [("2",)]))
    building.build(dataset.latest)
    found = opening.newest(dataset)
    monkeypatch.setattr(os, "scandir", None)
    monkeypatch.setattr(os, "listdir", None)
    with django_assert_num_queries(0):
        assert opening.newest(dataset) is found
    assert found is not store


def test_stores_that_nobody_asks_for_are_closed(monkeypatch):
    monkeypatch.setattr(opening, "MOST_OPEN", 2)
    stores = [built(csv_of(("a",), [(str(number),)])) for number in range(4)]

    # What was closed goes on for whoever holds it.
    assert [store.page(Query()).rows for store in stores] == [[(number,)] for number in range(4)]
    assert [store.total(Query(search=("1",))) for store in stores] == [0, 0, 0, 0]


def test_a_store_may_be_opened_again_while_someone_still_reads_it(monkeypatch):
    monkeypatch.setattr(opening, "MOST_OPEN", 1)
    dataset = released(csv_of(("a",), [(str(number),) for number in range(9000)]))
    building.build(dataset.latest)
    batches = opening.newest(dataset).batches(Query())
    next(batches)
    built(csv_of(("a",), [("1",)]))  # the first is let go
    again = opening.newest(dataset)

    assert again.total(Query(search=("1",))) == 0
    assert sum(map(len, again.batches(Query()))) == 9000
    assert sum(map(len, batches)) == 4000


def test_threads_share_a_store(store):
    query = Query(order=(Order(MARKED),), size=100)
    expected = store.page(query).rows, store.total(Query(search=("备注7",)))
    found = []

    def ask() -> None:
        for _number in range(10):
            page = store.page(query).rows
            found.append((page, store.total(Query(search=("备注7",)))) == expected)

    threads = [threading.Thread(target=ask) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [True] * 60


def test_a_forked_process_opens_stores_of_its_own(store):
    dataset = released(csv_of(("a",), [("1",), ("2",)]))
    building.build(dataset.latest)
    dataset.latest.dataset = dataset
    parents = opening.of_version(dataset.latest)
    figure = Query(aggregates=(Aggregate(Function.SUM, "a"),))
    assert parents.page(figure).rows == [(3,)]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            own = opening.of_version(dataset.latest)
            is_right = own is not parents and own.page(figure).rows == [(3,)]
            os.write(writing, b"right" if is_right else b"wrong")
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)

    assert said == b"right"


def test_totals_are_counted_whatever_size_and_cursor(store):
    query = Query(conditions=(IS,), size=3)
    page = store.page(query)

    assert store.total(query) == store.total(replace(query, after=page.cursor)) == 400
    assert store.total(Query(size=1)) == 1200
    assert store.total(Query(group=(MARKED,))) == 3
    assert store.total(Query(aggregates=COUNT)) == 1
