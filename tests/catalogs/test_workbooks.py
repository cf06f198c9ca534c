"""Excel workbooks give plain text, and hostile ones are refused unopened."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from django.utils import translation
from openpyxl import Workbook

from catalogs import workbooks
from catalogs.tables import TableError, read_table


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


def saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


HALF_PAST_EIGHT = datetime.combine(date(2026, 1, 31), time(8, 30))


def test_numbers_and_dates_become_text_and_leading_zeros_stay():
    book = Workbook()
    book.active.append(["代码", "文本", "数", "小数", "日期", "时刻", "勾", "公式"])
    book.active.append([7, "007", 20, 0.1 + 0.2, date(2026, 1, 31), HALF_PAST_EIGHT, True, "=1+1"])
    book.active["A2"].number_format = "000000"

    (row,) = read_table(saved(book), filename="a.xlsx")

    assert list(row.cells.values()) == [
        "000007",
        "007",
        "20",
        "0.3",
        "2026-01-31",
        "2026-01-31 08:30:00",
        "1",
        "",  # a formula never computed has no value
    ]


@pytest.mark.parametrize("value", [320211198001011234, -1e15, 1.5e21])
def test_a_number_of_which_excel_kept_fifteen_digits_is_refused_by_its_row(value):
    book = Workbook()
    for row in (["代码", "数"], ["甲", 999999999999999], ["乙's\r\n", value]):
        book.active.append(row)

    with pytest.raises(TableError, match=r"Row 3, column “数”: Excel kept only 15 digits"):
        read_table(saved(book), filename="a.xlsx")


def test_the_first_sheet_that_holds_anything_is_read():
    book = Workbook()
    for name in ("说明", "目录"):
        book.create_sheet(name)
    book["目录"].append(["一", "二"])
    book["目录"].append(["甲", "乙"])

    (row,) = read_table(saved(book), filename="a.xlsx")

    assert row.cells == {"一": "甲", "二": "乙"}


def test_rows_of_different_widths_keep_all_of_their_cells():
    book = Workbook()
    lines = (("a", "b", "c", "d"), ("1",), ("2", None, None, "3"), (None, "4", "5"))
    for line in lines:
        book.active.append(line)

    rows = read_table(saved(book), filename="a.xlsx")

    assert [tuple(row.cells.values()) for row in rows] == [
        ("1", "", "", ""),
        ("2", "", "", "3"),
        ("", "4", "5", ""),
    ]


def test_a_row_wider_than_all_above_it_is_read_to_its_end():
    book = Workbook()
    for line in (("a", "b"), ("1", "2"), ("3", "4", None, "5")):
        book.active.append(line)

    with pytest.raises(TableError, match="Row 3 has more cells"):
        read_table(saved(book), filename="a.xlsx")


def zipped(**parts: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return output.getvalue()


def test_an_archive_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked():
    bomb = zipped(xl__workbook=b"", xl__sheet1=b"0" * (40 * 1024 * 1024))

    assert len(bomb) < 100_000
    with pytest.raises(TableError, match="far more data"):
        read_table(bomb, filename="a.xlsx")


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_PARTS", 3)

    with pytest.raises(TableError, match="far more data"):
        read_table(zipped(a=b"", b=b"", c=b"", d=b""), filename="a.xlsx")
