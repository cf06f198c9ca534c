"""The gate of the open API: what holds at each of its addresses, whatever stands behind it.

Only reading, from any other site's pages too, within the limits; errors in one shape, in the
reader's language; an answer the reader has already is not sent again.
"""

import time
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotAcceptable

from portal.opendata import throttling
from portal.opendata.problems import Problem, response

METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = ", ".join(METHODS)
# Every site may read; no cookie is asked for and none is sent.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Last-Modified, Link, RateLimit, "
    "RateLimit-Policy, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ALLOW,
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-Modified-Since, "
    "If-None-Match, X-API-Key",
    "Access-Control-Max-Age": "86400",
}
DESCRIPTION = '</api/v1/schema/>; rel="service-desc", </api/v1/docs/>; rel="service-doc"'

# So long it is remembered since when an address answers as it does; any time would be right.
REMEMBERED_SECONDS = 24 * 60 * 60

View = Callable[..., HttpResponseBase]


def open_api(view: View) -> View:
    """Put ``view`` behind the gate; it may raise ``Problem`` or ``Http404``.

    It sets ``ETag``, ``Last-Modified`` and ``Cache-Control`` itself where it knows them more
    cheaply than by its answer; streamed answers go out as they are.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**SHARED, **PREFLIGHT})
        with override(get_language_from_request(request)):
            answer = _answer(view, request, *args, **kwargs)
        for name, value in SHARED.items():
            answer.headers[name] = value
        links = [link for link in (answer.headers.get("Link"), DESCRIPTION) if link]
        answer.headers["Link"] = ", ".join(links)
        return answer

    gated.csrf_exempt = True  # type: ignore[attr-defined]
    return gated


@open_api
def nothing_here(request: HttpRequest, **_rest: str) -> HttpResponseBase:
    """Answer what no other address below the API takes."""
    raise Http404


def refused(error: Exception, context: dict[str, Any]) -> None:
    """Let the gate answer what Django REST framework refuses, as its handler of exceptions."""
    if isinstance(error, NotAcceptable):
        raise Problem(406, _("Only application/json is given here.")) from error
    if isinstance(error, APIException):
        raise Problem(error.status_code, str(error.detail)) from error


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    told: dict[str, str] = {}
    try:
        if request.method not in METHODS:
            detail = _("The API is read with GET or HEAD.")
            raise Problem(405, detail, headers={"Allow": ALLOW})
        told = throttling.spend(throttling.caller(request))
        if "\x00" in request.path:
            raise Http404
        answer = _rendered(view(request, *args, **kwargs))
        if answer.status_code == 200 and not answer.streaming:
            answer = _unless_known(request, answer)
    except Problem as problem:
        answer = response(problem)
        patch_vary_headers(answer, ["Accept-Language"])
    except Http404 as error:
        detail = str(error) if error.args else _("There is nothing at this address.")
        answer = response(Problem(404, detail))
    for name, value in told.items():
        answer.headers[name] = value
    return answer


def _rendered(answer: HttpResponseBase) -> HttpResponseBase:
    """Render what is rendered late while the reader's language is active."""
    render = getattr(answer, "render", None)
    return render() if callable(render) else answer


def _unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """Return 304 where the reader has this very answer; withdrawn things are gone at once."""
    answer.headers.setdefault("Cache-Control", "no-cache")
    if "ETag" not in answer.headers:
        answer.headers["ETag"] = f'"{sha256(answer.content).hexdigest()[:32]}"'
    if "Last-Modified" not in answer.headers:
        answer.headers["Last-Modified"] = http_date(_since(request, answer.headers["ETag"]))
    since = parse_http_date_safe(answer.headers.get("Last-Modified", ""))
    checked = get_conditional_response(request, answer.headers["ETag"], since, answer)
    if checked.status_code == 412:
        raise Problem(
            412, _("The answer is not the one that If-Match or If-Unmodified-Since asks for.")
        )
    return checked


def _since(request: HttpRequest, tag: str) -> int:
    """Return since when this address answers so, as far as is remembered: seconds of the epoch.

    Rows leave a list, and what they refer to changes, without a moment of their own: only the
    answer itself tells. Two answers of one second are told apart by the next second.
    """
    said = f"{get_language()} {request.headers.get('Accept', '')} {request.get_full_path()}"
    key = f"open-api-answer:{sha256(said.encode()).hexdigest()}"
    known, since = cache.get(key, ("", 0))
    if known != tag:
        since = max(int(time.time()), since + 1)
    cache.set(key, (tag, since), REMEMBERED_SECONDS)
    return since
