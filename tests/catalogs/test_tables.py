"""Tables of offices are read whatever wrote them."""

import csv
import io
import zipfile
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from catalogs import tables
from catalogs.table_headers import header_height
from catalogs.tables import TableError, read_table

PLAIN = "事项,公开时限\n处罚决定,20个工作日内\n财政预算,批准后20日内\n"
PLAIN_ROWS = [
    {"事项": "处罚决定", "公开时限": "20个工作日内"},
    {"事项": "财政预算", "公开时限": "批准后20日内"},
]


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


def cells(table: tables.Table) -> list[dict[str, str]]:
    return [row.cells for row in table]


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gbk", "gb18030"), ("gb18030", "gb18030")],
)
def test_a_table_is_read_in_each_encoding_offices_use(codec, encoding):
    table = read_table(PLAIN.encode(codec), filename="目录.csv")

    assert table.headers == ("事项", "公开时限")
    assert cells(table) == PLAIN_ROWS
    assert table.encoding == encoding


def test_rare_characters_need_gb18030():
    table = read_table("姓名,地址\n㐂,䶮镇\U00020bb7\n".encode("gb18030"), filename="a.csv")

    assert cells(table) == [{"姓名": "㐂", "地址": "䶮镇\U00020bb7"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_delimiter_and_line_ends_are_found(delimiter, newline):
    content = PLAIN.replace(",", delimiter).replace("\n", newline).encode()

    assert cells(read_table(content, filename="a.csv")) == PLAIN_ROWS


def test_rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_are_left_out():
    content = '事项,内容\n\n甲,"一\n二"\n , \n乙,三\n'.encode()

    table = read_table(content, filename="a.csv")

    assert [(row.number, row.cells["事项"]) for row in table] == [(3, "甲"), (5, "乙")]
    assert table.rows[0].cells["内容"] == "一\n二"


def test_short_rows_are_filled_with_blanks():
    assert cells(read_table("一,二,三\n甲\n".encode(), filename="a.csv")) == [
        {"一": "甲", "二": "", "三": ""}
    ]


OFFICIAL = [
    ["附件：某区政务公开标准目录"],
    ["填报单位：某局", "", "", "", "填报日期：2026年"],
    [
        "序号",
        "公开事项",
        "",
        "公开内容\n(要素)",
        "公开时限",
        "公开对象",
        "",
        "公开方式",
        "",
        "公开层级",
        "",
    ],
    [
        "",
        "一级事项",
        "二级事项",
        "",
        "",
        "全社会",
        "特定群体",
        "主动",
        "依申请公开",
        "县级",
        "乡级",
    ],
    ["1", "行政执法", "行政处罚", "处罚决定", "20个工作日", "√", "", "√", "", "√", ""],
    ["2", "", "行政强制", "强制决定", "20个工作日", "√", "", "√", "", "√", "√"],
    ["3", "财政", "", "预算", "20日内", "", "企业", "√", "", "√", ""],
]
OFFICIAL_HEADERS = (
    "序号",
    "公开事项/一级事项",
    "公开事项/二级事项",
    "公开内容(要素)",
    "公开时限",
    "公开对象/全社会",
    "公开对象/特定群体",
    "公开方式/主动",
    "公开方式/依申请公开",
    "公开层级/县级",
    "公开层级/乡级",
)
MERGED = ("公开事项/一级事项", "公开事项/二级事项")


def official(kind: str) -> bytes:
    if kind == "xlsx":
        book = Workbook()
        for row in OFFICIAL:
            book.active.append([cell or None for cell in row])
        book.active.merge_cells("A1:K1")
        book.active.merge_cells("B3:C3")
        book.active.merge_cells("A3:A4")
        book.active.merge_cells("B5:B6")
        return saved(book)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(OFFICIAL)
    return buffer.getvalue().encode("gb18030")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_official_two_row_header_becomes_one_name_for_each_column(kind):
    table = read_table(official(kind), filename=f"目录.{kind}")

    assert table.headers == OFFICIAL_HEADERS
    assert [row.number for row in table] == [5, 6, 7]
    assert table.rows[1].cells["公开事项/一级事项"] == ""
    assert table.rows[2].cells["公开对象/特定群体"] == "企业"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_merged_cells_are_filled_down_only_where_asked_and_not_past_a_new_group(kind):
    table = read_table(official(kind), filename=f"目录.{kind}", fill_down=MERGED)

    assert [tuple(row.cells[name] for name in MERGED) for row in table] == [
        ("行政执法", "行政处罚"),
        ("行政执法", "行政强制"),
        ("财政", ""),
    ]
    assert table.rows[1].cells["公开对象/特定群体"] == ""


def test_a_column_to_fill_down_must_exist():
    with pytest.raises(TableError, match="一级事项"):
        read_table(PLAIN.encode(), filename="a.csv", fill_down=["一级事项"])


def test_a_header_repeated_at_a_page_break_is_no_row():
    assert cells(read_table((PLAIN + PLAIN).encode(), filename="a.csv")) == PLAIN_ROWS * 2


def test_an_english_header_stays_one_row():
    height = header_height([["field", "level1 matter"], ["education", "schools"]])

    assert (height.title_rows, height.header_rows) == (0, 1)


def test_a_workbook_is_known_by_its_content_not_its_name():
    content = workbook(["一"], ["甲"])

    assert read_table(content, filename="目录.csv").encoding == "xlsx"
    with pytest.raises(TableError, match="not one"):
        read_table(PLAIN.encode(), filename="目录.xlsx")


def zipped(**parts: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b",,\n,,\n", "The file holds no rows."),
        ("一,一\n甲,乙\n".encode(), "The header 一 stands in more than one column."),
        ("一,二\n甲,乙,丙\n".encode(), "Row 2 has more cells than the header has names."),
        ('一,二\n"甲"x,乙\n'.encode(), "Line 2 is not well-formed CSV"),
        ('一,二\n甲,"乙\n'.encode(), "Line 2 is not well-formed CSV"),
        (b"\xff\xfe" + PLAIN.encode("utf-16-le"), "neither UTF-8 nor GB18030"),
        (b"a\x00b,c\n", "neither UTF-8 nor GB18030"),
        (b"\x81\xff,\x80\n", "neither UTF-8 nor GB18030"),
        (PLAIN.encode().replace("批".encode(), b"\xe6\x89"), "Line 3 holds bytes"),
        (PLAIN.encode("utf-8-sig") + b"\xd5\xfe\xb8\xae,x\n", "Line 4 holds bytes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or protected Excel file"),
        (b"PK\x03\x04broken", "damaged and cannot be opened"),
        (zipped(readme=b"x"), "a compressed archive, not an Excel workbook"),
        (zipped(**{"xl/workbook.xml": b"<not xml"}), "damaged and cannot be opened"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(TableError, match=sentence):
        read_table(content, filename="a.csv")


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("LARGEST_FILE", 10, "larger than"),
        ("MOST_ROWS", 1, "more than 1 rows"),
        ("MOST_COLUMNS", 1, "Row 1 has more than 1 columns"),
        ("LONGEST_CELL", 5, "A cell in row 2 is longer than 5 characters"),
    ],
)
def test_a_table_beyond_the_limits_is_refused(monkeypatch, limit, value, sentence):
    monkeypatch.setattr(tables, limit, value)

    with pytest.raises(TableError, match=sentence):
        read_table(PLAIN.encode(), filename="a.csv")


def test_titles_and_headers_do_not_count_as_rows(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    titled = "滨湖区政务公开事项清单\n" + PLAIN
    assert cells(read_table(titled.encode(), filename="a.csv")) == PLAIN_ROWS


def test_a_table_far_beyond_the_limit_is_refused_before_it_is_read_to_its_end(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    endless = PLAIN + "甲,乙\n" * 50 + '"broken\n'
    with pytest.raises(TableError, match="more than 2 rows"):
        read_table(endless.encode(), filename="a.csv")


def test_a_cell_longer_than_the_csv_reader_takes_is_refused_too():
    with pytest.raises(TableError, match="A cell in row 2 is longer"):
        read_table(b"a,b\n" + b"x" * 200_000 + b",y\n", filename="a.csv")


def test_a_sheet_wider_than_any_table_is_refused():
    with pytest.raises(TableError, match="more than 200 columns"):
        read_table(workbook([f"c{n}" for n in range(300)]), filename="a.xlsx")


@given(st.binary(max_size=120) | st.text(max_size=120).map(str.encode))
def test_no_bytes_make_the_reader_fail_but_with_its_own_sentence(content):
    with suppress(TableError):
        assert read_table(content, filename="a.csv").headers
