"""The public lists as files: exactly the rows found, in the official column layout."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from catalogs.tables import write_csv, write_xlsx
from portal import download_columns as layout

CSV = "text/csv; charset={charset}; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENCODINGS = ("utf-8", "gb18030")
CHUNK = 1000


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
    rows = rows.select_related("department", "field", "guide").prefetch_related(
        "guide__steps", "guide__materials"
    )
    return _file(rows, layout.POWERS, layout.power, "滨湖区权责清单", wanted)


def services(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    rows = rows.select_related("department", "field", "guide").prefetch_related(
        "guide__steps", "guide__materials"
    )
    return _file(rows, layout.SERVICES, layout.service, "滨湖区公共服务清单", wanted)


def matters(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    rows = rows.select_related("department", "field", "group").prefetch_related(
        "elements", "channels"
    )
    return _file(rows, layout.MATTERS, layout.matter, "滨湖区政务公开事项清单", wanted)


def documents(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    return _file(rows, layout.DOCUMENTS, layout.document, "滨湖区公开信息目录", wanted)


def adjustments(rows: QuerySet, wanted: Wanted) -> HttpResponse:
    return _file(rows, layout.ADJUSTMENTS, layout.adjustment, "滨湖区清单动态调整", wanted)


def _file(
    rows: QuerySet,
    headers: tuple[str, ...],
    cells: Callable[[Any], Iterable[object]],
    name: str,
    wanted: Wanted,
) -> HttpResponse:
    """Stream the file; its columns and codes are the official ones, in Chinese for every reader."""
    table = _in_chinese(rows.iterator(chunk_size=CHUNK), cells)
    if wanted.format == "xlsx":
        with override("zh-hans"):
            content = write_xlsx(table, headers, title=name)
        response = HttpResponse(content, content_type=XLSX)
    else:
        charset = wanted.encoding
        response = StreamingHttpResponse(
            write_csv(table, headers, encoding=charset), content_type=CSV.format(charset=charset)
        )
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{wanted.format}"
    )
    return response


def _in_chinese(
    rows: Iterable[Any], cells: Callable[[Any], Iterable[object]]
) -> Iterator[list[object]]:
    for number, row in enumerate(rows, start=1):
        with override("zh-hans"):
            line = [number, *map(_plain, cells(row))]
        yield line


def _plain(value: object) -> object:
    """Dates as numbers anyone can read, and words of codes as text."""
    return "" if value is None else str(value)
