"""How a table is sent: as a file in the format the address asks for."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from catalogs import tables

CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(
    rows: Iterable[Sequence[object]], headers: Sequence[str], *, name: str, format: str
) -> HttpResponseBase:
    """Return the table as "csv" or "xlsx", to be saved under ``name``; ``Http404`` for another."""
    response: HttpResponseBase
    if format == "csv":
        response = StreamingHttpResponse(tables.write_csv(rows, headers), content_type=CSV)
    elif format == "xlsx":
        content = tables.write_xlsx(rows, headers, title=name)
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}")
    return response
