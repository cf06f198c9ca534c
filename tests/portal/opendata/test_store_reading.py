"""However a file was written, the store holds the rows the portal has read."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from catalogs.data_files import open_rows
from catalogs.tables import write_xlsx
from portal.opendata.query import Aggregate, Condition, Function, Operator, Order, Query
from portal.opendata.store import QueryRefused, building, loading, opening
from tests.datasets import drafted
from tests.portal.opendata.stores import built, csv_of, release, released

pytestmark = pytest.mark.django_db

HEADERS = ("编号", "名称", "数量")
ROWS = [("001", "太湖, 大道", "5"), ("002", '他说"好"', ""), ("003", "两行\n文字", "-7")]
VALUES = [("001", "太湖, 大道", 5), ("002", '他说"好"', None), ("003", "两行\n文字", -7)]
PLAIN = csv_of(HEADERS, ROWS)


def records() -> bytes:
    rows = [dict(zip(HEADERS, row, strict=True)) for row in ROWS]
    return json.dumps(rows, ensure_ascii=False).encode()


FILES = {
    "utf-8": (PLAIN, "a.csv"),
    "utf-8 with mark": (b"\xef\xbb\xbf" + PLAIN, "a.csv"),
    "gb18030": (PLAIN.decode().encode("gb18030"), "a.csv"),
    "line feeds only": (PLAIN.replace(b"\r\n", b"\n"), "a.csv"),
    "no line end at the end": (PLAIN.rstrip(), "a.csv"),
    "every cell quoted": (
        b'"\xe7\xbc\x96\xe5\x8f\xb7"' + PLAIN.removeprefix("编号".encode()),
        "a.csv",
    ),
    "empty lines": (PLAIN + b"\r\n\r\n", "a.csv"),
    "blanks around cells": (PLAIN.replace(b"001,", "\u3000001 ,".encode()), "a.csv"),
    "workbook": (write_xlsx(ROWS, HEADERS), "a.xlsx"),
    "json": (records(), "a.json"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_holds_the_same_rows(name):
    content, filename = FILES[name]
    store = built(content, filename=filename)

    assert [column.name for column in store.columns] == list(HEADERS)
    assert store.page(Query()).rows == VALUES
    assert [row for batch in store.batches(Query()) for row in batch] == VALUES
    assert_lines(store.csv(Query()))
    assert_lines(store.csv(Query(search=("",))))


def assert_lines(chunks) -> None:
    text = b"".join(chunks).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [list(HEADERS), *map(list, ROWS)]


def test_a_file_with_semicolons_and_missing_last_cells_is_read_by_the_portal():
    store = built("编号;名称;数量\n001;一;5\n002;二\n".encode())

    assert store.page(Query()).rows == [("001", "一", 5), ("002", "二", None)]


def test_a_plain_file_is_read_by_the_engine_alone(monkeypatch):
    def no_portal(version, path):
        raise AssertionError("The portal read what the engine can read.")

    monkeypatch.setattr(loading, "_write_plainly", no_portal)

    assert built(b"\xef\xbb\xbf" + PLAIN).row_count == 3


def test_times_with_a_zone_are_those_of_the_portals_clock():
    content = csv_of(("时间",), [("2026-01-31T08:30:00Z",), ("2026-01-31T08:30:00",)])
    store = built(content)

    assert store.page(Query()).rows == [
        (datetime.fromisoformat("2026-01-31T16:30:00"),),
        (datetime.fromisoformat("2026-01-31T08:30:00"),),
    ]
    assert b"".join(store.csv(Query())).decode().split() == [
        "时间",
        "2026-01-31T16:30:00",
        "2026-01-31T08:30:00",
    ]


def test_days_are_kept_in_iso_however_the_file_writes_them():
    spelled = ["2026/1/31", "2026-2-1", "2026年2月2日", "2026.02.03", "2026-02-04", ""]
    times = ["2026/1/31 9:30", "2026-2-1", "2026年2月2日 09:30:15", "2026.02.03", "", ""]
    store = built(
        csv_of(("日期", "时间", "名称"), zip(spelled, times, "甲乙丙丁戊己", strict=True))
    )

    found = store.page(Query(order=(Order("日期"),))).rows
    assert [str(row[0]) for row in found] == [
        "2026-01-31",
        "2026-02-01",
        "2026-02-02",
        "2026-02-03",
        "2026-02-04",
        "None",
    ]
    assert [str(row[1]) for row in found[:3]] == [
        "2026-01-31 09:30:00",
        "2026-02-01 00:00:00",
        "2026-02-02 09:30:15",
    ]
    later = Condition("日期", Operator.FROM, date(2026, 2, 2))
    assert store.page(Query(conditions=(later,))).rows == found[2:5]
    assert b"2026-01-31,2026-01-31T09:30:00" in b"".join(store.csv(Query()))


@pytest.mark.parametrize(("kind", "value"), [("date", date(2026, 1, 31)), ("integer", 20260131)])
def test_eight_digits_are_days_where_the_dictionary_says_so(kind, value):
    dataset = drafted(columns=[{"name": "日期", "title": "日期", "type": kind}])
    version = release(dataset, csv_of(("日期",), [("20260131",)]))
    building.build(version)

    assert version.day_writings == ({"日期": ["digits"]} if kind == "date" else {})
    assert opening.newest(dataset).page(Query()).rows == [(value,)]


@pytest.mark.parametrize("text", ["  太湖  ", "\u2028", "'=1+1", "=1+1", "\t", "😀"])
def test_texts_of_a_json_file_stay_as_they_are(text):
    content = json.dumps([{"a": text, "b": 1}, {"a": "x", "b": 2}]).encode()
    store = built(content, filename="a.json")

    assert store.page(Query(search=("x",))).rows == [("x", 2)]
    assert store.page(Query()).rows == [(text, 1), ("x", 2)]
    assert next(store.batches(Query()))[0] == (text, 1)


def test_leading_zeros_and_long_numbers_stay_as_they_are():
    rows = [("0012", "320211199001011234567"), ("0100", "000000000000000000001")]
    store = built(csv_of(("代码", "长码"), rows))

    assert store.page(Query()).rows == rows
    zeros = Condition("代码", Operator.EQUALS, "0100")
    assert store.page(Query(conditions=(zeros,))).rows == rows[1:]


def test_figures_are_summed_exactly():
    store = built(csv_of(("金额",), [("0.1",), ("0.2",), ("1000000.07",)]))
    total = Query(aggregates=(Aggregate(Function.SUM, "金额"),))

    assert store.page(total).rows == [(Decimal("1000000.37"),)]
    assert b"".join(store.csv(total)) == "sum:金额\n1000000.37\n".encode()


def test_a_column_without_any_value_is_text_and_found_empty():
    store = built(csv_of(("a", "b"), [("1", ""), ("2", "")]), marked=["b"])
    empty = Query(conditions=(Condition("b", Operator.EMPTY, True),), order=(Order("b"),))

    assert store.page(empty).rows == [(1, None), (2, None)]
    assert store.page(Query(group=("b",), aggregates=(Aggregate(Function.COUNT),))).rows == [
        (None, 2)
    ]


def test_a_table_of_two_hundred_columns_is_built_and_answers():
    headers = [f"列{number}" for number in range(200)]
    rows = [[str(number * line) for number in range(200)] for line in range(20)]
    store = built(csv_of(headers, rows), marked=headers[:3])
    last = Condition("列199", Operator.EQUALS, 199 * 7)

    assert store.page(Query(conditions=(last,))).rows == [tuple(n * 7 for n in range(200))]


NAMES = ('a"; DROP TABLE rows; --', "b'", "c0", "rownum", "A", "a", "count", "选择*")


def test_names_of_columns_are_never_part_of_a_statement():
    rows = [tuple(f"{name}{line}" for name in NAMES) for line in range(3)]
    store = built(csv_of(NAMES, rows), marked=NAMES)

    for place, name in enumerate(NAMES):
        of_name = Condition(name, Operator.EQUALS, f"{name}1")
        assert store.page(Query(conditions=(of_name,), order=(Order(name),))).rows == [rows[1]]
        assert store.page(Query(columns=(name,))).rows == [(row[place],) for row in rows]
        counted = Query(group=(name,), aggregates=(Aggregate(Function.COUNT),))
        assert store.page(counted).rows == [(row[place], 1) for row in rows]
        lines = list(csv.reader(io.StringIO(b"".join(store.csv(counted)).decode())))
        assert lines == [[name, "count"], *([row[place], "1"] for row in rows)]
    assert next(store.csv(Query())) == csv_of(NAMES, []).replace(b"\r\n", b"\n")


INJECTIONS = ("' OR 1=1 --", '"; DROP TABLE rows; --', "%", "_", "\\", "') OR ('1'='1", "\x00")


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize("operator", ["EQUALS", "STARTS", "CONTAINS", "IN", "search"])
def test_values_are_never_part_of_a_statement(operator, value):
    store = built(csv_of(("a", "b"), [("x", "1"), ("y", "2")]), marked=["a"])
    if operator == "search":
        query = Query(search=(value,))
    else:
        said = (value,) if operator == "IN" else value
        query = Query(conditions=(Condition("a", Operator[operator], said),))

    assert store.page(query).rows == []
    assert store.total(query) == 0
    assert store.page(Query()).rows == [("x", 1), ("y", 2)]


UNKNOWN = {
    "column": Query(columns=("nothing",)),
    "condition": Query(conditions=(Condition("nothing", Operator.EQUALS, "x"),)),
    "order": Query(order=(Order("nothing"),)),
    "group": Query(group=("nothing",), aggregates=(Aggregate(Function.COUNT),)),
    "aggregate": Query(aggregates=(Aggregate(Function.SUM, "nothing"),)),
    "order of groups": Query(
        group=("a",), aggregates=(Aggregate(Function.COUNT),), order=(Order("b"),)
    ),
    "sum of texts": Query(aggregates=(Aggregate(Function.SUM, "a"),)),
    "part of a number": Query(conditions=(Condition("b", Operator.CONTAINS, "1"),)),
    "row that is not there": Query(after=(77,)),
    "cursor of something else": Query(after=("x", 1)),
    "groups behind nothing": Query(group=("a",), after=(-1,)),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_the_rows_do_not_have_is_refused_with_a_sentence(what):
    store = built(csv_of(("a", "b"), [("x", "1"), ("y", "2")]), marked=["a"])

    with pytest.raises(QueryRefused, match=r"\S"):
        store.page(UNKNOWN[what])


def test_types_that_the_version_does_not_tell_are_found_in_its_file():
    dataset = released(PLAIN)
    dataset.latest.types = []
    dataset.latest.save()
    kinds = open_rows(dataset.latest)[1]

    building.build(dataset.latest)
    assert [column.type for column in opening.newest(dataset).columns] == list(kinds)
