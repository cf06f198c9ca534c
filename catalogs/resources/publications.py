"""The table of publications with their metadata record; rows become drafts."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs import publishing
from catalogs.access import can_edit, can_write
from catalogs.enums import (
    Audience,
    DocumentKind,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    PublicationForm,
    PublicityMode,
    PublicityTerm,
    PublicStage,
    Theme,
)
from catalogs.history import difference, record
from catalogs.models import Publication, PublicityMatter
from catalogs.publication_clocks import start_publication_clock

from .columns import Column
from .lookups import Lookups
from .plans import Plan, PlannedRow, Verdict
from .tabular import TableResource, chunked

CHOICES = {
    "kind": DocumentKind,
    "mode": PublicityMode,
    "audience": Audience,
    "publicity_term": PublicityTerm,
    "theme": Theme,
    "genre": Genre,
    "stage": PublicStage,
    "interpretation_form": InterpretationForm,
    "interpretation_phase": InterpretationPhase,
}
DATES = ("formed_on", "public_until", "valid_from", "valid_until")
PLAIN = (
    "title",
    "title_en",
    "document_number",
    "audience_group",
    "procedure",
    "summary",
    "summary_en",
    "body",
)
LISTS = ("forms", "keywords")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_BETWEEN = re.compile(r"[\s,，、;；]+")


class PublicationResource(TableResource):
    columns = (
        Column("number", "序号", ("no.",)),
        Column("index_number", "索引号", written_only=True),
        Column("title", "信息名称", ("标题", "名称")),
        Column("title_en", "英文标题", ("English title",)),
        Column("document_number", "文号", ("发文字号", "document number")),
        Column("formed_on", "生成日期", ("成文日期", "formed on")),
        Column("issued_on", "发布日期", written_only=True),
        Column("department", "发布机构", ("公开责任部门", "issuing department")),
        Column("field", "公开领域", ("领域", "field of publicity")),
        Column("kind", "信息类型", ("类型",)),
        Column("publicity_term", "公开时限", ("limit of publicity",)),
        Column("public_until", "公开截止日期", ("public until",)),
        Column("forms", "公开形式", ("forms of publicity",)),
        Column("mode", "公开方式"),
        Column("audience", "公开范围", ("range of publicity",)),
        Column("audience_group", "特定群体", ("named group",)),
        Column("valid_from", "有效期开始", ("生效日期", "valid from")),
        Column("valid_until", "有效期结束", ("失效日期", "有效期", "valid until")),
        Column("procedure", "公开程序", ("procedure of publicity",)),
        Column("theme", "主题分类", ("主题",)),
        Column("genre", "体裁分类", ("体裁",)),
        Column("keywords", "关键词", ("主题词",)),
        Column("summary", "内容概述", ("摘要", "内容概要")),
        Column("summary_en", "英文概述", ("English summary",)),
        Column("body", "正文", ("text",)),
        Column("stage", "五公开", ("五公开环节",)),
        Column("matters", "公开事项编码", ("事项编码", "publicity matters")),
        Column("interpretation_form", "解读形式", ("form of interpretation",)),
        Column("interpretation_phase", "解读阶段", ("phase of interpretation",)),
        Column("state", "状态", written_only=True),
        Column("due_on", "应公开日期", written_only=True),
    )
    required = ("title", "formed_on")

    class Meta(TableResource.Meta):
        model = Publication

    def fetched(self, queryset):
        return queryset.select_related("department", "field").prefetch_related("matters")

    def cells_of(self, row: Publication) -> dict[str, str]:
        days = ("issued_on", "due_on", *DATES)
        forms = dict(PublicationForm.choices)
        return {
            **{name: getattr(row, name) for name in PLAIN},
            **{name: str(getattr(row, f"get_{name}_display")()) for name in CHOICES},
            **{name: value.isoformat() for name in days if (value := getattr(row, name))},
            **{name: "" for name in days if not getattr(row, name)},
            "index_number": row.index_number or "",
            "department": row.department.name,
            "field": row.field.name if row.field_id else "",
            "forms": "、".join(str(forms.get(code, code)) for code in row.forms),
            "keywords": "、".join(row.keywords),
            "matters": " ".join(matter.code for matter in row.matters.all()),
            "state": str(row.get_state_display()),
        }

    # Plan

    def prepare(self, lines) -> None:
        self.lookups = Lookups(self.actor)
        self.present: dict[tuple, Publication] = {}
        titles = list({cells.get("title", "") for cells in lines} - {""})
        for some in chunked(titles):
            for row in self.fetched(Publication.objects.filter(title__in=some)):
                self.present[row.department_id, row.title, row.formed_on] = row
        codes = {code for cells in lines for code in _words(cells.get("matters", ""))}
        matters = PublicityMatter.objects.all()
        if self.actor is not None:
            matters = matters.visible_to(self.actor)
        self.matters = {
            row.code: row
            for some in chunked(sorted(codes))
            for row in matters.filter(code__in=some)
        }

    def judge(self, planned: PlannedRow, cells: dict[str, str]) -> PlannedRow:
        planned.label = cells.get("title", "")
        department = self.lookups.own_department(cells.get("department", ""))
        try:
            formed_on = _day(cells.get("formed_on", ""))
        except ValueError as error:
            raise ValidationError({"formed_on": str(error)}) from error
        key = department.pk, planned.label, formed_on
        self.once(key, planned.number)
        document = self.present.get(key)
        if document is None:
            document = Publication(department=department)
            planned.values = self._read(document, cells, set(cells))
            planned.instance = document
            return planned.settle(Verdict.NEW)
        return self._judge_present(planned, document, cells)

    def _judge_present(self, planned, document, cells) -> PlannedRow:
        planned.code = document.index_number or ""
        changed = self.changed_cells(document, cells)
        if not changed:
            return planned.settle(Verdict.SAME)
        if self.actor is not None and not can_edit(self.actor, document):
            raise ValidationError(
                _("The document is “%(state)s” and not open to editing.")
                % {"state": document.get_state_display()}
            )
        before = self.cells_of(document)
        planned.values = self._read(document, cells, set(changed))
        after = self.cells_of(document) | {
            "matters": " ".join(matter.code for matter in planned.values.get("matters", ()))
            if "matters" in planned.values
            else before["matters"]
        }
        planned.moved = self.with_headers(difference(before, after))
        if not planned.moved:
            return planned.settle(Verdict.SAME)
        planned.changes, planned.instance = self.with_headers(changed), document
        return planned.settle(Verdict.CHANGED)

    def _read(self, document, cells: dict[str, str], names: set[str]) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for name in names:
            try:
                values.update(self._read_cell(document, name, cells[name]) or {})
            except ValidationError as error:
                errors = error.update_error_dict(errors)
            except ValueError as error:
                errors.setdefault(name, []).append(ValidationError(str(error)))
        if errors:
            raise ValidationError(errors)
        if document.publicity_term == PublicityTerm.LONG_TERM and document.public_until:
            document.publicity_term = PublicityTerm.FIXED_TERM
        self.validate(document, exclude=("index_number",))
        return values

    def _read_cell(self, document, name: str, text: str) -> dict[str, Any] | None:
        if name in PLAIN:
            setattr(document, name, text)
        elif name in CHOICES:
            if text:
                setattr(document, name, self.reading.choice(CHOICES[name], text))
        elif name in DATES:
            setattr(document, name, _day(text) if text else None)
        elif name == "field":
            document.field = self.lookups.field(text) if text else None
        elif name == "keywords":
            document.keywords = _words(text)
        elif name == "forms":
            document.forms = [self.reading.choice(PublicationForm, word) for word in _words(text)]
        elif name == "matters":
            return {"matters": self._matters(text)}
        return None

    def _matters(self, text: str) -> list[PublicityMatter]:
        codes = _words(text)
        strange = [code for code in codes if code not in self.matters]
        if strange:
            raise ValueError(_("“%(code)s” is not a matter of yours.") % {"code": strange[0]})
        return [self.matters[code] for code in codes]

    # Apply

    def store(self, plan: Plan, *, head: dict[str, Any]) -> None:
        for row in plan.of(Verdict.NEW):
            self._create(row)
        for row in plan.of(Verdict.CHANGED):
            document = row.instance
            if self.actor is not None and not can_write(self.actor, document.department_id):
                raise ValidationError(_("You write documents for your own department only."))
            document.save()
            if "matters" in row.values:
                document.matters.set(row.values["matters"])
            start_publication_clock(document)
            record(document, actor=self.actor, action="import_edit", changes=row.moved)

    def _create(self, row: PlannedRow) -> None:
        names = ("department", "field", *PLAIN, *CHOICES, *DATES, *LISTS)
        try:
            publishing.create(
                actor=self.actor,
                matters=row.values.get("matters", ()),
                **{name: getattr(row.instance, name) for name in names},
            )
        except ValidationError as error:
            place = _("Row %d") % row.number
            raise ValidationError([f"{place}: {text}" for text in self.sentences(error)]) from error


def _day(text: str) -> date:
    """Read 2026-11-24, 2026/11/24 or 2026年11月24日."""
    found = _DATE.fullmatch(text.strip().split(" ")[0])
    if not found:
        raise ValueError(_("“%(text)s” is not a date such as 2026-11-24.") % {"text": text})
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise ValueError(_("There is no such day: %(text)s.") % {"text": text}) from error


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in _BETWEEN.split(text.strip()) if word))
