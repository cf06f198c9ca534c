"""The rows of a dataset by address, in pages and as files.

Not a view of Django REST framework: a page of rows is to cost little more than its query.
"""

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _

from catalogs.data_enums import DataUse
from catalogs.models import Dataset
from portal.opendata.gate import open_api
from portal.opendata.granting import GIVEN_TO_ONE
from portal.opendata.problems import Problem
from portal.opendata.rows import answering, counting, finding
from portal.opendata.rows.describing import terms_of
from portal.opendata.rows.parameters import Format
from portal.opendata.rows.reading import Asked, read
from portal.opendata.rows.writing import CONTENT_TYPES
from portal.opendata.store import Store
from portal.public_files import FILE_POLICY

# The shape of answers: another number makes every answer that readers keep an old one.
SHAPE = 2
# What was withdrawn is gone from caches as soon.
KEPT_BY_EVERYONE = "public, max-age=60"
_OF_MEDIA_TYPE = {kind.partition(";")[0]: name for name, kind in CONTENT_TYPES.items()}
_gzip = GZipMiddleware(lambda request: HttpResponse())


@open_api
def dataset_rows(request: HttpRequest, code: str) -> HttpResponseBase:
    today = timezone.localdate()
    dataset = finding.readable(request, code, today=today)
    store = finding.opened(dataset)
    asked = read(
        request.GET,
        store.columns,
        code=dataset.code,
        version=store.number,
        preferred=_preferred(request),
    )
    told = _headers(dataset, store, asked)
    response = _known(request, told, changed=int(_changed(dataset).timestamp()))
    if response is None:
        response = answering.answer(request, asked, dataset, store)
        if request.method == "GET":
            way = DataUse.QUERY if asked.paged else DataUse.EXPORT
            counting.count(dataset, way, today=today)
    return _finished(request, response, told, asked)


def _preferred(request: HttpRequest) -> Format:
    """Return the format that the header Accept asks for."""
    if request.headers.get("Accept", "*/*") == "*/*" or "_format" in request.GET:
        return Format.JSON
    media_type = request.get_preferred_type(list(_OF_MEDIA_TYPE))
    if media_type is None:
        sentence = _("Rows are given as: %(types)s.")
        raise Problem(406, sentence % {"types": ", ".join(_OF_MEDIA_TYPE)})
    return _OF_MEDIA_TYPE[media_type]


def _headers(dataset: Dataset, store: Store, asked: Asked) -> dict[str, str]:
    """Return what tells this answer from every other, how long to keep it, and its terms."""
    terms = terms_of(dataset)
    built_at = dataset.latest.built_at if dataset.latest else None
    said = repr((SHAPE, dataset.code, dataset.updated_at, store.number, built_at, asked))
    return {
        "ETag": f'"{sha256(said.encode()).hexdigest()[:32]}"',
        "Last-Modified": http_date(_changed(dataset).timestamp()),
        "Cache-Control": GIVEN_TO_ONE if dataset.conditions else KEPT_BY_EVERYONE,
        # Whatever the cells hold, nothing in them may run in the name of this site.
        "Content-Security-Policy": FILE_POLICY,
        "Link": f'<{terms.page}>; rel="describedby", <{terms.licence}>; rel="license"',
    }


def _changed(dataset: Dataset) -> datetime:
    """Return since when answers are as they are: rows are made ready some time after a release."""
    built_at = dataset.latest.built_at if dataset.latest else None
    return max(dataset.updated_at, built_at) if built_at else dataset.updated_at


def _known(request: HttpRequest, told: dict[str, str], *, changed: int) -> HttpResponseBase | None:
    """Return 304 where the reader has this answer; no query is run for it."""
    response = get_conditional_response(request, told["ETag"], changed)
    if response is not None and response.status_code == 412:
        raise Problem(
            412, _("The answer is not the one that If-Match or If-Unmodified-Since asks for.")
        )
    return response


def _finished(
    request: HttpRequest, response: HttpResponseBase, told: dict[str, str], asked: Asked
) -> HttpResponseBase:
    further = response.headers.get("Link")
    for name, value in told.items():
        response.headers[name] = value
    if further:
        response.headers["Link"] = f"{further}, {told['Link']}"
    if "_format" not in request.GET:
        patch_vary_headers(response, ["Accept"])
    if asked.format == Format.JSON and isinstance(response, HttpResponse):
        response = _gzip.process_response(request, response)
    if request.method == "HEAD" and isinstance(response, HttpResponse) and asked.paged:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response
