"""Files that are public, always sent as a download, whole or the part a player asks for."""

from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from portal.byte_ranges import Unsatisfiable, asked_range, part_of

# Whatever the file holds, nothing in it may run in the name of this site.
FILE_POLICY = "default-src 'none'; sandbox"


def send(
    request: HttpRequest, file: Any, *, name: str, content_type: str, size: int, checksum: str
) -> HttpResponse:
    """Answer with the stored ``file``, known by its checksum; a reader who has it gets a 304."""
    tag = f'"{checksum}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": tag})
    headers = {
        "Content-Security-Policy": FILE_POLICY,
        "X-Content-Type-Options": "nosniff",
        "ETag": tag,
        # A withdrawn document is gone at once: no cache may keep its files.
        "Cache-Control": "no-cache",
        "Accept-Ranges": "bytes",
    }
    try:
        part = _part(request, tag, size)
    except Unsatisfiable:
        unsatisfied = {**headers, "Content-Range": f"bytes */{size}"}
        return HttpResponse(status=416, headers=unsatisfied)
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is missing.")) from None
    if part is None:
        return FileResponse(
            content,
            as_attachment=True,
            filename=name,
            content_type=content_type,
            headers=headers,
        )
    first, last = part
    return StreamingHttpResponse(
        part_of(content, first, last),
        status=206,
        content_type=content_type,
        headers={
            **headers,
            "Content-Disposition": content_disposition_header(True, name),
            "Content-Length": str(last - first + 1),
            "Content-Range": f"bytes {first}-{last}/{size}",
        },
    )


def _part(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    """The part asked for; none where the reader holds parts of another file."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return asked_range(request.headers.get("Range", ""), size=size)
