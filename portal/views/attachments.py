"""Files of public documents, always sent as a download, whole or the part a player asks for."""

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.models import Attachment, Publication
from portal.byte_ranges import Unsatisfiable, asked_range, part_of

# Whatever the file holds, nothing in it may run in the name of this site.
FILE_POLICY = "default-src 'none'; sandbox"


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = get_object_or_404(
        Attachment.objects.filter(publication__in=Publication.objects.public(today)), pk=pk
    )
    tag = f'"{found.checksum}"'
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
        part = _part(request, tag, found.size)
    except Unsatisfiable:
        unsatisfied = {**headers, "Content-Range": f"bytes */{found.size}"}
        return HttpResponse(status=416, headers=unsatisfied)
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is missing.")) from None
    if part is None:
        return FileResponse(
            file,
            as_attachment=True,
            filename=found.name,
            content_type=found.content_type,
            headers=headers,
        )
    first, last = part
    return StreamingHttpResponse(
        part_of(file, first, last),
        status=206,
        content_type=found.content_type,
        headers={
            **headers,
            "Content-Disposition": content_disposition_header(True, found.name),
            "Content-Length": str(last - first + 1),
            "Content-Range": f"bytes {first}-{last}/{found.size}",
        },
    )


def _part(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    """The part asked for; none where the reader holds parts of another file."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return asked_range(request.headers.get("Range", ""), size=size)
