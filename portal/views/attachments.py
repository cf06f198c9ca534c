"""Files of public documents, always sent as a download."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.models import Attachment, Publication

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
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is missing.")) from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
        headers={
            "Content-Security-Policy": FILE_POLICY,
            "X-Content-Type-Options": "nosniff",
            "ETag": tag,
            # A withdrawn document is gone at once: no cache may keep its files.
            "Cache-Control": "no-cache",
        },
    )
