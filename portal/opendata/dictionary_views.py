"""The data dictionary of a dataset as a file for machines."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.models import Dataset
from portal.opendata.dictionary import CSVW_MEDIA_TYPE, csv_metadata, table_schema
from portal.opendata.finding import public_dataset
from portal.opendata.gate import open_api
from portal.opendata.problems import Problem
from portal.opendata.ways import csv_url


@open_api
def schema(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the Table Schema of the newest version."""
    dataset = _found(code)
    words = table_schema(dataset, list(dataset.columns.all()))
    return _answer(words, "application/json")


@open_api
def metadata(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the CSV metadata of the newest version, where it can be read as CSV."""
    dataset = _found(code)
    url = csv_url(dataset)
    if url is None:
        raise Http404(_("The newest version cannot be read as CSV."))
    try:
        words = csv_metadata(dataset, list(dataset.columns.all()), url=url)
    except FileNotFoundError as error:
        raise Http404(_("The file is missing.")) from error
    return _answer(words, CSVW_MEDIA_TYPE)


def _found(code: str) -> Dataset:
    dataset = public_dataset(code, today=timezone.localdate())
    if dataset is None:
        raise Problem(410, _("These data were withdrawn."))
    return dataset


def _answer(words: dict, content_type: str) -> HttpResponse:
    response = JsonResponse(words, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Type"] = f"{content_type}; charset=utf-8"
    return response
