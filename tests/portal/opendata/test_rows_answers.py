"""Rows by address, in pages: the right rows, in the right order, every one of them once."""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal.opendata import rows_data
from tests.portal.opendata.rows_data import NAMES, objects, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=True):
        yield


@pytest.fixture
def ask(client):
    """Ask for rows of the dataset and read the answer."""
    path = rows_data.address(rows_data.ready())

    def asked(**parameters):
        headers = parameters.pop("headers", None)
        response = client.get(path, {"_size": "1000", **parameters}, headers=headers)
        assert response.status_code == 200, response.content.decode()
        return response

    return asked


def found(response) -> list[dict]:
    return json.loads(response.content)["rows"]


def test_a_page_says_what_its_columns_mean_and_under_which_terms(ask):
    told = json.loads(ask(_size="2").content)
    assert (told["dataset"], told["version"]) == ("homes", 1)
    assert told["licence"].startswith("http")
    assert told["columns"][3] == {
        "name": "床位",
        "title": "标题：床位",
        "title_en": "Title of integer",
        "type": "integer",
        "unit": "张",
    }
    assert told["rows"] == objects(rows())[:2]
    assert "total" not in told
    assert told["next"].startswith("http://testserver/api/v1/datasets/homes/rows/?_size=2&_cursor=")


def test_numbers_are_numbers_days_are_iso_and_empty_cells_null(ask):
    (row,) = found(ask(编号="00011"))
    assert row["床位"] is None
    assert row["价格"] == 2.75
    assert row["日期"] == "2026-12-12"
    assert row["时间"] == "2026-01-02T11:30:00"
    assert row["开放"] is False
    assert row["编号"] == "00011"


