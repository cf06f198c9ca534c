"""Open data: the data catalogue, the page of a dataset, and the files of its versions."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs import data_uses
from catalogs.data_enums import DataFormat, DataUse, Openness
from catalogs.data_files import CONTENT_TYPES
from catalogs.models import Dataset, DatasetVersion, PublicityMatter
from portal import downloads, public_files
from portal.filters import DatasetFilter
from portal.opendata import described
from portal.opendata.dictionary import described_by
from portal.opendata.gate import SHARED
from portal.opendata.granting import GIVEN_TO_ONE, may_read, may_see

from . import dataset_ways
from .data_access import conditional
from .dataset_answers import answers_about
from .dataset_figures import quality, uses
from .dataset_parts import (
    card,
    dictionary,
    file_url,
    freshness,
    preview,
    record,
    versions,
)
from .entry_parts import link
from .listing import listing
from .reuses import made_with

HEADING = _lazy("Open data")
LEAD = _lazy(
    "The data catalogue of the district: what each dataset holds, how new it is, and its files."
)
RELATED = 5


@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = _public(today).with_update_state(today).with_uses()
    found = DatasetFilter(request.GET, rows, today=today)
    if wanted := downloads.wanted(request):
        return downloads.datasets(found.ordered, wanted)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["query_label"] = _("Name, code or description contains")
    context["data_block"] = described.catalogue(str(LEAD))
    context["machine_links"] = described.links_of_catalogue()
    context["ways"] = dataset_ways.of_catalogue()
    context["datasets"] = [card(row, today=today) for row in context["page_obj"]]
    return render(request, "portal/data/dataset_list.html", context)


@require_safe
def dataset_detail(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    rows = Dataset.objects.select_related("department", "field", "latest").with_explained()
    dataset = rows.filter(code=code, published_on__isnull=False).first()
    if dataset is None:
        raise Http404(_("No public dataset has this code."))
    if dataset.latest is None or not dataset.is_public(today):
        return _gone(request, dataset)
    trail = [{"text": HEADING, "url": reverse("portal:dataset-list")}]
    readable = may_see(request, dataset)
    context = _page(dataset, dataset.latest, today, readable=readable)
    context["conditional"] = conditional(dataset, readable=readable)
    context["trail"] = [*trail, {"text": dataset.display_name}]
    response = render(request, "portal/data/dataset_detail.html", context)
    if context["conditional"]:
        response.headers["Cache-Control"] = GIVEN_TO_ONE
    return response


@require_safe
def dataset_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    today = timezone.localdate()
    public = DatasetVersion.objects.filter(dataset__in=Dataset.objects.public(today))
    version = public.select_related("dataset").filter(dataset__code=code, number=number).first()
    if version is None:
        return _given_up(request, code, number, today)
    if not may_read(request, version.dataset):
        context = {
            "dataset": version.dataset,
            "trail": _trail_to_version(version.dataset, number),
        }
        return render(request, "portal/data/access_needed.html", context, status=403)
    response = public_files.send(
        request,
        version.file,
        name=version.name,
        content_type=CONTENT_TYPES[DataFormat(version.format)],
        size=version.size,
        checksum=version.checksum,
    )
    if links := described_by(version.dataset, version):
        response.headers["Link"] = links
    response.headers["Last-Modified"] = http_date(version.released_at.timestamp())
    if version.dataset.openness == Openness.CONDITIONAL:
        response.headers["Cache-Control"] = GIVEN_TO_ONE
    else:
        for name, value in SHARED.items():
            response.headers[name] = value
    if request.method == "GET" and response.status_code == HTTPStatus.OK:
        data_uses.count(version.dataset, DataUse.DOWNLOAD, today=today)
    return response


def _gone(request: HttpRequest, dataset: Dataset) -> HttpResponse:
    """Say since when and why data that were public once are so no longer."""
    trail = [{"text": HEADING, "url": reverse("portal:dataset-list")}]
    context = {"dataset": dataset, "trail": [*trail, {"text": dataset.display_name}]}
    return render(request, "portal/data/dataset_gone.html", context, status=HTTPStatus.GONE)


def _given_up(request: HttpRequest, code: str, number: int, today: date) -> HttpResponse:
    """Say that a version was there once: of withdrawn data, or of live data of long ago."""
    rows = Dataset.objects.select_related("department", "latest").filter(published_on__isnull=False)
    dataset = get_object_or_404(rows, code=code)
    if dataset.latest is None or not 1 <= number <= dataset.latest.number:
        raise Http404
    if not dataset.is_public(today):
        return _gone(request, dataset)
    context = {"dataset": dataset, "trail": _trail_to_version(dataset, number)}
    return render(request, "portal/data/version_gone.html", context, status=HTTPStatus.GONE)


def _trail_to_version(dataset: Dataset, number: int) -> list[dict[str, Any]]:
    return [
        {"text": HEADING, "url": reverse("portal:dataset-list")},
        {"text": dataset.display_name, "url": dataset.get_absolute_url()},
        {"text": _("Version %(number)d") % {"number": number}},
    ]


def _public(today: date) -> QuerySet:
    rows = Dataset.objects.public(today).select_related("department", "field", "latest")
    return rows.with_explained()


def _page(dataset: Dataset, latest: DatasetVersion, today: date, *, readable: bool) -> dict:
    columns = list(dataset.columns.all())
    matters = PublicityMatter.objects.public(today).filter(datasets=dataset)
    return {
        "dataset": dataset,
        "department": link(dataset.department),
        "field": link(dataset.field),
        "state": freshness(dataset, today=today),
        "rows": record(dataset, latest),
        "quality": quality(dataset, today=today),
        "uses": uses(dataset),
        "dictionary": dictionary(columns),
        "preview": preview(latest, columns) if readable else None,
        "rows_url": _rows_url(dataset, latest) if readable else "",
        "versions": versions(dataset, list(dataset.versions.order_by("-number"))),
        "latest": latest,
        "latest_url": file_url(dataset, latest),
        "matters": list(matters.order_by("sort_key", "pk")),
        "answers": answers_about(dataset, today=today),
        "made": made_with(dataset, today=today),
        "related": [card(row, today=today) for row in _related(dataset, today)],
        "field_url": f"{reverse('portal:dataset-list')}?field={dataset.field.slug}",
        "data_block": described.dataset(dataset, latest, columns),
        "machine_links": described.links_of(dataset),
        "ways": dataset_ways.of_dataset(dataset, rows=readable and latest.built_at is not None),
    }


def _rows_url(dataset: Dataset, latest: DatasetVersion) -> str:
    return reverse("portal:dataset-rows", args=[dataset.code]) if latest.built_at else ""


def _related(dataset: Dataset, today: date) -> QuerySet:
    """Datasets of the same field or matter."""
    shared = Dataset.objects.filter(matters__in=dataset.matters.all()).values("pk")
    near = Q(field=dataset.field_id) | Q(pk__in=shared)
    rows = _public(today).exclude(pk=dataset.pk).filter(near)
    return rows.order_by("-updated_on", "-pk")[:RELATED]
