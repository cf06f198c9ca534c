"""The annual report as files: the form as workbook, its figures as CSV, the whole as PDF.

Files are official papers: their language is Chinese, whoever fetches them.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils import translation
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from applications.annual.form import Cell, FormTable, form_tables
from applications.annual.wording import numbered
from applications.annual_chapters import Chapter, chapters_of
from applications.annual_report import annual_report
from applications.annual_tables import ROWS, AnnualReport
from applications.enums import ApplicantKind, RemedyKind, RemedyResult
from catalogs.models import Department
from catalogs.tables import write_csv
from catalogs.typesetting import typeset

CHINESE = "zh-hans"
DISTRICT = "滨湖区"
TEMPLATE = Path(__file__).with_name("report.typ")
CSV_HEADERS = ("年度", "单位", "表", "代码", "项目", "列", "数值")
THIN = Side(style="thin")


def title_of(year: int, department: Department | None) -> str:
    """Return the title of the report."""
    return f"{department.name if department else DISTRICT}{year}年政府信息公开工作年度报告"


def as_csv(year: int, department: Department | None) -> Iterator[bytes]:
    """Return every figure of the three tables on a line of its own."""
    with translation.override(CHINESE):
        report = annual_report(year, department=department)
        who = department.name if department else DISTRICT
        # The lines are sent later, when the language is the reader's again.
        rows = [(year, who, *map(str, line)) for line in _figures(report)]
    return write_csv(rows, CSV_HEADERS)


def as_xlsx(year: int, department: Department | None) -> bytes:
    """Return a workbook of three sheets, each a table of the form with its merged cells."""
    with translation.override(CHINESE):
        tables = form_tables(annual_report(year, department=department))
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(f"表{table.number}")
        sheet.append([f"{title_of(year, department)}：{table.title.zh}"])
        sheet["A1"].font = Font(bold=True)
        _fill(sheet, [*table.head, *table.body])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def as_pdf(year: int, department: Department | None, *, today: date) -> bytes:
    """Return the whole report, six chapters with their tables, as an accessible PDF."""
    with translation.override(CHINESE):
        report = annual_report(year, department=department)
        chapters = chapters_of(report, department=department)
        values = {
            "title": title_of(year, department),
            "author": department.name if department else "滨湖区人民政府办公室",
            "date": [today.year, today.month, today.day],
            "chapters": _with_tables(chapters, form_tables(report)),
        }
    return typeset(TEMPLATE, report=values)


def _with_tables(chapters: Sequence[Chapter], tables: Sequence[FormTable]) -> list[dict]:
    """The tables stand in the second, the third and the fourth chapter."""
    parts = []
    for place, chapter in enumerate(chapters):
        table = tables[place - 1] if 1 <= place <= len(tables) else None
        parts.append(
            {
                "title": numbered(place + 1, chapter.title),
                "paragraphs": [line for line in chapter.text.splitlines() if line.strip()],
                "table": _typst_table(table) if table else None,
            }
        )
    return parts


def _typst_table(table: FormTable) -> dict:
    def line(cells: Sequence[Cell]) -> list[dict]:
        return [{"text": _text(cell), "rows": cell.rows, "columns": cell.columns} for cell in cells]

    head = [line(row) for row in table.head]
    body = [line(row) for row in table.body]
    first = (table.head or table.body)[0]
    return {"columns": sum(cell.columns for cell in first), "head": head, "body": body}


def _text(cell: Cell) -> str:
    return cell.shown if cell.is_figure else cell.value.zh


def _fill(sheet, rows: Sequence[Sequence[Cell]]) -> None:
    """Write the rows below the title, merging what spans several cells."""
    taken: set[tuple[int, int]] = set()
    border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    for y, row in enumerate(rows, start=2):
        x = 1
        for cell in row:
            while (y, x) in taken:
                x += 1
            span = [(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)]
            taken.update(span)
            for place in span:
                sheet.cell(*place).border = border
            target = sheet.cell(y, x, cell.value if cell.is_figure else cell.value.zh)
            target.alignment = Alignment(
                horizontal="right" if cell.is_figure else "center",
                vertical="center",
                wrap_text=True,
            )
            if len(span) > 1:
                sheet.merge_cells(
                    start_row=y,
                    start_column=x,
                    end_row=span[-1][0],
                    end_column=span[-1][1],
                )
            x += cell.columns
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 22 if column <= 3 else 12


def _figures(report: AnnualReport) -> Iterator[tuple]:
    yield from _table_1(report)
    columns = [*ApplicantKind.labels, "总计"]
    labels = {code: label for code, label, _cells in report.applications.rows()}
    for code in ROWS:
        for name, value in zip(columns, report.applications.cells[code], strict=True):
            yield ("表2", code, labels[code], name, value)
    results = [*RemedyResult.labels, "总计"]
    for kind in RemedyKind:
        for name, value in zip(results, report.remedies.cells[kind.value], strict=True):
            yield ("表3", kind.value, kind.label, name, value)


def _table_1(report: AnnualReport) -> Iterator[tuple]:
    table = report.disclosures
    documents = (("规章", table.rules), ("行政规范性文件", table.normative_documents))
    for name, counts in documents:
        for column, value in zip(
            ("本年制发件数", "本年废止件数", "现行有效件数"), counts, strict=True
        ):
            yield ("表1", "20(1)", name, column, value)
    yield ("表1", "20(5)", "行政许可", "本年处理决定数量", table.licences)
    yield ("表1", "20(6)", "行政处罚", "本年处理决定数量", table.penalties)
    yield ("表1", "20(6)", "行政强制", "本年处理决定数量", table.coercions)
    yield ("表1", "20(8)", "行政事业性收费", "本年收费金额（万元）", table.charges)
