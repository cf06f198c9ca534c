"""What the tables of the three lists share: drafts are written, entries in force are adjusted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from catalogs import adjusting
from catalogs.access import can_write
from catalogs.entry_values import COLUMNS, labels, read_values
from catalogs.enums import EntryState
from catalogs.history import difference, record_many
from catalogs.models import CatalogEntry

from .lookups import Lookups
from .plans import Plan, PlannedRow, Verdict
from .tabular import BATCH, TableResource, chunked


class EntryResource(TableResource):
    """New rows become drafts; changed drafts are updated, changed entries in force adjusted."""

    class Meta(TableResource.Meta):
        abstract = True

    def fetched(self, queryset):
        return queryset.select_related("department", "field")

    # Plan

    def prepare(self, lines: list[dict[str, str]]) -> None:
        self.lookups = Lookups(self.actor)
        self.present = self.find_present(lines)
        ids = [entry.pk for entry in set(self.present.values())]
        self.pending = set()
        for some in chunked(ids):
            self.pending.update(
                self._meta.model._default_manager.filter(
                    pk__in=some,
                    adjustments__in=self._adjustments().open(),
                ).values_list("pk", flat=True)
            )

    def _adjustments(self) -> models.QuerySet:
        return self._meta.model.adjustments.rel.related_model._default_manager.all()

    def find_present(self, lines: list[dict[str, str]]) -> dict[Any, CatalogEntry]:
        """Return key → the entry the rows of that key mean."""
        codes = list({cells["code"] for cells in lines if cells.get("code")})
        found: dict[Any, CatalogEntry] = {}
        for some in chunked(codes):
            rows = self.fetched(self._meta.model._default_manager.filter(code__in=some))
            found.update((self.key_of(row), row) for row in rows)
        return found

    def key_of(self, entry: CatalogEntry) -> Any:
        return entry.code

    def key_in(self, cells: dict[str, str]) -> Any:
        """Return the key of the entry a row means, or None when it can only be a new one."""
        return cells.get("code") or None

    def judge(self, planned: PlannedRow, cells: dict[str, str]) -> PlannedRow:
        planned.code, planned.label = cells.get("code", ""), cells.get("name", "")
        key = self.key_in(cells)
        if key is not None:
            self.once(key, planned.number)
        entry = self.present.get(key)
        if entry is None:
            entry = self._meta.model()
            planned.values = self.read(entry, cells, set(cells))
            self.finish_new(entry)
            self.validate(entry)
            planned.instance = entry
            planned.code = entry.code
            return planned.settle(Verdict.NEW)
        planned.code, planned.label = entry.code, entry.name
        return self._judge_present(planned, entry, cells)

    def _judge_present(self, planned, entry, cells) -> PlannedRow:
        if self.actor is not None and not can_write(self.actor, entry.department_id):
            raise ValidationError(
                _("This code belongs to an entry of another department; it is not yours to change.")
            )
        changed = self.changed_cells(entry, cells)
        if not changed:
            return planned.settle(Verdict.SAME)
        if entry.state == EntryState.ABOLISHED:
            raise ValidationError(_("The entry is abolished and does not change any more."))
        if entry.pk in self.pending:
            raise ValidationError(_("An adjustment of this entry is already under way."))
        before = read_values(entry)
        planned.values = self.read(entry, cells, set(changed))
        self.validate(entry)
        planned.moved = difference(before, read_values(entry) | self.parts_of(planned.values))
        if not planned.moved:
            return planned.settle(Verdict.SAME)
        planned.changes = self.with_headers(changed)
        planned.instance = entry
        draft = entry.state == EntryState.DRAFT
        return planned.settle(Verdict.CHANGED if draft else Verdict.PROPOSED)

    def parts_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the child rows among ``values``, which stand beside the entry's own columns."""
        return {}

    def read(self, entry: CatalogEntry, cells: dict[str, str], names: set[str]) -> dict[str, Any]:
        """Set the columns ``names`` of ``entry`` from ``cells``; return the values of child rows.

        Raises ``ValidationError`` keyed by column for cells that cannot be read.
        """
        errors: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for name in self.reading_order(names):
            try:
                values.update(self.read_cell(entry, name, cells.get(name, ""), cells) or {})
            except ValidationError as error:
                errors = error.update_error_dict(errors)
            except ValueError as error:
                errors.setdefault(name, []).append(ValidationError(str(error)))
        if errors:
            raise ValidationError(errors)
        return values

    def reading_order(self, names: set[str]) -> list[str]:
        return [column.name for column in self.readable if column.name in names]

    def read_cell(
        self, entry: CatalogEntry, name: str, text: str, cells: dict[str, str]
    ) -> dict[str, Any] | None:
        """Set one column of ``entry``; return child values where the cell stands for rows."""
        if name == "department":
            entry.department = self.lookups.own_department(text)
        elif name == "field":
            entry.field = self.lookups.field(text)
        elif name != "number":
            setattr(entry, name, text)
        return None

    def finish_new(self, entry: CatalogEntry) -> None:
        """Fill what a new entry needs and its row does not say."""
        if entry.department_id is None:
            entry.department = self.lookups.own_department("")

    # Apply

    def store(self, plan: Plan, *, head: dict[str, Any]) -> None:
        for group in self.lookups.new_groups:
            if any(getattr(row.instance, "group", None) is group for row in plan.of(Verdict.NEW)):
                group.save()
        for rows in chunked(plan.of(Verdict.NEW)):
            self._store_new(rows)
        for rows in chunked(plan.of(Verdict.CHANGED)):
            self._store_changed(rows)
        for rows in chunked(plan.of(Verdict.PROPOSED)):
            self._propose(rows, head)

    def _store_new(self, rows: list[PlannedRow]) -> None:
        entries = [row.instance for row in rows]
        for entry in entries:
            self.bind(entry)
            entry.prepare()
        self._meta.model._default_manager.bulk_create(entries, batch_size=BATCH)
        self.store_parts([(row.instance, row.values) for row in rows], fresh=True)
        record_many(entries, actor=self.actor, action="import_create", to_state=EntryState.DRAFT)

    def _store_changed(self, rows: list[PlannedRow]) -> None:
        entries = [row.instance for row in rows]
        for entry in entries:
            self.bind(entry)
            entry.prepare()
        self._meta.model._default_manager.bulk_update(
            entries, [*COLUMNS[self._meta.model], "sort_key"], batch_size=BATCH
        )
        self.store_parts([(row.instance, row.values) for row in rows], fresh=False)
        changes = {row.instance.pk: row.moved for row in rows}
        record_many(entries, actor=self.actor, action="import_edit", changes=changes)

    def bind(self, entry: CatalogEntry) -> None:
        """Take over the keys of rows that were saved after the entry named them."""

    def store_parts(self, rows: list[tuple[CatalogEntry, dict[str, Any]]], *, fresh: bool) -> None:
        """Save the child rows of ``rows``; ``fresh`` entries have none yet."""

    def _propose(self, rows: list[PlannedRow], head: dict[str, Any]) -> None:
        adjusting.propose_revisions(
            {row.instance: {name: new for name, (_old, new) in row.moved.items()} for row in rows},
            actor=self.actor,
            **head,
        )

    def _label(self, name: str) -> str:
        if name in self.header_of:
            return self.header_of[name]
        return labels(self._meta.model()).get(name, name)
