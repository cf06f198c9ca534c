"""The table of the list of public services."""

from typing import Any

from catalogs.entry_values import COLUMNS
from catalogs.enums import ProviderKind, ServiceAudience
from catalogs.models import CatalogEntry, ServiceItem

from .columns import Column
from .entries import EntryResource

CHOICES = {"provider": ProviderKind, "audience": ServiceAudience}


class ServiceResource(EntryResource):
    columns = (
        Column("number", "序号", ("no.",)),
        Column("code", "事项编码", ("编码", "服务编码", "item code")),
        Column("name", "事项名称", ("服务事项名称", "服务名称", "item name")),
        Column("name_en", "英文名称", ("English name",)),
        Column("department", "提供主体", ("主管部门", "部门", "provider unit")),
        Column("provider", "提供主体类别", ("kind of provider",)),
        Column("field", "公开领域", ("领域", "field of publicity")),
        Column("legal_basis", "设定依据", ("法律依据", "服务依据", "basis", "legal basis")),
        Column("content", "服务内容", ("content of the service",)),
        Column("accepting_unit", "受理单位", ("受理机构", "accepting unit")),
        Column("audience", "服务对象", ("service_object", "who it serves")),
        Column("fee", "收费情况", ("收费", "收费标准")),
        Column("consultation", "咨询方式", ("咨询电话", "hotline", "ways to ask")),
        Column("complaint", "投诉方式", ("监督投诉电话", "ways to complain")),
        Column("place", "办理地点", ("地点", "办公地址")),
        Column("hours", "办理时间", ("时间", "办公时间")),
        Column("online_url", "网上办理地址", ("网址", "detail_url", "online address")),
        Column("state", "状态", written_only=True),
        Column("effective_on", "生效日期", written_only=True),
    )
    required = ("code", "name")

    class Meta(EntryResource.Meta):
        model = ServiceItem

    def fetched(self, queryset):
        rows = super().fetched(queryset).select_related("guide")
        return rows.prefetch_related("guide__steps", "guide__materials")

    def cells_of(self, row: ServiceItem) -> dict[str, str]:
        return {
            **{name: getattr(row, name) for name in COLUMNS[ServiceItem]},
            "department": row.department.name,
            "field": row.field.name,
            "provider": str(row.get_provider_display()),
            "audience": str(row.get_audience_display()),
            "state": str(row.get_state_display()),
            "effective_on": row.effective_on.isoformat() if row.effective_on else "",
        }

    def read_cell(self, entry: CatalogEntry, name: str, text: str, cells) -> dict[str, Any] | None:
        if name in CHOICES:
            if text:
                setattr(entry, name, self.reading.choice(CHOICES[name], text))
            return None
        return super().read_cell(entry, name, text, cells)

    def finish_new(self, entry: ServiceItem) -> None:
        super().finish_new(entry)
        if entry.field_id is None:
            entry.field = self.lookups.field("")