def _compared(name, test):
    place = NAMES.index(name)
    return [row for row in rows() if row[place] is not None and test(row[place])]


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("镇街", "荣巷街道", partial(_compared, "镇街", lambda cell: cell == "荣巷街道")),
        (
            "镇街__in",
            "荣巷街道,河埒街道",
            partial(_compared, "镇街", lambda cell: "蠡" not in cell),
        ),
        ("镇街__contains", "湖", partial(_compared, "镇街", lambda cell: "湖" in cell)),
        ("镇街__startswith", "蠡", partial(_compared, "镇街", lambda cell: cell[0] == "蠡")),
        ("镇街__isnull", "false", partial(_compared, "镇街", lambda cell: True)),
        ("编号__gte", "00120", partial(_compared, "编号", lambda cell: cell >= "00120")),
        ("床位", "3", partial(_compared, "床位", lambda cell: cell == 3)),
        ("床位__lt", "0", partial(_compared, "床位", lambda cell: cell < 0)),
        ("床位__in", "1,2", partial(_compared, "床位", lambda cell: cell in (1, 2))),
        ("价格", "1.50", partial(_compared, "价格", lambda cell: cell == Decimal("1.5"))),
        ("价格__gt", "3.1", partial(_compared, "价格", lambda cell: cell > Decimal("3.1"))),
        ("价格__lte", "0.25", partial(_compared, "价格", lambda cell: cell <= Decimal("0.25"))),
        ("日期", "2026-03-03", partial(_compared, "日期", lambda cell: cell == date(2026, 3, 3))),
        ("日期__lt", "2026-02-01", partial(_compared, "日期", lambda cell: cell.month == 1)),
        (
            "时间__gte",
            "2026-01-05T00:00",
            partial(_compared, "时间", lambda cell: cell >= datetime(2026, 1, 5)),  # noqa: DTZ001
        ),
        ("开放", "true", partial(_compared, "开放", lambda cell: cell)),
        ("开放__isnull", "false", partial(_compared, "开放", lambda cell: True)),
        ("_where._id__lt", "7", partial(_compared, "_id", lambda cell: cell < 7)),
        (
            "备注, 其他/说明__contains",
            '"好"',
            partial(_compared, "备注, 其他/说明", lambda cell: '"好"' in cell),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_filter_finds_the_rows_it_describes(ask, parameter, value, expected):
    wanted = objects(expected())
    assert wanted
    assert found(ask(**{parameter: value})) == wanted


def test_not_finds_every_other_row_the_empty_ones_too(ask):
    wanted = [row for row in rows() if row[1] != "荣巷街道"]
    assert found(ask(镇街__not="荣巷街道")) == objects(wanted)


def test_all_the_filters_must_hold(ask):
    wanted = [row for row in rows() if row[1] == "荣巷街道" and row[3] is not None and row[3] > 2]
    assert found(ask(镇街="荣巷街道", 床位__gt="2")) == objects(wanted)


def test_each_word_stands_in_some_text_column(ask):
    wanted = [row for row in rows() if row[1] == "蠡湖街道" and "abc" in (row[2] or "").lower()]
    assert wanted
    assert found(ask(_search="蠡湖 abc")) == objects(wanted)


def test_columns_come_in_the_order_they_were_asked_for(ask):
    response = ask(_columns='_id,"备注, 其他/说明"', _size="3")
    assert [list(row) for row in found(response)] == [["_id", "备注, 其他/说明"]] * 3
    told = json.loads(response.content)
    assert [column["name"] for column in told["columns"]] == ["_id", "备注, 其他/说明"]


@pytest.mark.parametrize("order", ["床位", "-床位", "日期", "-价格", "镇街,-床位", "备注", "-开放"])
def test_pages_walk_through_every_row_once_in_order_also_where_values_repeat(ask, client, order):
    order = '"备注, 其他/说明"' if order == "备注" else order
    whole = found(ask(_sort=order))
    response, walked = ask(_sort=order, _size="7"), []
    while True:
        told = json.loads(response.content)
        walked += told["rows"]
        if told["next"] is None:
            assert 'rel="next"' not in response.headers["Link"]
            break
        assert f'<{told["next"]}>; rel="next"' in response.headers["Link"]
        response = client.get(told["next"])
    assert walked == whole
    assert sorted(row["_id"] for row in walked) == list(range(130))


def test_empty_cells_come_last_in_both_orders(ask):
    for order in ("床位", "-床位"):
        cells = [row["床位"] for row in found(ask(_sort=order))]
        filled = [cell for cell in cells if cell is not None]
        assert cells[len(filled) :] == [None] * 12
        assert filled == sorted(filled, reverse=order.startswith("-"))


def test_size_and_format_may_change_on_the_way(ask, client):
    told = json.loads(ask(_size="10", 床位__gt="0").content)
    again = client.get(told["next"] + "&_format=ndjson", {}).content.decode()
    first = found(ask(床位__gt="0"))
    assert [json.loads(line) for line in again.splitlines()] == first[10:20]


def test_groups_have_figures(ask):
    response = ask(_group="镇街", _aggregate="count,sum:床位,avg:床位,min:日期,distinct:床位")
    groups = {row["镇街"]: row for row in found(response)}
    for town in (*rows_data.TOWNS,):
        cells = [row[3] for row in rows() if row[1] == town and row[3] is not None]
        days = [row[5] for row in rows() if row[1] == town and row[5] is not None]
        group = groups[town]
        assert group["count"] == sum(row[1] == town for row in rows())
        assert group["sum:床位"] == sum(cells)
        assert group["avg:床位"] == pytest.approx(sum(cells) / len(cells))
        assert group["min:日期"] == min(days).isoformat()
        assert group["distinct:床位"] == len(set(cells))
    columns = {row["name"]: row for row in json.loads(response.content)["columns"]}
    assert columns["sum:床位"]["title"] == "标题：床位合计"
    assert columns["avg:床位"]["type"] == "number"
    assert (columns["count"]["type"], columns["distinct:床位"]["unit"]) == ("integer", "")


def test_groups_are_sorted_by_their_figures_and_paged(ask, client):
    whole = found(ask(_group="床位", _sort="-count,床位"))
    counts = [row["count"] for row in whole]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 130
    told = json.loads(ask(_group="床位", _sort="-count,床位", _size="4").content)
    rest = client.get(told["next"]).json()
    assert told["rows"] + rest["rows"] == whole[:8]


def test_figures_without_groups_are_of_all_rows_found(ask):
    assert found(ask(_aggregate="count,max:_id", **{"_where._id__lt": "50"})) == [
        {"count": 50, "max:_id": 49}
    ]


@pytest.mark.parametrize(
    ("parameters", "total"),
    [({}, 130), ({"镇街": "荣巷街道"}, 33), ({"_group": "镇街"}, 4), ({"_search": "蠡湖"}, 32)],
    ids=str,
)
def test_the_total_is_counted_when_asked_for(ask, parameters, total):
    assert json.loads(ask(**parameters, _total="true", _size="5").content)["total"] == total


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/csv;q=0.2, application/x-ndjson", "application/x-ndjson"),
        ("text/html, */*;q=0.8", "application/json"),
    ],
)
def test_the_format_follows_the_header_accept(ask, accept, content_type):
    response = ask(headers={"Accept": accept})
    assert response.headers["Content-Type"] == content_type
    assert "Accept" in response.headers["Vary"]


def test_the_address_says_the_format_before_the_header(ask):
    response = ask(_format="json", headers={"Accept": "text/csv"})
    assert response.headers["Content-Type"] == "application/json"


def test_json_is_compressed_for_who_takes_it(ask):
    response = ask(headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < len(ask().content) / 2
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_page_costs_the_same_few_queries_whatever_is_asked(ask, client):
    path = ask().wsgi_request.path
    for parameters in ({}, {"_sort": "床位", "镇街": "荣巷街道"}, {"_group": "镇街"}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path, parameters)
        reads = [query for query in queries if query["sql"].startswith("SELECT")]
        assert len(reads) == 1
