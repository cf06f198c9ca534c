"""The fields of publicity, and everything of one field."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogs.models import Dataset, Field, PowerItem, Publication, PublicityMatter, ServiceItem

from .dataset_parts import card as dataset_card
from .document_parts import card

LATEST = 8
DATASETS = 5
# How many matters of a level-1 matter are named; the rest is one click away.
FIRST = 10


@require_safe
def field_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    counted = PublicityMatter.objects.public(today).order_by().values("field")
    matters = dict(counted.annotate(rows=Count("*")).values_list("field", "rows"))
    tiles = {True: [], False: []}
    for field in Field.objects.public():
        tiles[field.is_pilot].append(tile(field, matters.get(field.pk, 0)))
    context = {"pilot": tiles[True], "others": tiles[False], "trail": [{"text": _("Fields")}]}
    return render(request, "portal/field_list.html", context)


@require_safe
def field_detail(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    field = get_object_or_404(Field.objects.public(), slug=slug)
    documents = Publication.objects.public(today).filter(field=field)
    context = {
        "field": field,
        "trail": [
            {"text": _("Fields"), "url": reverse("portal:field-list")},
            {"text": field.display_name},
        ],
        "tiles": list_tiles(f"?field={field.slug}", today=today, documents=documents, field=field),
        "groups": _groups(field, today),
        "documents": [
            card(document, today=today)
            for document in documents.select_related("department").order_by("-issued_on", "-pk")[
                :LATEST
            ]
        ],
        "documents_url": f"{reverse('portal:document-list')}?field={field.slug}",
        "datasets": newest_data(today=today, field=field),
        "datasets_url": f"{reverse('portal:dataset-list')}?field={field.slug}",
    }
    return render(request, "portal/field_detail.html", context)


def _groups(field: Field, today: date) -> list[dict]:
    """The level-1 matters of a field, each with its first matters and how many there are."""
    matters = PublicityMatter.objects.public(today).filter(field=field)
    ranked = matters.annotate(
        place=Window(RowNumber(), partition_by="group", order_by=["sort_key", "pk"]),
        in_group=Window(Count("pk"), partition_by="group"),
    )
    first = ranked.filter(place__lte=FIRST).select_related("group", "department")
    groups: dict[int, dict] = {}
    for matter in first.defer("legal_basis").order_by("group__code", "sort_key", "pk"):
        group = groups.setdefault(
            matter.group_id,
            {
                "group": matter.group,
                "matters": [],
                "total": matter.in_group,
                "url": f"{reverse('portal:matter-list')}?group={matter.group.code}",
            },
        )
        group["matters"].append(matter)
    return list(groups.values())


def newest_data(*, today: date, **condition: Any) -> list[dict]:
    """Cards of the datasets updated last, for ``portal/data/_newest.html``."""
    rows = Dataset.objects.public(today).filter(**condition).with_explained()
    newest = rows.select_related("department", "field", "latest").order_by("-updated_on", "-pk")
    return [dataset_card(row, today=today) for row in newest[:DATASETS]]


def tile(field: Field, matters: int) -> dict:
    """The context of a tile of ``components/tiles.html`` for a field."""
    note = ngettext("%(count)d publicity matter", "%(count)d publicity matters", matters)
    return {
        "url": field.get_absolute_url(),
        "name": field.display_name,
        "icon": field.icon or "field",
        "figure": "",
        "note": note % {"count": matters},
    }


def list_tiles(query: str, *, today: date, documents: QuerySet, **condition: Any) -> list[dict]:
    """Tiles of the lists, documents and data, each with its count and its filtered address."""
    lists = [
        ("portal:power-list", _("Powers and responsibilities"), "power",
         PowerItem.objects.public(today).of_district().filter(**condition)),
        ("portal:service-list", _("Public services"), "service",
         ServiceItem.objects.public(today).filter(**condition)),
        ("portal:matter-list", _("Publicity matters"), "matter",
         PublicityMatter.objects.public(today).filter(**condition)),
        ("portal:document-list", _("Documents"), "document", documents),
        ("portal:dataset-list", _("Datasets"), "list",
         Dataset.objects.public(today).filter(**condition)),
    ]  # fmt: skip
    return [
        {
            "url": reverse(address) + query,
            "name": name,
            "icon": icon,
            "figure": rows.count(),
            "note": "",
        }
        for address, name, icon, rows in lists
    ]
