"""Files of datasets: each format in each encoding gives the same rows, or a sentence."""

import io
import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from openpyxl import Workbook

from catalogs import data_files, data_json
from catalogs.data_enums import DataFormat
from catalogs.data_files import DataFile, read_data

TEXT = "code,名称,金额\n007,甲,12.50\n008,乙,1234567890123456789\n"
ROWS = [("007", "甲", "12.50"), ("008", "乙", "1234567890123456789")]
STORED = TEXT.encode("utf-8-sig")


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


def records(*rows: dict, **options) -> bytes:
    return json.dumps(list(rows), **options).encode()


def opened(content: bytes, name: str) -> DataFile:
    return read_data(io.BytesIO(content), name=name)


def cells(data: DataFile) -> list[tuple[str, ...]]:
    return [row.cells for row in data.rows()]


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        list(opened(content, name).rows())
    assert list(refused.value.message_dict) == ["file"]
    return refused.value.message_dict["file"][0]


JSON_TEXT = (
    '[{"code": "007", "名称": "甲", "金额": 12.50},'
    ' {"code": "008", "名称": "乙", "金额": 1234567890123456789}]'
)


@pytest.mark.parametrize(
    ("name", "content", "encoding", "delimiter"),
    [
        ("list.csv", TEXT.encode(), "utf-8", ","),
        ("list.csv", TEXT.encode("utf-8-sig"), "utf-8", ","),
        ("list.csv", TEXT.encode("gbk"), "gb18030", ","),
        ("list.csv", ("\ufeff" + TEXT).encode("gb18030"), "gb18030", ","),
        ("list.csv", TEXT.replace(",", ";").encode(), "utf-8", ";"),
        ("list.csv", TEXT.replace(",", "\t").encode("gb18030"), "gb18030", "\t"),
        (
            "list.xlsx",
            workbook(["code", "名称", "金额"], *ROWS),
            "",
            "",
        ),
        ("list.json", JSON_TEXT.encode(), "utf-8", ""),
        ("list.json", JSON_TEXT.encode("utf-8-sig"), "utf-8", ""),
    ],
    ids=[
        *("utf-8", "utf-8 marked", "gbk", "gb18030 marked", "semicolons", "tabs in gb18030"),
        *("workbook", "json", "json marked"),
    ],
)
def test_every_format_and_encoding_gives_the_same_rows(name, content, encoding, delimiter):
    data = opened(content, name)
    assert data.headers == ("code", "名称", "金额")
    assert cells(data) == ROWS
    assert cells(data) == ROWS, "rows can be read again"
    assert data.format == DataFormat(name.rpartition(".")[2])
    assert (data.encoding, data.delimiter) == (encoding, delimiter)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_stored_in_utf8_with_a_mark_for_excel(codec):
    assert b"".join(opened(TEXT.encode(codec), "list.csv").stored()) == STORED


@pytest.mark.parametrize(
    ("name", "content"),
    [("list.xlsx", workbook(["a"], ["1"])), ("list.json", records({"a": 1}))],
)
def test_workbooks_and_json_are_stored_as_sent(name, content):
    assert b"".join(opened(content, name).stored()) == content


def test_a_workbook_says_true_and_false_and_days_as_dates():
    content = workbook(["开放", "户数"], [True, 12], [False, 7])
    assert cells(opened(content, "list.xlsx")) == [("true", "12"), ("false", "7")]


def test_columns_of_json_are_those_of_all_its_rows():
    data = opened(records({"a": 1}, {"b": True}, {"a": None, "c": "x"}), "list.json")
    assert data.headers == ("a", "b", "c")
    assert cells(data) == [("1", "", ""), ("", "true", ""), ("", "", "x")]


