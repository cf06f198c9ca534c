"""The annual report's tables as values: rows by code, columns by applicant, and their balance.

The form is that of 国办公开办函〔2021〕30号. Pure: no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.enums import ApplicantKind, Outcome, RemedyKind, RemedyResult

NEW, CARRIED_IN, HANDLED, CARRIED_OUT = "1", "2", "3.7", "4"
RESULTS = tuple(Outcome.values)
ROWS = (NEW, CARRIED_IN, *RESULTS, HANDLED, CARRIED_OUT)
COLUMNS = (*ApplicantKind.values, "total")
ROW_LABELS: dict[str, str | Promise] = {
    NEW: _("Applications newly received this year"),
    CARRIED_IN: _("Applications carried over from last year"),
    **{outcome.value: outcome.label for outcome in Outcome},
    HANDLED: _("Total of results"),
    CARRIED_OUT: _("Carried over into the next year"),
}

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Disclosures:
    """Table 1 (Art. 20). ``charges`` are in 10,000 yuan, as the form asks."""

    rules: tuple[int, int, int]
    normative_documents: tuple[int, int, int]
    licences: int
    penalties: int
    coercions: int
    charges: Decimal


@dataclass(frozen=True, slots=True)
class ApplicationTable:
    """Table 2: each row code with its seven cells, six kinds of applicant and the total."""

    cells: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(
        cls,
        *,
        new: Counts,
        carried_in: Counts,
        results: Mapping[str, Counts],
        carried_out: Counts,
    ) -> "ApplicationTable":
        """Build the table from counts by kind of applicant; totals are computed."""
        cells = {NEW: _row(new), CARRIED_IN: _row(carried_in)}
        cells |= {code: _row(results.get(code, {})) for code in RESULTS}
        cells[HANDLED] = tuple(map(sum, zip(*(cells[code] for code in RESULTS), strict=True)))
        cells[CARRIED_OUT] = _row(carried_out)
        return cls(cells)

    def rows(self) -> list[tuple[str, str | Promise, tuple[int, ...]]]:
        """Return code, label and cells of each row, in the order of the form."""
        return [(code, ROW_LABELS[code], self.cells[code]) for code in ROWS]

    def imbalances(self) -> list[str]:
        """Return what does not add up, as ``row/column``; nothing for a sound table.

        By column: new + carried in = total of results + carried out (the check printed in the
        form), and the results make their total. By row: the kinds make the total.
        """
        wrong = []
        for index, column in enumerate(COLUMNS):
            come = self.cells[NEW][index] + self.cells[CARRIED_IN][index]
            gone = self.cells[HANDLED][index] + self.cells[CARRIED_OUT][index]
            if come != gone:
                wrong.append(f"{NEW}+{CARRIED_IN}={HANDLED}+{CARRIED_OUT}/{column}")
            if sum(self.cells[code][index] for code in RESULTS) != self.cells[HANDLED][index]:
                wrong.append(f"{HANDLED}/{column}")
        for code in ROWS:
            *kinds, total = self.cells[code]
            if sum(kinds) != total:
                wrong.append(f"{code}/total")
        return wrong

    @property
    def balances(self) -> bool:
        return not self.imbalances()


@dataclass(frozen=True, slots=True)
class RemedyTable:
    """Table 3: for each kind of remedy upheld, corrected, other, pending, total."""

    cells: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, counts: Mapping[tuple[str, str], int]) -> "RemedyTable":
        """Build the table from counts by (kind, result)."""
        cells = {}
        for kind in RemedyKind.values:
            row = tuple(counts.get((kind, result), 0) for result in RemedyResult.values)
            cells[kind] = (*row, sum(row))
        return cls(cells)

    def imbalances(self) -> list[str]:
        """Return the kinds whose results do not make their total."""
        return [kind for kind, row in self.cells.items() if sum(row[:-1]) != row[-1]]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The three tables of a year, of one department or of the whole district."""

    year: int
    disclosures: Disclosures
    applications: ApplicationTable
    remedies: RemedyTable

    @property
    def balances(self) -> bool:
        return not (self.applications.imbalances() or self.remedies.imbalances())


def _row(counts: Counts) -> tuple[int, ...]:
    row = tuple(counts.get(kind, 0) for kind in ApplicantKind.values)
    return (*row, sum(row))
