"""The three tables of the annual report, cell by cell as the national form lays them out."""

from dataclasses import dataclass
from itertools import chain

from applications.annual import wording as words
from applications.annual.wording import Text
from applications.annual_tables import (
    CARRIED_IN,
    CARRIED_OUT,
    NEW,
    AnnualReport,
    ApplicationTable,
    Disclosures,
    RemedyTable,
)
from applications.enums import RemedyKind


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with the rows and columns it spans; ``value`` is a text of the form or a figure."""

    value: Text | int | float
    rows: int = 1
    columns: int = 1

    @property
    def is_figure(self) -> bool:
        return not isinstance(self.value, Text)

    @property
    def shown(self) -> str:
        """The figure as it is written, or the text in the reader's language."""
        if isinstance(self.value, float) and not self.value.is_integer():
            return f"{self.value:.2f}"
        return f"{self.value:.0f}" if self.is_figure else str(self.value)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of the form: the rows of its head, and its body."""

    number: int
    title: Text
    head: tuple[Row, ...]
    body: tuple[Row, ...]


def form_tables(report: AnnualReport) -> tuple[FormTable, FormTable, FormTable]:
    """Return the three tables of ``report`` in their order."""
    return (
        _disclosures(report.disclosures),
        _applications(report.applications),
        _remedies(report.remedies),
    )


def _cells(*values: Text | int | float) -> Row:
    return tuple(Cell(value) for value in values)


def _disclosures(table: Disclosures) -> FormTable:
    def heading(item: int, *columns: Text) -> list[Row]:
        wide = 3 if len(columns) == 1 else 1
        return [
            (Cell(words.ARTICLE_20[item], columns=4),),
            (Cell(words.CONTENT), *(Cell(column, columns=wide) for column in columns)),
        ]

    def single(name: Text, figure: int | float) -> Row:
        return (Cell(name), Cell(figure, columns=3))

    body = [
        *heading(1, words.MADE, words.REPEALED, words.VALID),
        _cells(words.RULES, *table.rules),
        _cells(words.NORMATIVE, *table.normative_documents),
        *heading(5, words.YEARLY),
        single(words.LICENCES, table.licences),
        *heading(6, words.YEARLY),
        single(words.PENALTIES, table.penalties),
        single(words.COERCIONS, table.coercions),
        *heading(8, words.CHARGED),
        single(words.CHARGES, float(table.charges)),
    ]
    return FormTable(1, words.TITLES[0], (), tuple(body))


def _applications(table: ApplicationTable) -> FormTable:
    head = (
        (Cell(words.CHECK, rows=3, columns=3), Cell(words.APPLICANTS, columns=7)),
        (
            Cell(words.PERSON, rows=2),
            Cell(words.LEGAL_PERSONS, columns=5),
            Cell(words.TOTAL, rows=2),
        ),
        _cells(*words.ORGANISATIONS),
    )

    def figures(code: str) -> Row:
        return _cells(*table.cells[code])

    lines = sum(max(1, len(group.rows)) for group in words.GROUPS)
    body: list[Row] = [
        (Cell(words.NEW, columns=3), *figures(NEW)),
        (Cell(words.CARRIED_IN, columns=3), *figures(CARRIED_IN)),
    ]
    for place, group in enumerate(words.GROUPS):
        first: Row = (Cell(words.RESULTS, rows=lines),) if place == 0 else ()
        if not group.rows:
            body.append((*first, Cell(group.text, columns=2), *figures(group.code)))
            continue
        for line, (code, text) in enumerate(group.rows):
            name: Row = (Cell(group.text, rows=len(group.rows)),) if line == 0 else ()
            body.append((*name, Cell(text), *figures(code)))
    body.append((Cell(words.CARRIED_OUT, columns=3), *figures(CARRIED_OUT)))
    return FormTable(2, words.TITLES[1], head, tuple(body))


def _remedies(table: RemedyTable) -> FormTable:
    results = words.REMEDY_RESULTS
    head = (
        (Cell(words.RECONSIDERATION, columns=5), Cell(words.LITIGATION, columns=10)),
        (
            *(Cell(result, rows=2) for result in results),
            Cell(words.DIRECT, columns=5),
            Cell(words.AFTER, columns=5),
        ),
        _cells(*results, *results),
    )
    figures = chain.from_iterable(table.cells[kind] for kind in RemedyKind.values)
    return FormTable(3, words.TITLES[2], head, (_cells(*figures),))
