"""Lists of applications as a file, for officials who answer for the figures: without identity."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import override

from applications.identity import without_identity
from applications.models import Application
from catalogs.tables import write_csv

CHUNK = 500
CHINESE = "zh-hans"
# The headers are official Chinese for every reader, as in the other lists.
HEADERS = (
    *("登记编号", "状态", "收到渠道", "送达日期", "收到申请日期", "申请内容", "文号"),
    *("申请人类别", "提供方式", "获取途径", "主办部门", "承办人"),
    *("答复期限", "暂定", "延期工作日", "办理结果代码", "办理结果", "办结日期", "答复日期"),
)


def as_csv(rows: QuerySet) -> Iterator[bytes]:
    """Return the rows as CSV in chunks; identity parts written into a title are struck out."""
    rows = rows.select_related("department", "handler")
    return write_csv(map(_cells, rows.iterator(chunk_size=CHUNK)), HEADERS)


def _cells(row: Application) -> list[object]:
    with override(CHINESE):
        return [
            row.receipt_number,
            row.get_state_display(),
            row.get_channel_display(),
            row.arrived_on,
            row.received_on,
            without_identity(row.title, row),
            without_identity(row.document_number, row),
            row.get_applicant_kind_display(),
            row.get_form_wanted_display(),
            row.get_way_wanted_display(),
            row.department.name if row.department else "",
            row.handler or "",
            row.due_on or "",
            "是" if row.due_on and row.due_provisional else "",
            row.extension_days or "",
            row.outcome if row.concluded_on else "",
            row.get_outcome_display() if row.concluded_on else "",
            row.concluded_on or "",
            row.answered_on or "",
        ]
