"""The annual report on the page and as files: the national form, its balance, its words."""

import csv
import io
from datetime import date
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from applications import annual_chapters
from applications.annual import files
from applications.annual.form import form_tables
from applications.annual.wording import GROUPS
from applications.annual_report import annual_report
from applications.annual_tables import RESULTS
from applications.enums import Outcome
from applications.models import AnnualFigures
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, office
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def department(calendar):
    """Of 2024 one carried over; in 2025 three new, two handled, two carried forward in all."""
    department = DepartmentFactory()
    own = {"department": department}
    ApplicationFactory(
        answered=True, received_on=date(2024, 12, 20), concluded_on=date(2025, 1, 10), **own
    )
    ApplicationFactory(
        answered=True,
        by_organisation=True,
        outcome=Outcome.PARTLY,
        received_on=date(2025, 3, 3),
        concluded_on=date(2025, 3, 20),
        **own,
    )
    ApplicationFactory(examining=True, received_on=date(2025, 12, 1), **own)
    ApplicationFactory(examining=True, received_on=date(2025, 12, 2), **own)
    return department


def address(name="annual-report", *args, **query):
    return reverse(f"applications:{name}", args=[YEAR, *args], query=query or None)


def grid(table):
    """The table as a spreadsheet would see it: every cell at its place, spans filled in."""
    taken = {}
    for y, row in enumerate([*table.head, *table.body]):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for place in product(range(y, y + cell.rows), range(x, x + cell.columns)):
                assert place not in taken
                taken[place] = cell
    return taken


@pytest.mark.parametrize(("number", "rows", "columns"), [(1, 14, 4), (2, 28, 10), (3, 4, 15)])
def test_each_table_of_the_form_is_a_whole_rectangle(department, number, rows, columns):
    table = form_tables(annual_report(YEAR))[number - 1]
    assert set(grid(table)) == {(y, x) for y in range(rows) for x in range(columns)}


def test_the_rows_of_the_form_are_the_codes_of_the_outcomes():
    codes = [code for group in GROUPS for code, _text in group.rows or [(group.code, group.text)]]
    assert codes == [*RESULTS, "3.7"]


def test_the_second_table_says_what_was_counted_by_hand(department):
    table = form_tables(annual_report(YEAR, department=department))[1]
    figures = [[cell.value for cell in row if cell.is_figure] for row in table.body]
    nothing = [0] * 7
    expected = [nothing] * 25
    expected[0] = [2, 1, 0, 0, 0, 0, 3]
    expected[1] = [1, 0, 0, 0, 0, 0, 1]
    expected[2] = [1, 0, 0, 0, 0, 0, 1]
    expected[3] = [0, 1, 0, 0, 0, 0, 1]
    expected[23] = [1, 1, 0, 0, 0, 0, 2]
    expected[24] = [2, 0, 0, 0, 0, 0, 2]
    assert figures == expected


def test_the_page_shows_six_chapters_three_tables_and_that_they_balance(client, department):
    response = client.get(address(department=department.code))
    page = response.content.decode()
    assert page.count('<section aria-labelledby="chapter-') == 6
    assert page.count('class="form-table"') == 3
    assert response.context["balances"] is True
    assert all(row["sound"] for row in response.context["balance"])
    total = response.context["balance"][-1]
    assert (total["new"], total["carried_in"], total["handled"], total["carried_out"]) == (
        3,
        1,
        2,
        2,
    )
    assert "危及“三安全一稳定”" in page


def test_another_department_is_counted_apart_and_an_unknown_one_is_not_found(client, department):
    other = DepartmentFactory()
    response = client.get(address(department=other.code))
    assert response.context["balance"][-1]["new"] == 0
    assert client.get(address(department="nobody")).status_code == 404


@pytest.mark.parametrize("year", [1999, 2023, 2027, 99999])
def test_a_year_without_applications_is_not_found(client, department, year):
    assert client.get(reverse("applications:annual-report", args=[year])).status_code == 404


def test_the_years_with_a_report_are_listed(client, department):
    page = client.get(reverse("applications:annual-reports")).content.decode()
    for year in (2024, 2025, timezone.localdate().year):
        assert reverse("applications:annual-report", args=[year]) in page


