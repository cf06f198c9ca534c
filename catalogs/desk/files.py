"""How files of a case are handed out, to the desk and to whoever follows the own case."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Whatever a citizen's file holds, nothing in it may run in the name of this site.
FILE_POLICY = "default-src 'none'; sandbox"


def handed_out(content: bytes, *, name: str) -> HttpResponse:
    """Return the file to be saved under ``name``, never to be shown."""
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "Content-Security-Policy": FILE_POLICY,
            "X-Content-Type-Options": "nosniff",
        },
    )
