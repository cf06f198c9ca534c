"""Ask a page of this site whether a visitor finds it, in this process and by the whole site."""

import io
import sys
from functools import cache
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import FileResponse
from django.shortcuts import resolve_url
from django.utils import translation

from catalogs.models.checked_links import LinkFault
from catalogs.outside_pages import GONE, MOST_REDIRECTS, REDIRECTS, Answer


def is_own(address: str) -> bool:
    """Say whether an absolute address is of this site."""
    return urlsplit(address).netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower()


def ask(address: str) -> Answer:
    """Return whether somebody who is not logged in finds the page, following redirects."""
    with translation.override(translation.get_language()):
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = _get(address)
            if status not in REDIRECTS:
                return Answer(_fault_of(status), status)
            address = urljoin(address, location)
            if urlsplit(address).path.startswith(resolve_url(settings.LOGIN_URL)):
                return Answer(LinkFault.LOG_IN, status)
            if not is_own(address):
                return Answer(None, status)
    return Answer(LinkFault.REDIRECTS)


def _fault_of(status: int) -> LinkFault | None:
    if status in GONE:
        return LinkFault.NOT_FOUND
    if status in {401, 403}:
        return LinkFault.NOT_PUBLIC
    return LinkFault.SERVER_ERROR if status >= 500 else None


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _get(address: str) -> tuple[int, str]:
    parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path or "/").decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    response = _handler().get_response(WSGIRequest(environ))
    # ``response.close()`` would end the caller's connection to the database with the request.
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()
    return response.status_code, response.headers.get("Location", "")
