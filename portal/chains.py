"""The chain of openness: power or service → publicity matter → what was published, and back."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.models import (
    CatalogEntry,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)

# How many of a link are named on the page; the rest is one click away.
SHOWN = 4
_SHORT = ("code", "name", "name_en", "sort_key")


def chain_of_item(item: PowerItem | ServiceItem, *, today: date) -> list[dict]:
    """The chain that begins at a power or service; three links for ``components/chain.html``."""
    linked = item.matters.through.objects.filter(**{item._meta.model_name: item})
    matters = PublicityMatter.objects.public(today).filter(pk__in=linked.values("publicitymatter"))
    documents = published_for(matters.values("pk"), today=today)
    query = f"?{item.list_name}={item.code}"
    return [
        _items_link([item], here=item),
        _matters_link(matters, query),
        _documents_link(documents, query),
    ]


def chain_of_matter(matter: PublicityMatter, *, today: date) -> list[dict]:
    """The chain through a matter: what it comes from and what was published for it."""
    documents = published_for([matter], today=today)
    return [
        _items_link(_origins(today, [matter])),
        _link(_("Publicity matter"), "matter", [_entry(matter, here=True)], here=True),
        _documents_link(documents, f"?matter={matter.code}"),
    ]


def chain_of_document(document: Publication, *, today: date) -> list[dict]:
    """The chain that ends at a document; empty when no matter of the list calls for it."""
    matters = list(document.matters.public(today).only(*_SHORT))
    if not matters:
        return []
    here = {"text": document.display_title, "code": document.index_number, "here": True}
    return [
        _items_link(_origins(today, matters)),
        _link(
            pgettext("link of the chain", "Publicity matters"),
            "matter",
            [_entry(matter) for matter in matters],
        ),
        _link(_("Document"), "document", [here], here=True),
    ]


def published_for(matters: Iterable[PublicityMatter] | QuerySet, *, today: date) -> QuerySet:
    """The public documents of these matters, each once.

    Asked through the link table: it is short for one matter, the documents are many.
    """
    linked = Publication.matters.through.objects.filter(publicitymatter__in=matters)
    return Publication.objects.public(today).filter(pk__in=linked.values("publication"))


def _origins(today: date, matters: list[PublicityMatter]) -> Iterable[CatalogEntry]:
    powers = PublicityMatter.powers.through.objects.filter(publicitymatter__in=matters)
    services = PublicityMatter.services.through.objects.filter(publicitymatter__in=matters)
    return chain(
        PowerItem.objects.public(today)
        .of_district()
        .filter(pk__in=powers.values("poweritem"))
        .only(*_SHORT, "level"),
        ServiceItem.objects.public(today)
        .filter(pk__in=services.values("serviceitem"))
        .only(*_SHORT),
    )


def _items_link(items: Iterable[CatalogEntry], *, here: CatalogEntry | None = None) -> dict:
    items = list(items)
    services_only = items and all(isinstance(item, ServiceItem) for item in items)
    return _link(
        _("Public service") if services_only else _("Power or service"),
        "service" if services_only else "power",
        [_entry(item, here=item is here) for item in items],
        empty=_("The matter comes from no power or service of the lists."),
        here=here is not None,
    )


def _matters_link(matters: QuerySet, query: str) -> dict:
    found = list(matters.only(*_SHORT)[: SHOWN + 1])
    return _link(
        pgettext("link of the chain", "Publicity matters"),
        "matter",
        [_entry(matter) for matter in found[:SHOWN]],
        empty=_("No publicity matter comes from it yet."),
        more=_more(found, _("All its publicity matters"), reverse("portal:matter-list") + query),
    )


def _documents_link(documents: QuerySet, query: str) -> dict:
    found = list(
        documents.only("title", "title_en", "index_number", "issued_on").order_by(
            "-issued_on", "-pk"
        )[: SHOWN + 1]
    )
    return _link(
        _("Published documents"),
        "document",
        [
            {
                "text": document.display_title,
                "url": document.get_absolute_url(),
                "code": document.index_number,
            }
            for document in found[:SHOWN]
        ],
        empty=_("Nothing has been published for it yet."),
        more=_more(found, _("All its documents"), reverse("portal:document-list") + query),
    )


def _link(
    label: str,
    icon: str,
    items: list[dict],
    *,
    empty: str = "",
    here: bool = False,
    more: Any = None,
) -> dict:
    return {
        "label": label,
        "icon": icon,
        "items": items,
        "empty": empty,
        "here": here,
        "more": more,
    }


def _entry(entry: CatalogEntry, *, here: bool = False) -> dict:
    return {
        "text": entry.display_name,
        "url": entry.get_absolute_url(),
        "code": entry.code,
        "here": here,
    }


def _more(found: list, text: str, url: str) -> dict | None:
    return {"text": text, "url": url} if len(found) > SHOWN else None
