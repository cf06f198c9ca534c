"""Files of datasets: read in full or refused with a sentence, and searched for persons' numbers."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from openpyxl import Workbook

from catalogs.data_enums import DataFormat
from catalogs.data_files import check_nothing_personal, personal_cells, read_data


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        read_data(content, name=name)
    assert list(refused.value.message_dict) == ["file"]
    return refused.value.message_dict["file"][0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "code,名称\n007,甲\n008,乙\n".encode()),
        ("list.csv", "code,名称\n007,甲\n008,乙\n".encode("utf-8-sig")),
        ("list.xlsx", workbook(["code", "名称"], ["007", "甲"], ["008", "乙"])),
        (
            "list.json",
            json.dumps([{"code": "007", "名称": "甲"}, {"code": "008", "名称": "乙"}]).encode(),
        ),
    ],
)
def test_the_three_formats_give_the_same_rows_with_their_leading_zeros(name, content):
    data = read_data(content, name=name)
    assert data.headers == ("code", "名称")
    assert data.rows == (("007", "甲"), ("008", "乙"))
    assert data.format == DataFormat(name.rpartition(".")[2])
    assert data.content == content


def test_a_table_in_gb18030_is_stored_in_utf8():
    data = read_data("编号,名称\n1,滨湖\n".encode("gb18030"), name="list.csv")
    assert data.content.decode("utf-8-sig") == "编号,名称\n1,滨湖\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", b"a,a\n1,2\n", "more than one column"),
        ("list.csv", b"a,,c\n1,2,3\n", "more cells than the header"),
        ("list.csv", b"a,b\n", "no rows"),
        ("list.csv", b"", "empty"),
        ("list.csv", b'a,b\n"1,2\n', "not well-formed"),
        ("list.pdf", b"%PDF-1.4", "CSV, XLSX or JSON"),
        ("list.xlsx", b"a,b\n1,2\n", "not one"),
        ("list.csv", workbook(["a", "b"], ["1", "2"]), "not what its name says"),
        ("list.json", b"{", "well-formed JSON"),
        ("list.json", b'{"a": 1}', "list of objects"),
        ("list.json", b'[{"a": [1]}]', "plain values"),
        ("list.json", b'[{"a": 1, "a": 2}]', "twice"),
        ("list.json", b'[{"": 1}]', "no name"),
        ("list.json", b"[]", "no rows"),
    ],
)
def test_what_is_no_table_is_refused_in_words(name, content, words):
    assert words in refusal(content, name)


@pytest.mark.parametrize(
    "cell",
    [
        "320211199001011234",
        "身份证：320211199001011234。",
        "13912345678",
        "4111111111111111",
        "4111 1111 1111 1111",
        "４１１１１１１１１１１１１１１１",
    ],
)
def test_identity_telephone_and_card_numbers_are_found_and_told_masked(cell):
    data = read_data(f"name,note\n甲,\n乙,{cell}\n".encode(), name="list.csv")
    [(row, column, number)] = list(personal_cells(data))
    assert (row, column) == (3, "note")
    assert "*" in number
    with pytest.raises(ValidationError) as refused:
        check_nothing_personal(data)
    sentence = refused.value.message_dict["file"][0]
    assert "row 3, note" in sentence
    assert cell not in sentence


@pytest.mark.parametrize(
    "cell",
    ["0510-85178000", "12345", "4111111111111112", "91320211MA1XXXXX1X", "2026-11-24", "320211001"],
)
def test_office_telephones_codes_and_days_are_no_personal_numbers(cell):
    data = read_data(f"name,note\n乙,{cell}\n".encode(), name="list.csv")
    check_nothing_personal(data)
    assert list(personal_cells(data)) == []
