"""Downloads are safe to open and hold the words they were made of."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from catalogs.tables import read_table, write_csv, write_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


@pytest.mark.parametrize("value", DANGEROUS)
def test_a_download_never_carries_a_formula(value):
    content = b"".join(write_csv([[value]], ["列"]))
    (line,) = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    assert line == [f"'{value}"]

    sheet = load_workbook(io.BytesIO(write_xlsx([[value]], ["列"]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


@pytest.mark.parametrize("value", ["=1+1", "+86 510", "-", "@某", "普通", "'引'"])
def test_a_download_read_again_has_the_words_it_was_made_of(value):
    rows = [{"列": value, "次": "x"}]

    for encoding in ("utf-8", "gb18030"):
        content = b"".join(write_csv(rows, ["列", "次"], encoding=encoding))
        assert [row.cells for row in read_table(content, filename="a.csv")] == rows
    assert [
        row.cells for row in read_table(write_xlsx(rows, ["列", "次"]), filename="a.xlsx")
    ] == rows


def test_csv_in_utf8_begins_with_a_byte_order_mark_and_in_gb18030_without():
    assert b"".join(write_csv([], ["列"])) == "\ufeff列\r\n".encode()
    assert b"".join(write_csv([], ["列"], encoding="gb18030")) == "列\r\n".encode("gb18030")


def test_csv_for_programs_has_no_mark_and_holds_each_cell_as_it_is():
    content = b"".join(write_csv([["=1+1", None]], ["-列", "次"], mark=False, guard=False))
    assert content == "-列,次\r\n=1+1,\r\n".encode()


def test_a_figure_below_zero_is_no_formula():
    content = b"".join(write_csv([[-5, Decimal("-1.5"), "-5"]], ["a", "b", "c"], mark=False))
    assert content == b"a,b,c\r\n-5,-1.5,'-5\r\n"


def test_an_unknown_encoding_is_refused_at_once():
    with pytest.raises(ValueError, match="latin-1"):
        write_csv([], ["列"], encoding="latin-1")


def test_csv_is_written_in_chunks_while_rows_are_read():
    taken = []

    def rows():
        for number in range(20_000):
            taken.append(number)
            yield [number, "内容"]

    chunks = write_csv(rows(), ["号", "容"])
    next(chunks)

    assert 0 < len(taken) < 20_000
    assert len(list(chunks)) > 1


def test_a_workbook_has_the_sheet_name_and_a_header_that_stays_in_view():
    content = write_xlsx([{"事项": "甲", "多": None}], ["事项", "多"], title="清单[2026]/一")

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.title == "清单2026一"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert [cell.value for cell in sheet[2]] == ["甲", None]


def test_signs_a_workbook_cannot_hold_are_left_out():
    content = write_xlsx([["甲\x0b乙"]], ["列"])

    assert load_workbook(io.BytesIO(content)).active["A2"].value == "甲乙"