def test_rows_keep_their_numbers_and_say_what_is_wrong_with_them():
    data = opened(b"a,b\n1,2\n\n1,2,3\na,b\n4\n", "list.csv")
    assert [(row.number, row.cells, row.fault) for row in data.rows()] == [
        (2, ("1", "2"), ""),
        (4, ("1", "2"), "exceeded"),
        (5, ("a", "b"), "repeated"),
        (6, ("4", ""), ""),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", b"a,a\n1,2\n", "more than one column"),
        ("list.csv", b"", "empty"),
        ("list.csv", b'a,b\n"1,2\n', "Line 2 is not well-formed"),
        ("list.csv", TEXT.encode().replace("乙".encode(), b"\xe4\xb9"), "Line 3 holds bytes"),
        ("list.csv", TEXT.encode("gbk") + b"\xff\xff\n", "see line 4"),
        ("list.pdf", b"%PDF-1.4", "CSV, XLSX or JSON"),
        ("list.xlsx", b"a,b\n1,2\n", "not one"),
        ("list.csv", workbook(["a", "b"], ["1", "2"]), "not what its name says"),
        ("list.json", b"{", "list of objects"),
        ("list.json", b"[{", "well-formed JSON"),
        ("list.json", b'[{"a": 1}', "see row 1"),
        ("list.json", b'[{"a": 1}, ]', "see row 1"),
        ("list.json", b'[{"a": 1}] x', "well-formed JSON"),
        ("list.json", b'[{"a": 1} {"a": 2}]', "see row 1"),
        ("list.json", b'{"a": 1}', "list of objects"),
        ("list.json", b"[1, 2]", "list of objects"),
        ("list.json", b'[{"a": [1]}]', "plain values"),
        ("list.json", b'[{"a": NaN}]', "NaN is no value"),
        ("list.json", b'[{"a": "\\ud800"}]', "well-formed JSON"),
        ("list.json", b'[{"a": 1, "a": 2}]', "twice"),
        ("list.json", b'[{"": 1}]', "no name"),
        ("list.json", b"[]", "no rows"),
        ("list.json", '[{"a": "甲"}]'.encode("gb18030"), "written in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_in_words(name, content, words):
    assert words in refusal(content, name)


@pytest.mark.parametrize("name", ["list.csv", "list.json"])
@pytest.mark.parametrize(
    ("limit", "words"),
    [("MOST_DATA_ROWS", "more than 1 rows"), ("LARGEST_DATA", "larger than 0 MB")],
)
def test_a_file_beyond_the_limits_is_refused(monkeypatch, name, limit, words):
    monkeypatch.setattr(data_files, limit, 1)
    content = {"list.csv": b"a\n1\n2\n", "list.json": records({"a": 1}, {"a": 2})}[name]
    assert words in refusal(content, name)


def test_json_is_read_across_the_chunks_of_the_file(monkeypatch):
    monkeypatch.setattr(data_json, "_CHUNK", 7)
    rows = [{"编号": number, "名称": "甲" * number} for number in range(20)]
    for options in ({}, {"indent": 2}, {"ensure_ascii": False}):
        data = opened(records(*rows, **options), "list.json")
        assert cells(data) == [(str(row["编号"]), row["名称"]) for row in rows]


def test_one_row_of_json_is_not_read_without_end(monkeypatch):
    monkeypatch.setattr(data_json, "_LONGEST_ROW", 1000)
    monkeypatch.setattr(data_json, "_CHUNK", 100)
    assert "see row 1" in refusal(b'[{"a": "' + b"x" * 5000 + b'"}]', "list.json")


class Counted(io.BytesIO):
    """Counts the most that was asked for at once."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.most = 0

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        self.most = max(self.most, len(content))
        return content

    def read1(self, size: int | None = -1) -> bytes:
        content = super().read1(size)
        self.most = max(self.most, len(content))
        return content


def large_csv(rows: int) -> bytes:
    return "编号,名称\n".encode() + "".join(f"{n},滨湖区第{n}号\n" for n in range(rows)).encode()


def large_json(rows: int) -> bytes:
    return records(*({"编号": n, "名称": f"滨湖区第{n}号"} for n in range(rows)))


@pytest.mark.parametrize(("name", "made"), [("a.csv", large_csv), ("a.json", large_json)])
def test_a_large_file_is_never_read_at_once(name: str, made: Callable[[int], bytes]):
    file = Counted(made(100_000))
    data = read_data(file, name=name)
    assert sum(1 for _row in data.rows()) == 100_000
    assert sum(map(len, data.stored())) >= len(file.getvalue())
    assert file.most <= 1024 * 1024 < len(file.getvalue())
