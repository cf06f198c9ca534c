"""What an import will do with each row, decided before anything is done."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from import_export.results import Result, RowResult


class Verdict(StrEnum):
    """What happens with a row."""

    NEW = "new"
    CHANGED = "changed"
    PROPOSED = "proposed"
    SAME = "same"
    BAD = "bad"


_TYPES = {
    Verdict.NEW: RowResult.IMPORT_TYPE_NEW,
    Verdict.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    Verdict.PROPOSED: RowResult.IMPORT_TYPE_UPDATE,
    Verdict.SAME: RowResult.IMPORT_TYPE_SKIP,
    Verdict.BAD: RowResult.IMPORT_TYPE_INVALID,
}


class PlannedRow(RowResult):
    """One row: its number in the file, the verdict, the values, the reasons when it is bad.

    ``changes`` maps a column's header to the old and the new cell, as people read them.
    ``values`` maps our names to values that are ready to be stored, ``moved`` to the old and the
    new one, as the history keeps them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.verdict = Verdict.SAME
        self.code = ""
        self.label = ""
        self.reasons: list[str] = []
        self.changes: dict[str, list[str]] = {}
        self.values: dict[str, Any] = {}
        self.moved: dict[str, list[Any]] = {}

    def settle(self, verdict: Verdict) -> "PlannedRow":
        self.verdict = verdict
        self.import_type = _TYPES[verdict]
        return self

    def refuse(self, reasons: Iterable[str]) -> "PlannedRow":
        self.reasons = [str(reason) for reason in reasons]
        return self.settle(Verdict.BAD)

    def as_data(self) -> dict[str, Any]:
        """Return what the preview page shows."""
        return {
            "number": self.number,
            "verdict": str(self.verdict),
            "code": self.code,
            "label": self.label,
            "reasons": self.reasons,
            "changes": self.changes,
        }


class Plan(Result):
    """All rows of one file, and the headers nobody knows."""

    def __init__(self) -> None:
        super().__init__()
        self.strange_headers: list[str] = []

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(str(row.verdict) for row in self.rows)
        return {str(verdict): found.get(str(verdict), 0) for verdict in Verdict}

    def of(self, *verdicts: Verdict) -> list[PlannedRow]:
        return [row for row in self.rows if row.verdict in verdicts]
