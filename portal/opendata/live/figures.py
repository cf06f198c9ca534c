"""Rows of figures: applications, interaction and supervision, as the public pages publish them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from applications import statistics as of_applications
from applications.annual_report import annual_report
from catalogs.models import Field
from feedback.enums import SubmissionKind
from feedback.monthly_figures import monthly_figures
from supervision import scoreboard
from supervision.enums import WHOLE, Indicator
from supervision.models import Finding
from supervision.public_findings import finding_row

CHUNK = 2000
DISTRICT, DEPARTMENT, FIELD = "全区", "部门", "领域"
SHOWN = (WHOLE, str(Indicator.COMPLETENESS), str(Indicator.TIMELINESS))

Row = tuple[object, ...]


def disclosure(today: date, field: Field | None) -> Iterator[Row]:
    """Yield table 2 of the annual report by year: of the district, then of each department."""
    for year in reversed(of_applications.years(today)):
        figures = of_applications.statistics(year, today=today)
        yield from _table(year, DISTRICT, figures.report)
        for line in sorted(figures.departments, key=lambda line: line.department.pk):
            report = annual_report(year, department=line.department)
            yield from _table(year, line.department.name, report)


def _table(year: int, name: str, report) -> Iterator[Row]:
    for code, label, cells in report.applications.rows():
        if any(cells):
            yield (year, name, code, str(label), *cells)


def interaction(today: date, field: Field | None) -> Iterator[Row]:
    """Yield what each department received and answered, by month and kind."""
    kinds = dict(SubmissionKind.choices)
    for row in monthly_figures(today=today):
        yield (
            f"{row.month:%Y-%m}",
            row.department,
            str(kinds[row.kind]),
            row.received,
            row.answered,
            _rounded(row.mean_days),
            row.rated,
            row.satisfied,
        )


def scores(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the public scoreboard of every month, the oldest first."""
    for month in reversed(scoreboard.board(today=today).months):
        board = scoreboard.board(today=today, month=month)
        if board.district:
            yield _line(month, DISTRICT, DISTRICT, board.district)
        for kind, lines in ((DEPARTMENT, board.departments), (FIELD, board.fields)):
            for line in lines:
                yield _line(month, kind, line.place.name, line)


def findings(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the open red findings that everyone may read, the oldest first."""
    rows = Finding.objects.public(today).select_related("department", "field")
    for row in rows.order_by("opened_on", "pk").iterator(chunk_size=CHUNK):
        shown = finding_row(row)
        yield (
            str(shown["rule"]),
            shown["title"],
            shown["department"],
            shown["field"],
            shown["since"],
            shown["red_since"],
            str(shown["state"]),
        )


def _line(month: date, kind: str, name: str, line: scoreboard.Line) -> Row:
    values = (_rounded(line.values.get(indicator)) for indicator in SHOWN)
    return (f"{month:%Y-%m}", kind, name, *values, line.rank)


def _rounded(value: float | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"))
