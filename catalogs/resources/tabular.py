"""The base of all tables: reads rows against columns, plans, and applies the plan in bulk."""

from collections.abc import Iterable, Iterator
from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export import resources
from import_export.exceptions import ImportError

from . import constraints
from .columns import Column, Reading, match
from .plans import Plan, PlannedRow, Verdict

BATCH = 500


class TableResource(resources.ModelResource):
    """Imports in two steps: ``plan`` says what would happen, ``apply`` does it, all or nothing.

    Subclasses name their columns, find the present row of a cell row, read cells into values,
    write a row's cells, and store what was planned.
    """

    columns: tuple[Column, ...] = ()
    required: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()

    class Meta:
        abstract = True
        fields = ()
        import_id_fields = ()
        use_bulk = True
        skip_diff = True
        report_skipped = True

    def __init__(self, *, actor: Any = None) -> None:
        super().__init__()
        self.actor = actor
        self.reading = Reading()
        self.header_of = {column.name: column.header for column in self.columns}
        self.readable = tuple(column for column in self.columns if not column.written_only)

    # Export

    def get_export_headers(self, selected_fields=None) -> list[str]:
        return [column.header for column in self.columns]

    def export_rows(self, queryset: models.QuerySet) -> Iterator[list[str]]:
        """Return the cells of each row of ``queryset``, in a fixed number of queries a batch."""
        rows = self.fetched(queryset).iterator(chunk_size=BATCH)
        for number, row in enumerate(rows, start=1):
            cells = self.cells_of(row)
            cells["number"] = str(number)
            yield [cells.get(column.name, "") for column in self.columns]

    def export(self, queryset=None, **kwargs) -> tablib.Dataset:
        queryset = self.get_queryset() if queryset is None else queryset
        dataset = tablib.Dataset(headers=self.get_export_headers())
        for row in self.export_rows(queryset):
            dataset.append(row)
        return dataset

    def fetched(self, queryset: models.QuerySet) -> models.QuerySet:
        """Return ``queryset`` with all that ``cells_of`` reads."""
        return queryset

    def cells_of(self, row: models.Model) -> dict[str, str]:
        """Return column name → cell of a stored row."""
        raise NotImplementedError

    # Plan

    def plan(self, dataset: tablib.Dataset) -> Plan:
        """Return what importing ``dataset`` would do; nothing is written.

        Raises ``ValidationError`` when the table as a whole cannot be used.
        """
        try:
            return self.import_data(dataset, use_transactions=False, raise_errors=True)
        except ImportError as error:
            raise error.error from error

    def get_result_class(self):
        return Plan

    def get_row_result_class(self):
        return PlannedRow

    def before_import(self, dataset, **kwargs):
        names, self.strange_headers = self.match_headers(dataset.headers[1:])
        self.present_columns = set(names.values())
        missing = [name for name in self.required if name not in self.present_columns]
        if missing:
            raise ValidationError(
                _("The table has no column “%(names)s”.")
                % {"names": "”, “".join(self.header_of[name] for name in missing)}
            )
        positions = [(names[h], i) for i, h in enumerate(dataset.headers[1:], 1) if h in names]
        self.lines = []
        above = dict.fromkeys(self.fill_down, "")
        for row in dataset:
            cells = {name: row[i] for name, i in positions}
            for name in self.fill_down:
                if name in cells:
                    cells[name] = above[name] = cells[name] or above[name]
            self.lines.append((row[0], cells))
        self.seen: dict[Any, int] = {}
        self.prepare([cells for _number, cells in self.lines])

    def match_headers(self, headers: list[str]) -> tuple[dict[str, str], list[str]]:
        """Return header → column name, and the headers nobody knows."""
        return match(headers, self.readable)

    def prepare(self, lines: list[dict[str, str]]) -> None:
        """Fetch what all rows need: the rows they mean, and what they name."""

    def import_row(self, row, instance_loader, **kwargs) -> PlannedRow:
        number, cells = self.lines[kwargs["row_number"] - 1]
        planned = self.get_row_result_class()()
        planned.number = number
        try:
            return self.judge(planned, cells)
        except ValidationError as error:
            return planned.refuse(self.sentences(error))

    def judge(self, planned: PlannedRow, cells: dict[str, str]) -> PlannedRow:
        """Decide what happens with a row; raise ``ValidationError`` for a bad one."""
        raise NotImplementedError

    def after_import(self, dataset, result, **kwargs):
        result.strange_headers = self.strange_headers

    def once(self, key: Any, number: int) -> None:
        """Refuse a row that stands in the file a second time."""
        if first := self.seen.get(key):
            raise ValidationError(_("It stands in row %(row)d already.") % {"row": first})
        self.seen[key] = number

    def changed_cells(self, row: models.Model, cells: dict[str, str]) -> dict[str, list[str]]:
        """Return column name → [old, new] of the cells that differ from what an export writes."""
        present = self.cells_of(row)
        return {
            name: [present.get(name, ""), text]
            for name, text in cells.items()
            if name in present and same_text(text) != same_text(present[name])
        }

    def with_headers(self, changes: dict[str, list[str]]) -> dict[str, list[str]]:
        return {self.header_of[name]: pair for name, pair in changes.items()}

    def validate(self, row: models.Model, *, exclude: Iterable[str] = ()) -> None:
        """Check columns, model and constraints of a row in memory, asking the database nothing."""
        relations = {f.name for f in row._meta.concrete_fields if f.is_relation}
        errors: dict[str, Any] = {}
        for check in (
            lambda: row.clean_fields(exclude={*relations, *exclude}),
            row.clean,
        ):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
        if broken := constraints.check(row):
            raise ValidationError(broken)

    def sentences(self, error: ValidationError) -> list[str]:
        """Return the error as sentences, each beginning with the name of its column."""
        if not hasattr(error, "error_dict"):
            return list(error.messages)
        sentences = []
        for name, messages in error.message_dict.items():
            label = "" if name == NON_FIELD_ERRORS else self._label(name)
            sentences += [f"{label}: {text}" if label else text for text in messages]
        return sentences

    def _label(self, name: str) -> str:
        if name in self.header_of:
            return self.header_of[name]
        known = {field.name: field for field in self._meta.model._meta.concrete_fields}
        return str(capfirst(known[name].verbose_name)) if name in known else name

    # Apply

    @transaction.atomic
    def apply(
        self, dataset: tablib.Dataset, *, skip_bad: bool = False, head: dict | None = None
    ) -> Plan:
        """Plan anew and store: all rows, or with ``skip_bad`` the good ones.

        Raises ``ValidationError`` and leaves everything as it is when a row is bad and not
        skipped, or when a verb refuses one. ``head`` is the reason, basis and date of the
        adjustments that changed entries in force need.
        """
        plan = self.plan(dataset)
        if plan.of(Verdict.BAD) and not skip_bad:
            raise ValidationError(_("There are bad rows; nothing was imported."))
        self.store(plan, head=head or {})
        return plan

    def store(self, plan: Plan, *, head: dict[str, Any]) -> None:
        """Write what was planned."""
        raise NotImplementedError


def same_text(text: str) -> str:
    """Return a cell as it is compared: line ends and outer blanks do not count."""
    return text.replace("\r\n", "\n").strip()


def chunked(items: list, size: int = BATCH) -> Iterator[list]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
