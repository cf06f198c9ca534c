"""Lists of submissions as a file, for officials who answer for the figures: without the contact."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import override

from catalogs.identity import without_parts
from catalogs.tables import write_csv, write_xlsx
from feedback.models import Submission

CHUNK = 500
CHINESE = "zh-hans"
FILE_NAME = "互动交流"
# The headers are official Chinese for every reader, as in the other lists.
HEADERS = (
    *("登记编号", "状态", "收到渠道", "收到日期", "类别", "领域", "标题"),
    *("数据集", "数据集编码"),
    *("承办部门", "承办人", "答复期限", "暂定", "延期日期", "办结日期", "用时工作日"),
    *("不予受理理由", "满意度评分", "同意公开"),
)


def as_csv(rows: QuerySet) -> Iterator[bytes]:
    """Return the rows as CSV in chunks; contact parts written into a title are struck out."""
    return write_csv(_lines(rows), HEADERS)


def as_xlsx(rows: QuerySet) -> bytes:
    """Return the same as a workbook."""
    return write_xlsx(_lines(rows), HEADERS, title=FILE_NAME)


def _lines(rows: QuerySet) -> Iterator[list[object]]:
    rows = rows.select_related("department", "handler", "field", "dataset", "rating")
    return map(_cells, rows.iterator(chunk_size=CHUNK))


def _cells(row: Submission) -> list[object]:
    rating = getattr(row, "rating", None)
    with override(CHINESE):
        return [
            row.receipt_number,
            row.get_state_display(),
            row.get_channel_display(),
            row.received_on,
            row.get_kind_display(),
            row.field.name if row.field else "",
            without_parts(row.title, row.contact_parts()),
            row.dataset.name if row.dataset else "",
            row.dataset.code if row.dataset else "",
            row.department.name if row.department else "",
            row.handler or "",
            row.due_on or "",
            "是" if row.due_on and row.due_provisional else "",
            row.extended_on or "",
            row.concluded_on or "",
            "" if row.working_days_taken is None else row.working_days_taken,
            row.get_right_way_display(),
            rating.score if rating else "",
            "是" if row.consent_to_publish else "否",
        ]
