"""The knowledge list as a table: what its editors export, and bring in from a file."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.models import PublicityMatter, ServiceItem
from catalogs.resources.columns import Column, folded
from catalogs.resources.lookups import Lookups
from catalogs.resources.plans import Plan, PlannedRow, Verdict
from catalogs.resources.tabular import TableResource
from feedback import knowledge
from feedback.models import KnowledgeEntry

LINKED = {"matters": PublicityMatter, "services": ServiceItem}
_BETWEEN_CODES = re.compile(r"[\s,，、;；]+")


class KnowledgeResource(TableResource):
    """A row is an entry of its department, known by its question; what is new becomes a draft."""

    columns = (
        Column("number", "序号", ("no.",)),
        Column("question", "问题", ("question",)),
        Column("answer", "答复", ("答复内容", "answer")),
        Column("basis", "依据", ("答复依据", "basis")),
        Column("field", "公开领域", ("领域", "field of publicity")),
        Column("department", "部门", ("答复部门", "department")),
        Column("matters", "关联公开事项编码", ("matters",)),
        Column("services", "关联公共服务编码", ("services",)),
        Column("state", "状态", written_only=True),
        Column("version", "版本", written_only=True),
        Column("published_on", "发布日期", written_only=True),
    )
    required = ("question", "answer", "basis", "field")

    class Meta(TableResource.Meta):
        model = KnowledgeEntry

    def fetched(self, queryset):
        rows = queryset.select_related("department", "field")
        return rows.prefetch_related("matters", "services")

    def cells_of(self, row: KnowledgeEntry) -> dict[str, str]:
        return {
            **{name: getattr(row, name) for name in knowledge.TEXTS},
            "field": row.field.name,
            "department": row.department.name,
            **{name: _codes(getattr(row, name).all()) for name in LINKED},
            "state": str(row.get_state_display()),
            "version": str(row.version),
            "published_on": row.published_on.isoformat() if row.published_on else "",
        }

    def prepare(self, lines: list[dict[str, str]]) -> None:
        self.lookups = Lookups(self.actor)
        known = self.fetched(KnowledgeEntry.objects.visible_to(self.actor))
        known = known.prefetch_related("candidates__evidence")
        self.present = {(row.department_id, folded(row.question)): row for row in known}
        self.linkable = {
            name: {row.code: row for row in model.objects.visible_to(self.actor)}
            for name, model in LINKED.items()
        }

    def judge(self, planned: PlannedRow, cells: dict[str, str]) -> PlannedRow:
        planned.label = cells["question"]
        department = self.lookups.department(cells.get("department", ""))
        if not knowledge.may_edit(self.actor, department.pk):
            sentence = _("The row belongs to another department; it is not yours to import.")
            raise ValidationError({"department": sentence})
        key = (department.pk, folded(cells["question"]))
        self.once(key, planned.number)
        present = self.present.get(key)
        planned.values = self._read(cells, present) | {"department": department}
        self._check(planned.values, present)
        if present is None:
            return planned.settle(Verdict.NEW)
        changed = self.changed_cells(present, {**cells, "department": department.name})
        if not changed:
            return planned.settle(Verdict.SAME)
        planned.instance, planned.changes = present, self.with_headers(changed)
        return planned.settle(Verdict.CHANGED)

    def _read(self, cells: dict[str, str], present: KnowledgeEntry | None) -> dict[str, Any]:
        values: dict[str, Any] = {name: cells[name] for name in knowledge.TEXTS}
        values["field"] = self.lookups.field(cells["field"])
        for name in LINKED:
            if name in cells:
                values[name] = self._linked(name, cells[name], present)
        return values

    def _linked(self, name: str, text: str, present: KnowledgeEntry | None) -> list[Any]:
        """Return what a cell names by its codes; what is linked already may stay."""
        kept = {row.code: row for row in getattr(present, name).all()} if present else {}
        known = {**self.linkable[name], **kept}
        codes = [code for code in _BETWEEN_CODES.split(text) if code]
        if strange := [code for code in codes if code not in known]:
            raise ValidationError({name: _("“%(code)s” is not known.") % {"code": strange[0]}})
        return [known[code] for code in codes]

    def _check(self, values: dict[str, Any], present: KnowledgeEntry | None) -> None:
        plain = {name: value for name, value in values.items() if name not in LINKED}
        self.validate(KnowledgeEntry(**plain))
        texts = {name: values[name] for name in knowledge.TEXTS}
        candidates = present.candidates.all() if present else []
        if errors := knowledge.telling_texts(texts, candidates):
            raise ValidationError(errors)

    def store(self, plan: Plan, *, head: dict[str, Any]) -> None:
        now = timezone.now()
        for row in plan.of(Verdict.NEW):
            knowledge.write(actor=self.actor, **row.values)
        for row in plan.of(Verdict.CHANGED):
            knowledge.revise(row.instance, actor=self.actor, now=now, **row.values)


def _codes(rows: Any) -> str:
    return "、".join(sorted(row.code for row in rows))
