"""The data dictionary for machines: it fits the file, the dictionary, and both standards."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.utils import timezone

from catalogs import data_catalogue
from catalogs.data_enums import ColumnType
from portal.opendata import dictionary
from portal.opendata.store.building import build
from tests import factories
from tests.datasets import moment, published

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
FILE = "code,名称,opened,beds,rate\nA-01,滨湖一号,2026-01-31,12,0.5\nA-02,滨湖二号,,8,\n".encode()
DICTIONARY = [
    {"name": "code", "title": "编号", "title_en": "Code", "meaning": "唯一编号"},
    {"name": "名称", "title": "名称", "title_en": "Name", "meaning": "单位名称"},
    {"name": "opened", "title": "启用日期", "type": "date", "meaning": "启用的日期"},
    {"name": "beds", "title": "床位数", "type": "integer", "unit": "张", "meaning": "核定床位数"},
    {"name": "rate", "title": "入住率", "type": "number", "meaning": "入住的比例"},
]
READ = {"integer": int, "number": Decimal, "date": date.fromisoformat, "string": str}
# RFC 6570: what a name of a column may be made of.
VARIABLE = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-F]{2}))*")


@pytest.fixture
def dataset():
    return published(
        day=timezone.localdate(),
        code="homes",
        name="养老机构名录",
        name_en="Care homes",
        content=FILE,
        columns=DICTIONARY,
    )


@pytest.fixture
def rows(client, dataset) -> list[dict[str, str]]:
    text = b"".join(client.get("/data/homes/1/")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def link_of(client, address: str) -> str:
    response = client.get(address)
    assert b"".join(response)
    return response["Link"]


def test_the_table_schema_names_the_columns_of_the_file_in_their_order(client, dataset, rows):
    response = client.get("/data/homes/schema.json")
    assert response["Content-Type"] == "application/json; charset=utf-8"
    schema = response.json()
    assert [field["name"] for field in schema["fields"]] == list(rows[0])
    assert schema["missingValues"] == [""]
    assert schema["$schema"] == dictionary.TABLE_SCHEMA
    beds = schema["fields"][3]
    assert beds == {
        "name": "beds",
        "type": "integer",
        "title": "床位数",
        "description": "核定床位数",
        "unit": "张",
    }
    assert schema["fields"][0]["titleEn"] == "Code"


def test_every_cell_of_the_file_is_of_the_type_the_schema_says(client, dataset, rows):
    schema = client.get("/data/homes/schema.json").json()
    filled = 0
    for field in schema["fields"]:
        for row in rows:
            if row[field["name"]] not in schema["missingValues"]:
                READ[field["type"]](row[field["name"]])
                filled += 1
    assert filled == 8


def test_the_csv_metadata_have_what_the_standard_requires(client, dataset, rows):
    response = client.get("/data/homes/csv-metadata.json")
    assert response["Content-Type"] == "application/csvm+json; charset=utf-8"
    words = response.json()
    assert words["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
    assert words["url"] == f"{SITE}/data/homes/1/"
    assert words["dialect"]["encoding"] == "utf-8"
    assert words["dialect"]["header"] is True
    columns = words["tableSchema"]["columns"]
    # The header of the file is among the titles: by that a reader finds the column.
    for header, column in zip(rows[0], columns, strict=True):
        assert header in column["titles"]["zh"]
        assert VARIABLE.fullmatch(column["name"]), column["name"]
        assert unquote(column["name"]) == header
        assert column["null"] == [""]
    assert columns[0]["titles"] == {"zh": ["code", "编号"], "en": "Code"}
    assert columns[2]["datatype"] == {"base": "date", "format": "yyyy-MM-dd"}
    assert [column["datatype"] for column in columns[3:]] == ["integer", "decimal"]
    names = [column["name"] for column in columns]
    assert len(set(names)) == len(names)
    title = words["dc:title"]
    assert {"@value": "Care homes", "@language": "en"} in title
    assert words["dc:license"]["@id"] == f"{SITE}/data/licence/#source-named"


def test_a_column_nobody_has_explained_is_there_all_the_same(client):
    dataset = published(
        day=timezone.localdate(),
        code="short",
        content=b"a,b\n1,x\n",
        columns=[{"name": name, "title": name, "meaning": name} for name in "ab"],
    )
    dataset.columns.filter(name="b").delete()
    for address, path in (("schema.json", "fields"), ("csv-metadata.json", "tableSchema")):
        words = client.get(f"/data/short/{address}").json()[path]
        columns = words if isinstance(words, list) else words["columns"]
        assert [column["name"] for column in columns] == ["a", "b"]


@pytest.mark.parametrize("table", [dictionary._FIELD_TYPES, dictionary._DATATYPES])
def test_every_type_of_a_column_has_one_in_both_standards(table):
    assert set(table) == set(ColumnType)


def test_the_newest_file_leads_to_what_describes_it(client, dataset):
    addresses = re.findall(
        r'<([^>]+)>; rel="describedby"; type="([^"]+)"', link_of(client, "/data/homes/1/")
    )
    assert addresses == [
        (f"{SITE}/data/homes/schema.json", "application/json"),
        (f"{SITE}/data/homes/csv-metadata.json", "application/csvm+json"),
    ]
    for address, content_type in addresses:
        response = client.get(address.removeprefix(SITE))
        assert response["Content-Type"].startswith(content_type)


def test_a_file_of_another_format_has_a_schema_and_no_csv_metadata(client):
    content = json.dumps([{"code": "B-1", "name": "甲", "beds": 3}]).encode()
    published(day=timezone.localdate(), code="other", content=content, filename="b.json")
    assert client.get("/data/other/schema.json").status_code == 200
    assert client.get("/data/other/csv-metadata.json").status_code == 404
    assert "csv-metadata" not in link_of(client, "/data/other/1/")


def test_rows_that_can_be_asked_are_a_csv_file_whatever_format_was_released(client):
    content = json.dumps([{"code": "B-1", "name": "甲", "beds": 3}]).encode()
    dataset = published(day=timezone.localdate(), code="rows", content=content, filename="b.json")
    build(dataset.latest)
    words = client.get("/data/rows/csv-metadata.json").json()
    assert words["url"] == f"{SITE}/api/v1/datasets/rows/rows/?_format=csv"
    text = b"".join(client.get(words["url"].removeprefix(SITE))).decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text)))
    for name, column in zip(header, words["tableSchema"]["columns"], strict=True):
        assert name in column["titles"]["zh"]


def test_whoever_has_the_dictionary_is_told_so_and_of_withdrawn_data_there_is_none(client, dataset):
    first = client.get("/data/homes/schema.json")
    again = client.get("/data/homes/schema.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    reviewer = factories.OfficialFactory(reviewer=True, department=dataset.department)
    now = moment(timezone.localdate())
    data_catalogue.withdraw(dataset, actor=reviewer, reason="数据有误", now=now)
    assert client.get("/data/homes/schema.json").status_code == 410
    assert client.get("/data/homes/csv-metadata.json").status_code == 410
    assert client.get("/data/nothing/schema.json").status_code == 404


@pytest.mark.parametrize("day", ["2026/1/31", "2026年1月31日", "2026.01.31", "2026-1-31"])
def test_days_that_a_file_writes_otherwise_are_described_as_they_are_written(client, day):
    content = f"day,moment\n{day},{day} 9:30\n2026-02-01,2026-02-01\n".encode()
    published(
        day=timezone.localdate(),
        code="homes",
        content=content,
        columns=[
            {"name": name, "title": name, "type": kind, "meaning": "说明"}
            for name, kind in (("day", "date"), ("moment", "datetime"))
        ],
    )
    fields = client.get("/data/homes/schema.json").json()["fields"]
    assert [(field["type"], field["format"]) for field in fields] == [
        ("date", "any"),
        ("datetime", "any"),
    ]
    columns = client.get("/data/homes/csv-metadata.json").json()["tableSchema"]["columns"]
    for column, cells in zip(
        columns, ((day, "2026-02-01"), (f"{day} 9:30", "2026-02-01")), strict=True
    ):
        assert column["datatype"]["base"] == "string"
        for cell in cells:
            assert re.fullmatch(column["datatype"]["format"], cell)


def test_rows_that_the_portal_writes_as_csv_have_their_days_in_iso(client):
    content = json.dumps([{"day": "2026年1月31日"}]).encode()
    dataset = published(
        day=timezone.localdate(),
        code="homes",
        content=content,
        filename="list.json",
        columns=[{"name": "day", "title": "day", "type": "date", "meaning": "日期"}],
    )
    build(dataset.latest)
    words = client.get("/data/homes/csv-metadata.json").json()
    [column] = words["tableSchema"]["columns"]
    assert column["datatype"] == {"base": "date", "format": "yyyy-MM-dd"}
    text = b"".join(client.get(words["url"].removeprefix(SITE))).decode("utf-8-sig")
    assert "2026-01-31" in text


def described(name: str) -> dict[str, str]:
    return {"name": name, "title": name, "meaning": f"{name}的意思"}


def test_truth_values_are_described_as_the_file_writes_them(client):
    published(
        day=timezone.localdate(),
        code="truths",
        content=b"code,open\nA-1,TRUE\nA-2,False\nA-3,true\n",
        columns=[described("code"), described("open") | {"type": "boolean"}],
    )
    [_code, field] = client.get("/data/truths/schema.json").json()["fields"]
    assert {"TRUE", "true"} <= set(field["trueValues"])
    assert "False" in field["falseValues"]
    columns = client.get("/data/truths/csv-metadata.json").json()["tableSchema"]["columns"]
    datatype = columns[1]["datatype"]
    assert datatype["base"] == "string"
    assert all(re.fullmatch(datatype["format"], cell) for cell in ("TRUE", "False", "true"))


def test_the_csv_metadata_tell_the_delimiter_and_the_titles_above_the_header(client):
    day = timezone.localdate()
    content = "编号;值\n001;1,5\n002;2,5\n".encode()
    columns = [described("编号"), described("值")]
    published(day=day, code="semicolons", content=content, columns=columns)
    titled = "养老机构名录,\n编号,值\n001,15\n002,16\n".encode()
    published(day=day, code="titled", content=titled, columns=columns)
    dialects = [
        client.get(f"/data/{code}/csv-metadata.json").json()["dialect"]
        for code in ("semicolons", "titled")
    ]
    assert (dialects[0]["delimiter"], dialects[0].get("skipRows", 0)) == (";", 0)
    assert (dialects[1]["delimiter"], dialects[1].get("skipRows", 0)) == (",", 1)
    assert [dialect["headerRowCount"] for dialect in dialects] == [1, 1]
