"""The table of the list of powers and responsibilities."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.entry_values import COLUMNS
from catalogs.enums import Level, PowerCategory
from catalogs.models import CatalogEntry, PowerItem
from catalogs.models.powers import FOUR_SAMES

from .columns import Column
from .entries import EntryResource
from .tabular import chunked

UPPER_LEVELS = (Level.CITY, Level.PROVINCE)


class PowerResource(EntryResource):
    """Power items; one of the county is compared with its standard item, row by row."""

    columns = (
        Column("number", "序号", ("no.",)),
        Column("code", "事项编码", ("编码", "权力编码", "item code")),
        Column("name", "事项名称", ("权力名称", "职权名称", "item name")),
        Column("name_en", "英文名称", ("English name",)),
        Column("category", "权力类别", ("类别", "职权类型", "事项类型")),
        Column("level", "行使层级", ("层级", "level of exercise")),
        Column("department", "实施主体", ("实施部门", "部门", "实施机构", "authority unit")),
        Column("field", "公开领域", ("领域", "field of publicity")),
        Column("legal_basis", "设定依据", ("法律依据", "实施依据", "basis", "legal basis")),
        Column("standard", "标准事项编码", ("上级事项编码", "standard item")),
        Column("office", "承办机构", ("内设机构", "handling office")),
        Column("target", "行政相对人", ("适用对象", "who it applies to")),
        Column("scope", "管理范围", ("行使范围", "权限范围", "scope of management")),
        Column("responsibilities", "责任事项", ("responsibility", "duty")),
        Column("supervision", "监督措施", ("监督方式", "supervision measures")),
        Column("remedies", "救济途径", ("remedy", "ways of remedy")),
        Column("accountability", "责任追究", ("追责情形", "accountability_scope")),
        Column("intermediary_services", "中介服务", ("涉及的中介服务", "intermediary services")),
        Column("state", "状态", written_only=True),
        Column("effective_on", "生效日期", written_only=True),
    )
    required = ("code",)

    class Meta(EntryResource.Meta):
        model = PowerItem

    def fetched(self, queryset):
        rows = super().fetched(queryset).select_related("standard", "guide")
        return rows.prefetch_related("guide__steps", "guide__materials")

    def cells_of(self, row: PowerItem) -> dict[str, str]:
        plain = {name: getattr(row, name) for name in COLUMNS[PowerItem] if name in self.header_of}
        return {
            **plain,
            "category": str(row.get_category_display()),
            "level": str(row.get_level_display()),
            "department": row.department.name,
            "field": row.field.name,
            "standard": row.standard.code if row.standard_id else "",
            "state": str(row.get_state_display()),
            "effective_on": row.effective_on.isoformat() if row.effective_on else "",
        }

    def prepare(self, lines) -> None:
        super().prepare(lines)
        codes = {cells.get("standard") or cells.get("code", "") for cells in lines}
        self.standards: dict[tuple[str, str], PowerItem] = {}
        for some in chunked(sorted(codes - {""})):
            for row in PowerItem.objects.standards().filter(code__in=some):
                self.standards[row.code, row.level] = row

    def key_of(self, entry):
        return entry.code, entry.level

    def key_in(self, cells):
        return (cells["code"], self._level(cells)) if cells.get("code") else None

    def _level(self, cells: dict[str, str]) -> str:
        text = cells.get("level", "")
        try:
            return self.reading.choice(Level, text) if text else Level.COUNTY
        except ValueError as error:
            raise ValidationError({"level": str(error)}) from error

    def read_cell(self, entry: CatalogEntry, name: str, text: str, cells) -> dict[str, Any] | None:
        if name == "category" and text:
            entry.category = self.reading.choice(PowerCategory, text)
        elif name == "level":
            entry.level = self._level(cells)
        elif name == "standard":
            entry.standard = self._standard(entry, text)
        elif name != "category":
            return super().read_cell(entry, name, text, cells)
        return None

    def _standard(self, entry: PowerItem, code: str) -> PowerItem | None:
        """Return the standard item of that code on the nearest upper level."""
        if not code:
            return None
        for level in UPPER_LEVELS:
            if level != entry.level and (code, level) in self.standards:
                return self.standards[code, level]
        raise ValidationError(
            {"standard": _("No standard item in force has the code “%(code)s”.") % {"code": code}}
        )

    def finish_new(self, entry: PowerItem) -> None:
        super().finish_new(entry)
        if entry.level == Level.COUNTY and entry.standard_id is None:
            entry.standard = self._standard(entry, entry.code)
        if entry.standard_id:
            # What the table leaves blank is the standard item's own.
            for name in FOUR_SAMES:
                setattr(entry, name, getattr(entry, name) or getattr(entry.standard, name))
        if entry.field_id is None and entry.standard_id:
            entry.field = entry.standard.field
        if entry.field_id is None:
            entry.field = self.lookups.field("")
