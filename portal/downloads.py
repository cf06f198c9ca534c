"""The public lists as files: exactly the rows found, in the official column layout.

The layout is that of import and export (``catalogs.resources``), so that a file that was downloaded
can be mended and sent in again. Headers and words are the official Chinese ones for every reader.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from catalogs.models import (
    Adjustment,
    Dataset,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from catalogs.resources.matters import MatterResource
from catalogs.resources.powers import PowerResource
from catalogs.resources.publications import PublicationResource
from catalogs.resources.services import ServiceResource
from catalogs.resources.tabular import TableResource
from catalogs.tables import write_csv, write_xlsx

CSV = "text/csv; charset={charset}; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENCODINGS = ("utf-8", "gb18030")
CHUNK = 1000
CHINESE = "zh-hans"
# What only the offices need: the text stands on the page of the document, the clock on the desk.
LEFT_OUT = {"body", "due_on"}
ADJUSTMENTS = {
    "number": "序号",
    "list": "清单",
    "code": "编码",
    "name": "名称",
    "action": "调整方式",
    "reason": "调整原因",
    "basis": "调整依据",
    "department": "责任部门",
    "effective_on": "生效日期",
}
PLANS = {
    "number": "序号",
    "title": "政策文件",
    "document_number": "文号",
    "department": "发布机构",
    "state": "状态",
    "issued_on": "发布日期",
    "form": "解读形式",
    "phase": "解读阶段",
    "responsible": "解读责任单位",
    "due_on": "应解读日期",
    "met_on": "实际解读日期",
}
DATASETS = {
    "number": "序号",
    "code": "编码",
    "name": "数据集名称",
    "department": "提供部门",
    "field": "公开领域",
    "description": "摘要",
    "format": "数据格式",
    "row_count": "数据量（条）",
    "openness": "开放属性",
    "conditions": "开放条件",
    "licence": "使用许可",
    "frequency": "更新频率",
    "published_on": "发布日期",
    "updated_on": "数据更新日期",
}
LISTS = {"power": "权责清单", "service": "公共服务清单", "matter": "政务公开事项清单"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of file asked for in an address."""

    format: str
    encoding: str = "utf-8"


def wanted(request: HttpRequest) -> Wanted | None:
    """What ``?format=`` and ``?encoding=`` ask for; None shows the page."""
    encoding = request.GET.get("encoding", "").lower()
    if request.GET.get("format") == "csv":
        return Wanted("csv", encoding if encoding in ENCODINGS else "utf-8")
    return Wanted("xlsx") if request.GET.get("format") == "xlsx" else None


def powers(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    return _list(PowerResource(), rows.select_related("standard"), "滨湖区权责清单", wanted)


def services(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    return _list(ServiceResource(), rows, "滨湖区公共服务清单", wanted)


def matters(rows: QuerySet, wanted: Wanted, *, today: date) -> HttpResponse:
    # Only public entries are named.
    rows = rows.with_guide_parts().prefetch_related(
        Prefetch("powers", PowerItem.objects.public(today).of_district()),
        Prefetch("services", ServiceItem.objects.public(today)),
    )
    return _list(MatterResource(), rows, "滨湖区政务公开事项清单", wanted)


def documents(rows: QuerySet, wanted: Wanted, *, today: date) -> HttpResponse:
    # The list leaves the texts in the database; the resource reads every column.
    rows = rows.defer(None).prefetch_related(
        Prefetch("matters", PublicityMatter.objects.public(today))
    )
    return _list(PublicationResource(), rows, "滨湖区公开信息目录", wanted)


def datasets(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    """The data catalogue itself; the rows come with department, field and newest version."""
    return _file(rows, DATASETS, _dataset, "滨湖区数据资源目录", wanted)


def interpretation_plans(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    """Policies with the plan of their interpretation; ``explaining`` holds what was published."""
    return _file(rows, PLANS, _plan, "政策解读方案执行情况", wanted)


def adjustments(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    return _file(rows, ADJUSTMENTS, _adjustment, "滨湖区清单动态调整", wanted)


def _list(resource: TableResource, rows: QuerySet, name: str, wanted: Wanted) -> HttpResponse:
    columns = {
        column.name: column.header for column in resource.columns if column.name not in LEFT_OUT
    }
    return _file(rows, columns, resource.cells_of, name, wanted)


def _adjustment(row: Adjustment) -> dict[str, object]:
    entry = row.entry
    return {
        "list": LISTS[entry.list_name],
        "code": entry.code,
        "name": entry.name,
        "action": row.get_action_display(),
        "reason": row.get_reason_display(),
        "basis": row.basis,
        "department": row.department.name,
        "effective_on": row.effective_on.isoformat(),
    }


def _dataset(row: Dataset) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "department": row.department.name,
        "field": row.field.name,
        "description": row.description,
        "format": row.latest.get_format_display() if row.latest else "",
        "row_count": row.latest.row_count if row.latest else "",
        "openness": row.get_openness_display(),
        "conditions": row.conditions,
        "licence": row.get_licence_display(),
        "frequency": row.get_frequency_display(),
        "published_on": row.published_on or "",
        "updated_on": row.updated_on or "",
    }


def _plan(row: Publication) -> dict[str, object]:
    plan = getattr(row, "interpretation_plan", None)
    met = row.explaining[0] if row.explaining else None
    return {
        "title": row.title,
        "document_number": row.document_number,
        "department": row.department.name,
        "state": row.get_state_display(),
        "issued_on": row.issued_on or "",
        "form": plan.get_form_display() if plan else "",
        "phase": plan.get_phase_display() if plan else "",
        "responsible": plan.responsible if plan else "",
        "due_on": (plan.due_on or "") if plan else "",
        "met_on": met.issued_on if met else "",
    }


def _file(
    rows: QuerySet,
    columns: Mapping[str, str],
    cells_of: Callable[[Any], Mapping[str, object]],
    name: str,
    wanted: Wanted,
) -> HttpResponse:
    """Send the file; a CSV goes out while it is being written."""
    table = _lines(rows.iterator(chunk_size=CHUNK), list(columns), cells_of)
    headers = list(columns.values())
    if wanted.format == "xlsx":
        response = HttpResponse(write_xlsx(table, headers, title=name), content_type=XLSX)
    else:
        response = StreamingHttpResponse(
            write_csv(table, headers, encoding=wanted.encoding),
            content_type=CSV.format(charset=wanted.encoding),
        )
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{wanted.format}"
    )
    return response


def _lines(
    rows: Iterable[Any], names: list[str], cells_of: Callable[[Any], Mapping[str, object]]
) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        # Not around the yield: between two rows the language is the reader's again.
        with override(CHINESE):
            cells = {**cells_of(row), "number": number}
            line = [str(cells.get(name, "")) for name in names]
        yield line
