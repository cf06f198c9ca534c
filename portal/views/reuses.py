"""The gallery of applications made with open data, the page of each, and its picture."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.models import Dataset, Field, Reuse
from catalogs.published_lists import Facet
from catalogs.sharing_enums import ReuseKind
from portal import public_files

HEADING = _lazy("Applications made with the data")
LEAD = _lazy("What people, companies and researchers have made with the open data of the district.")
SEARCHED = ("name", "description", "maker")
NEWEST = 6


def _counted(key: str, name_of: Any) -> Any:
    """Return what counts the reuses found by a column of their datasets, each reuse once."""

    def counted(rows: QuerySet) -> list[tuple[str, str, int]]:
        linked = rows.order_by().values_list(f"datasets__{key}")
        known = dict(linked.annotate(reuses=Count("pk", distinct=True)))
        return [(value, name, known[value]) for value, name in name_of(known)]

    return counted


def _chosen(key: str) -> Any:
    def chosen(values: list[str]) -> Q:
        uses = Reuse.datasets.through.objects.filter(**{f"dataset__{key}__in": values})
        return Q(pk__in=uses.values("reuse"))

    return chosen


def _fields(known: dict) -> list[tuple[str, str]]:
    return [(row.slug, row.display_name) for row in Field.objects.filter(slug__in=known)]


def _datasets(known: dict) -> list[tuple[str, str]]:
    rows = Dataset.objects.filter(code__in=known).order_by("sort_key", "pk")
    return [(row.code, row.display_name) for row in rows]


FACETS = (
    Facet("field", _lazy("Field"), _chosen("field__slug"), _counted("field__slug", _fields)),
    published_lists.by_choice("kind", _lazy("Kind"), ReuseKind.choices),
    Facet("dataset", _lazy("Dataset"), _chosen("code"), _counted("code", _datasets)),
)


@require_safe
def reuse_list(request: HttpRequest) -> HttpResponse:
    """Show what was published, narrowed by words, field, kind and dataset."""
    rows = Reuse.objects.public(timezone.localdate()).order_by("-published_on", "-pk")
    context = {
        "heading": HEADING,
        "lead": LEAD,
        "trail": trail(HEADING),
        **published_lists.found(request, rows, searched=SEARCHED, facets=FACETS),
    }
    shown = list(context["page_obj"])
    prefetch_related_objects(shown, "datasets")
    context["reuses"] = [card(row, uses=len(row.datasets.all())) for row in shown]
    return render(request, "portal/data/reuse_list.html", context)


@require_safe
def reuse_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one of them with its datasets; one that was taken off says so."""
    today = timezone.localdate()
    public = Dataset.objects.public(today).select_related("department")
    rows = Reuse.objects.prefetch_related(
        Prefetch("datasets", public.order_by("sort_key", "pk"), to_attr="used")
    )
    reuse = rows.filter(code=code, published_on__isnull=False).exclude(code="").first()
    if reuse is None:
        raise Http404(_("No public application has this code."))
    context = {"reuse": reuse, "trail": trail(reuse.name, (HEADING, "portal:reuse-list"))}
    if not reuse.is_public(today):
        return render(request, "portal/data/reuse_gone.html", context, status=410)
    context["picture_url"] = picture_url(reuse)
    return render(request, "portal/data/reuse_detail.html", context)


@require_safe
def reuse_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Send the picture of a published reuse."""
    rows = Reuse.objects.public(timezone.localdate()).exclude(picture="")
    return send_picture(request, get_object_or_404(rows, code=code))


def send_picture(request: HttpRequest, reuse: Reuse) -> HttpResponse:
    """Send the picture; whoever asks has been checked by the caller."""
    return public_files.send(
        request,
        reuse.picture,
        name=f"{reuse}.{reuse.picture.name.rpartition('.')[2]}",
        content_type=reuse.picture_type,
        size=reuse.picture_size,
        checksum=reuse.picture_checksum,
    )


def made_with(dataset: Dataset, *, today: Any) -> dict[str, Any]:
    """The context of ``portal/data/_reuses.html``: what was made with the dataset, newest first."""
    rows = Reuse.objects.public(today).made_with(dataset).order_by("-published_on", "-pk")
    first = list(rows[: NEWEST + 1])
    more = f"{reverse('portal:reuse-list')}?dataset={dataset.code}"
    return {
        "reuses": [card(row) for row in first[:NEWEST]],
        "reuses_url": more if len(first) > NEWEST else "",
        "reuse_new_url": f"{reverse('portal:reuse-new')}?dataset={dataset.code}",
    }


def card(reuse: Reuse, *, uses: int = 0) -> dict[str, Any]:
    """The context of ``components/entry_card.html``; ``uses`` is how many datasets it is of."""
    words = ngettext("%(count)d dataset", "%(count)d datasets", uses) % {"count": uses}
    return {
        "url": reuse.get_absolute_url(),
        "name": reuse.name,
        "kind": str(reuse.get_kind_display()),
        "summary": reuse.description[:160],
        "facts": [reuse.maker, *([words] if uses else [])],
        "date": reuse.published_on,
        "date_label": _("Published on"),
    }


def picture_url(reuse: Reuse) -> str:
    """Return where the picture of a published reuse is, or an empty text."""
    return reverse("portal:reuse-picture", args=[reuse.code]) if reuse.picture else ""


def trail(here: Any, *between: tuple[Any, str]) -> list[dict[str, Any]]:
    """Return the steps of the breadcrumbs: open data, ``between`` (words, URL name), this page."""
    steps = [(_("Open data"), "portal:dataset-list"), *between]
    return [
        *({"text": words, "url": reverse(name)} for words, name in steps),
        {"text": here},
    ]
