"""Everything a file publishes is looked through: titles, names of columns, properties, sheets."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.datavalidation import DataValidation

from catalogs.data_checking import Examined, examine, places_told, sentence_of
from catalogs.data_enums import ColumnType
from catalogs.data_files import read_data

MOBILE = "13912345678"
MASKED = "139****5678"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def examined(content: bytes, name: str) -> Examined:
    return examine(read_data(io.BytesIO(content), name=name), types={})


def saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def table(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    book = Workbook()
    for row in (["code", "beds"], ["A", 1], ["B", 0.5]):
        book.active.append(row)
    change(book)
    return saved(book)


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        examined(content, "list.xlsx")
    return refused.value.message_dict["file"][0]


def places(found: Examined) -> list[tuple[int, str, str]]:
    return [(place.row, place.column, place.number) for place in found.places]


def second_sheet(book: Workbook) -> None:
    book.create_sheet("附表").append(["张三", "x"])


def comment(book: Workbook) -> None:
    book.active["A2"].comment = Comment(f"张三 {MOBILE}", "clerk")


def title_of_file(book: Workbook) -> None:
    book.properties.title = f"填报人 {MOBILE}"


def own_property(book: Workbook) -> None:
    book.custom_doc_props.append(StringProperty(name="contact", value=MOBILE))


def name_of_sheet(book: Workbook) -> None:
    book.active.title = f"张三{MOBILE}"


def foot_of_page(book: Workbook) -> None:
    book.active.oddFooter.center.text = f"联系电话 {MOBILE}"


def link(book: Workbook) -> None:
    book.active["A2"].hyperlink = f"tel:{MOBILE}"


def choice(book: Workbook) -> None:
    rule = DataValidation(type="list", formula1=f'"张三{MOBILE},李四"')
    book.active.add_data_validation(rule)
    rule.add("C2:C9")


def formula(book: Workbook) -> None:
    book.active["B3"] = f'=LOOKUP("{MOBILE}", A1:A2)'


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    output = io.BytesIO(content)
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(name, part)
    return output.getvalue()


def test_a_workbook_of_one_table_holds_no_numbers_of_persons():
    found = examined(table(lambda book: book.create_sheet("空")), "list.xlsx")
    assert (found.row_count, found.place_count) == (2, 0)


def test_a_second_sheet_with_cells_is_refused():
    assert "Keep one sheet" in refusal(table(second_sheet))


def test_comments_are_refused():
    assert "Take comments" in refusal(table(comment))


@pytest.mark.parametrize("part", ["xl/media/image1.png", "xl/embeddings/a.docx", "xl/new.xml"])
def test_what_is_no_part_of_a_table_is_refused(part):
    assert "everything embedded" in refusal(with_part(table(), part, b"<a/>"))


@pytest.mark.parametrize(
    "change",
    [title_of_file, own_property, name_of_sheet, foot_of_page, link, choice, formula],
    ids=lambda change: change.__name__,
)
def test_numbers_beside_the_cells_of_a_workbook_are_told(change):
    found = examined(table(change), "list.xlsx")
    assert set(places(found)) == {(0, "", MASKED)}
    assert places_told(found.places[:1]).startswith("Beside the table")


def test_texts_a_workbook_keeps_without_a_cell_are_told():
    strings = f"<sst><si><t>code</t></si><si><t>{MOBILE}</t></si></sst>".encode()
    content = with_part(table(), "xl/sharedStrings.xml", strings)
    assert places(examined(content, "list.xlsx")) == [(0, "", MASKED)]


def test_a_number_in_a_cell_of_a_workbook_is_told_once():
    content = table(lambda book: book.active.append([MOBILE, 3]))
    assert places(examined(content, "list.xlsx")) == [(4, "code", MASKED)]


def test_what_stands_in_a_far_column_of_a_workbook_is_not_passed_over():
    def far(book: Workbook) -> None:
        book.active.cell(row=3, column=400, value=MOBILE)

    assert "more than 200 columns" in refusal(table(far))


@pytest.mark.parametrize("types", [{}, {"beds": ColumnType.INTEGER}, {"beds": ColumnType.TEXT}])
def test_a_number_of_which_excel_kept_fifteen_digits_is_a_fault_of_its_cell(types):
    content = table(lambda book: book.active.append(["C's", 320211198001011234]))
    found = examine(read_data(io.BytesIO(content), name="list.xlsx"), types=types)
    [fault] = (fault for fault in found.faults if fault.row == 4)
    assert (fault.column, fault.value) == ("beds", "3.20211198001011e+17")
    assert "format the column as text" in sentence_of(fault.kind)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f"填报人：张三 {MOBILE}\n编号,名称\n1,甲\n", 1),
        (f"标题\n编号,张三{MOBILE}\n1,甲\n", 2),
    ],
    ids=["title", "name of a column"],
)
def test_titles_and_names_of_columns_are_looked_through(text, row):
    found = examined(text.encode(), "list.csv")
    assert places(found) == [(row, "", MASKED)]
    assert places_told(found.places) == f"Row {row}, a title or the name of a column: {MASKED}"
    assert found.place_count == 1


def test_names_of_columns_of_a_json_file_and_the_name_of_the_file_are_looked_through():
    rows = json.dumps([{"code": "1", f"张三{MOBILE}": "x"}]).encode()
    assert places(examined(rows, "list.json")) == [(0, "", MASKED)]
    assert places(examined(b"a,b\n1,2\n", f"{MOBILE}.csv")) == [(0, "", MASKED)]