def test_the_csv_holds_every_figure_once(client, department):
    response = client.get(address("annual-report-download", "csv", department=department.code))
    text = response.getvalue().decode("utf-8-sig")
    assert "Natural person" not in text
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == list(files.CSV_HEADERS)
    assert len(lines) == 1 + 10 + 25 * 7 + 15
    assert [line[-1] for line in lines if line[3:4] == ["3.2"]] == list("0100001")
    assert len({tuple(line[:-1]) for line in lines}) == len(lines)


def test_the_workbook_has_the_form_with_its_merged_cells(client, department):
    response = client.get(address("annual-report-download", "xlsx", department=department.code))
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["表1", "表2", "表3"]
    sheet = book["表2"]
    assert sheet["A5"].value == "一、本年新收政府信息公开申请数量"
    assert [sheet.cell(5, column).value for column in range(4, 11)] == [2, 1, 0, 0, 0, 0, 3]
    assert "A2:C4" in {str(merged) for merged in sheet.merged_cells.ranges}


def test_the_pdf_is_made_and_every_file_is_saved_and_not_shown(client, department):
    for kind in ("pdf", "xlsx", "csv"):
        response = client.get(address("annual-report-download", kind))
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert files.as_pdf(YEAR, department, today=date(2026, 1, 20)).startswith(b"%PDF-")
    assert client.get(address("annual-report-download", "exe")).status_code == 404


def test_a_chapter_is_drafted_from_the_figures_until_it_is_written(department):
    clerk = OfficialFactory(department=department)
    report = annual_report(YEAR, department=department)
    drafted = annual_chapters.chapters_of(report, department=department)
    assert len(drafted) == 6
    assert all(chapter.drafted and chapter.text for chapter in drafted)
    annual_chapters.write(actor=clerk, department=department, year=YEAR, problems="检索不够全面。")
    written = {
        chapter.name: chapter
        for chapter in annual_chapters.chapters_of(report, department=department)
    }
    assert written["problems"].text == "检索不够全面。"
    assert written["overview"].drafted
    assert HistoryRow.objects.filter(action="write_chapters", actor=clerk).count() == 1


def test_the_office_writes_the_districts_report_and_a_clerk_the_own(department):
    clerk = OfficialFactory(department=department)
    for who, whose in ((clerk, None), (office(), department), (OfficialFactory(), department)):
        with pytest.raises(MoveRefused):
            annual_chapters.write(actor=who, department=whose, year=YEAR, overview="x")
    row = annual_chapters.write(actor=office(), department=None, year=YEAR, overview="总体平稳。")
    assert row.department is None


def test_a_clerk_writes_chapters_and_figures_on_one_page(client, department):
    clerk = OfficialFactory(department=department)
    client.force_login(clerk)
    page = address("annual-report-edit", department=department.code)
    assert (
        address("annual-report-edit", department=department.code)
        in client.get(address(department=department.code)).content.decode()
    )
    data = dict.fromkeys(annual_chapters.CHAPTERS, "") | {"overview": "总体平稳。"}
    data |= dict.fromkeys(("rules_made", "rules_repealed", "rules_valid"), 0)
    data |= {"licences": 12, "penalties": 3, "coercions": 0, "charges": "1.50"}
    response = client.post(page, data)
    assert response.url == address(department=department.code)
    shown = client.get(response.url).content.decode()
    assert "总体平稳。" in shown
    assert ">12<" in shown
    assert AnnualFigures.objects.get().penalties == 3


def test_a_wrong_figure_is_told_beside_its_field_and_nothing_is_kept(client, department):
    client.force_login(OfficialFactory(department=department))
    page = address("annual-report-edit", department=department.code)
    response = client.post(page, {"overview": "x", "licences": "-1"})
    assert response.status_code == 200
    assert 'class="errors"' in response.content.decode()
    assert not AnnualFigures.objects.exists()


def test_the_page_asks_equally_often_however_many_applications(
    client, department, django_assert_num_queries
):
    client.get(address())
    with django_assert_num_queries(14):
        client.get(address())
    ApplicationFactory.create_batch(20, answered=True, received_on=date(2025, 3, 3),
                                    concluded_on=date(2025, 4, 1))  # fmt: skip
    with django_assert_num_queries(14):
        client.get(address())


@pytest.mark.parametrize(
    ("prefix", "heading"), [("", "六、其他需要报告的事项"), ("/en", "6. Other matters to report")]
)
def test_chapters_are_numbered_as_the_reader_counts(client, department, prefix, heading):
    assert heading in client.get(prefix + address()).content.decode()
