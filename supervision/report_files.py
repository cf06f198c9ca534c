"""The report of a month as files: a workbook with every row, and a PDF to be read."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogs.table_writing import Sheet, write_workbook
from catalogs.typesetting import typeset
from supervision.report_contents import Contents, Table

TEMPLATE = Path(__file__).with_name("report.typ")
# As many rows of a long table as a paper is read for; the workbook has all of them.
PRINTED = 40


def as_workbook(contents: Contents) -> bytes:
    """Return the report as a workbook of five sheets, figures and dates as such."""
    return write_workbook(
        Sheet(table.title, table.headers, table.rows) for table in contents.tables()
    )


def as_pdf(contents: Contents, *, made_on: date) -> bytes:
    """Return the report as an accessible PDF; long tables are cut, and say so."""
    scores, rules = contents.scores(), contents.rules()
    values = {
        "title": contents.title,
        "author": contents.department.name if contents.department else _("Binhu District"),
        "date": [made_on.year, made_on.month, made_on.day],
        "made": _("Made on %(day)s") % {"day": date_format(made_on)},
        "parts": [
            _part(contents.summary(), (3, 1), numbers=(1,), across=55),
            _part(scores, (2.4, *(1,) * (len(scores.headers) - 1)), numbers=range(1, 9)),
            _part(rules, (4, 1.6, *(1,) * 5), numbers=range(2, 7)),
            _part(
                contents.findings(at_most=PRINTED + 1),
                (3, 2.4, 1.9, 1.5, 0.8, 1.2, 1.3, 1.3, 1.3),
                empty=_("No finding stood in the month."),
            ),
            _part(
                contents.calendar(owed=True),
                (3.4, 2.2, 1.2, 1.2, 1.2, 1.2, 1),
                empty=_("Nothing due in the month is late or missing."),
            ),
        ],
    }
    return typeset(TEMPLATE, report=values)


def _part(
    table: Table,
    widths: Sequence[float],
    *,
    numbers: Sequence[int] = (),
    empty: str = "",
    across: int = 100,
) -> dict[str, Any]:
    """Return a table for the template, ``across`` per cent wide; with ``empty`` it is cut."""
    rows = list(islice(table.rows, PRINTED + 1))
    note = ""
    if len(rows) > PRINTED and empty:
        note = _("The first %(number)d are shown; the workbook has all of them.")
        rows, note = rows[:PRINTED], note % {"number": PRINTED}
    elif not rows:
        note = empty or _("Nothing was examined in the month.")
    else:
        rows += list(table.rows)
    return {
        "title": table.title,
        "headers": list(table.headers),
        "widths": list(widths),
        "numbers": list(numbers),
        "across": across,
        "rows": [[_text(value) for value in row] for row in rows],
        "note": note,
    }


def _text(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "Y-m-d")
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)
