"""The catalogue and its datasets for machines, each in three notations."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from rdflib import Graph

from catalogs.models import Dataset
from portal.opendata.finding import public_dataset
from portal.opendata.gate import open_api
from portal.opendata.problems import Problem

from . import catalogues, data_service, datasets
from .notations import OF_ENDING, OF_MEDIA_TYPE, Notation, new_graph, tag, written

PAGE_SIZE = 100
EARLIER = 50
HTML = "text/html"


@open_api
def negotiated(request: HttpRequest) -> HttpResponse:
    """Answer in the notation asked for; a person is led to the page of the catalogue."""
    asked = request.get_preferred_type([*OF_MEDIA_TYPE, HTML])
    if asked == HTML:
        response: HttpResponse = redirect("portal:dataset-list")
    elif asked is None:
        known = ", ".join([*OF_MEDIA_TYPE, HTML])
        raise Problem(406, _("The catalogue is written as %(types)s.") % {"types": known})
    else:
        response = _catalogue(request, OF_MEDIA_TYPE[asked])
    patch_vary_headers(response, ["Accept"])
    return response


@open_api
def catalogue(request: HttpRequest, ending: str) -> HttpResponse:
    """Answer with a page of the catalogue in the notation its address ends with."""
    return _catalogue(request, OF_ENDING[ending])


@open_api
def dataset(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Answer with one dataset and the versions before its newest."""
    found = public_dataset(code, today=timezone.localdate())
    if found is None:
        raise Problem(410, _("These data were withdrawn."))
    graph = new_graph()
    datasets.write(graph, found)
    earlier = found.versions.exclude(pk=found.latest_id).order_by("-number")[:EARLIER]
    datasets.write_versions(graph, found, earlier)
    return _answer(graph, OF_ENDING[ending])


@open_api
def service(request: HttpRequest, ending: str) -> HttpResponse:
    """Answer with the open API as a data service, and whose rows it gives."""
    rows = Dataset.objects.public(timezone.localdate()).select_related("latest")
    graph = new_graph()
    data_service.write(graph, rows.order_by("code"))
    return _answer(graph, OF_ENDING[ending])


def _catalogue(request: HttpRequest, notation: Notation) -> HttpResponse:
    today = timezone.localdate()
    rows = Dataset.objects.public(today).select_related("department", "field", "latest")
    days = rows.aggregate(issued=Min("published_on"), modified=Max("updated_on"))
    try:
        page = Paginator(rows.order_by("code"), PAGE_SIZE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("The catalogue has no such page.")) from error
    graph = new_graph()
    catalogues.write_page(graph, page, **days)
    response = _answer(graph, notation)
    links = [
        f'<{request.path}?page={number}>; rel="{relation}"' for relation, number in _near(page)
    ]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response


def _near(page: Page) -> list[tuple[str, int]]:
    near = [("prev", page.number - 1)] if page.has_previous() else []
    return near + ([("next", page.number + 1)] if page.has_next() else [])


def _answer(graph: Graph, notation: Notation) -> HttpResponse:
    content_type = f"{notation.media_type}; charset=utf-8"
    known_as = tag(graph, notation)
    content = written(graph, notation, known_as=known_as)
    response = HttpResponse(content, content_type=content_type)
    response.headers["ETag"] = quote_etag(known_as)
    return response
