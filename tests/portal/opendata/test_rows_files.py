"""Rows as files: everything that was found, the same in each format, in bounded memory."""

import csv
import io
import json
import tracemalloc
from datetime import datetime
from urllib.parse import unquote

import pytest
import time_machine
from openpyxl import load_workbook

from catalogs.data_enums import DataUse
from catalogs.data_types import cast
from catalogs.models import Dataset, DatasetUse
from portal.opendata.rows import answering
from tests.portal.opendata import rows_data
from tests.portal.opendata.rows_data import KINDS, NAMES, objects, rows

pytestmark = pytest.mark.django_db
FILTER = {"床位__gt": "2", "_sort": "-日期"}
QUESTIONS = [{}, FILTER, {"_columns": "_id,时间,开放"}, {"_search": "湖"}]


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=True):
        yield


@pytest.fixture
def get(client):
    """Ask for rows of the dataset."""
    path = rows_data.address(rows_data.ready())

    def asked(*, headers=None, **parameters):
        response = client.get(path, parameters, headers=headers)
        assert response.status_code == 200, response.content.decode()
        return response

    return asked


def body(response) -> bytes:
    return response.getvalue()


def by_csv(response) -> list[dict]:
    """Read a CSV file and give each cell the type of its column again."""
    lines = csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline=""))
    return [
        {name: rows_data.told(cast(KINDS[name], cell)) for name, cell in line.items()}
        for line in lines
    ]


def by_lines(response) -> list[dict]:
    return [json.loads(line) for line in body(response).decode().splitlines()]


def by_workbook(response) -> list[dict]:
    sheet = load_workbook(io.BytesIO(body(response))).active
    names, *lines = sheet.iter_rows(values_only=True)
    return [
        {name: _of_workbook(name, cell) for name, cell in zip(names, line, strict=True)}
        for line in lines
    ]


def _of_workbook(name, cell):
    if isinstance(cell, datetime):
        cell = cell if KINDS[name] == "datetime" else cell.date()
    if isinstance(cell, str):
        return cell.removeprefix("'") or None
    return rows_data.told(cell)


READERS = {"csv": by_csv, "ndjson": by_lines, "xlsx": by_workbook}


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("kind", READERS)
def test_each_format_holds_the_same_rows_as_json(get, kind, question):
    wanted = get(**question, _size="1000").json()["rows"]
    assert wanted
    assert READERS[kind](get(**question, _format=kind)) == wanted


@pytest.mark.parametrize("kind", READERS)
def test_a_page_of_each_format_holds_the_same_rows_as_json(get, kind):
    page = get(**FILTER, _size="9")
    other = get(**FILTER, _size="9", _format=kind)
    assert READERS[kind](other) == page.json()["rows"]
    assert 'rel="next"' in other.headers["Link"]


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_figures_are_files_too(get, kind):
    question = {"_group": "镇街", "_aggregate": "count,sum:床位", "_sort": "count"}
    wanted = get(**question).json()["rows"]
    if kind == "ndjson":
        assert by_lines(get(**question, _format=kind)) == wanted
        return
    lines = list(csv.reader(io.StringIO(body(get(**question, _format=kind)).decode("utf-8-sig"))))
    assert lines == [
        ["镇街", "count", "sum:床位"],
        *([row["镇街"] or "", str(row["count"]), str(row["sum:床位"])] for row in wanted),
    ]


def test_the_whole_file_holds_the_rows_as_they_were_released(get):
    assert by_csv(get(_format="csv")) == objects(rows())


def test_the_byte_order_mark_is_left_out_for_programs(get):
    marked, plain = body(get(_format="csv")), body(get(_format="csv", _bom="false"))
    assert marked == b"\xef\xbb\xbf" + plain
    assert body(get(_format="csv", _size="5")).startswith(b"\xef\xbb\xbf")
    assert not body(get(_format="csv", _size="5", _bom="false")).startswith(b"\xef\xbb\xbf")


def test_texts_stay_as_they_are_unless_a_spreadsheet_is_to_open_them(get):
    texts = {row["备注, 其他/说明"] for row in by_csv(get(_format="csv"))}
    assert {"=1+1", "-5"} < texts
    guarded = body(get(_format="csv", _excel="true")).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(guarded, newline="")))
    assert {"'=1+1", "'-5"} < {row["备注, 其他/说明"] for row in found}
    assert {"-1", "-2"} < {row["床位"] for row in found}


@pytest.mark.parametrize(
    ("labels", "first"),
    [("name", "编号"), ("title", "标题：编号"), ("title_en", "Title of text")],
)
def test_the_header_row_is_called_as_asked_for(get, labels, first):
    text = body(get(_format="csv", _labels=labels)).decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    plain = body(get(_format="csv")).decode("utf-8-sig")
    assert lines == list(csv.reader(io.StringIO(plain, newline="")))[1:]
    assert (header[0], len(header)) == (first, len(NAMES))
    sheet = load_workbook(io.BytesIO(body(get(_format="xlsx", _labels=labels)))).active
    assert sheet["A1"].value == first
    # A column without an English title has its own.
    assert header[-1] == {"name": "_id"}.get(labels, "标题：_id")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("labels", "header"),
    [
        ("name", ["count", "sum:床位", "max:_id"]),
        ("title", ["数据条数", "标题：床位合计", None]),
        ("title_en", ["Number of rows", "Sum of Title of integer", "Maximum of 标题：_id"]),
    ],
)
def test_figures_are_called_as_asked_for_whatever_language_the_reader_has(
    get, labels, header, language
):
    question = {"_aggregate": "count,sum:床位,max:_id", "headers": {"Accept-Language": language}}
    text = body(get(**question, _format="csv", _labels=labels)).decode("utf-8-sig")
    first = next(csv.reader(io.StringIO(text)))
    assert [wanted or said for wanted, said in zip(header, first, strict=True)] == first


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("ndjson", "application/x-ndjson"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_called_like_its_dataset(get, kind, content_type):
    response = get(_format=kind)
    assert response.headers["Content-Type"] == content_type
    disposition = unquote(response.headers["Content-Disposition"])
    assert disposition == f"attachment; filename*=utf-8''养老机构.{kind}"


def test_nothing_found_is_a_file_with_its_header_row(get):
    nothing = {"床位": "999"}
    assert body(get(**nothing, _format="ndjson")) == b""
    text = body(get(**nothing, _format="csv")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [list(NAMES)]


def test_a_workbook_beyond_its_limit_is_refused_with_what_to_do(client, monkeypatch):
    path = rows_data.address(rows_data.ready())
    monkeypatch.setattr(answering, "MOST_CELLS", 500)
    response = client.get(path, {"_format": "xlsx"})
    assert response.status_code == 400
    (fault,) = response.json()["errors"]
    assert fault["parameter"] == "_format"
    assert "CSV" in fault["detail"]
    assert client.get(path, {"_format": "xlsx", "床位": "3"}).status_code == 200


def test_a_file_counts_as_an_export_and_its_head_as_none(get, client):
    get(_format="csv")
    get(_format="ndjson", _size="5")
    client.head(rows_data.address(Dataset.objects.get()), {"_format": "csv"})
    uses = dict(DatasetUse.objects.values_list("way", "times"))
    assert uses == {DataUse.EXPORT: 1, DataUse.QUERY: 1}


def _peak(client, path: str, **parameters) -> tuple[int, int]:
    """Read an answer; return its size and the most memory that took, in bytes."""
    tracemalloc.start()
    size = sum(len(chunk) for chunk in client.get(path, parameters).streaming_content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size, peak


def test_a_file_three_times_as_large_takes_no_more_memory(client):
    path = rows_data.address(rows_data.ready(rows_data.rows(36_000)))
    for kind in ("csv", "ndjson"):
        third = _peak(client, path, **{"_format": kind, "_where._id__lt": "12000"})
        whole = _peak(client, path, _format=kind)
        assert whole[0] > third[0] * 2.9
        assert whole[1] < third[1] * 1.5


def test_a_reader_who_goes_away_leaves_nothing_behind(client, settings):
    dataset = rows_data.ready(rows_data.rows(5_000))
    before = sorted(settings.DATA_STORE_DIR.rglob("*"))
    response = client.get(rows_data.address(dataset), {"_format": "csv", "床位__gt": "0"})
    next(iter(response.streaming_content))
    response.close()
    assert sorted(settings.DATA_STORE_DIR.rglob("*")) == before
