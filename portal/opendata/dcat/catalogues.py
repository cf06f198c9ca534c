"""The catalogue itself: what it is, who keeps it, and a page of its datasets."""

from datetime import date

from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _
from rdflib import DCTERMS, FOAF, RDFS, XSD, Graph, Literal, URIRef

from portal.opendata.addresses import permanent

from .agents import district, organiser
from .datasets import field_scheme, languages, theme_scheme, write
from .describing import describe, document, in_both
from .distributions import licence_of
from .vocabulary import CATALOGUE_LICENCE, DCAT, HYDRA

TITLE = _("Open data catalogue of Binhu District")
DESCRIPTION = _(
    "The data catalogue of the district: what each dataset holds, how new it is, and its files."
)


def address() -> URIRef:
    """Return the node of the catalogue."""
    return URIRef(f"{permanent('portal:dataset-list')}#catalogue")


def write_page(graph: Graph, page: Page, *, issued: date | None, modified: date | None) -> None:
    """Write the catalogue with the datasets of one page, and where the other pages are."""
    datasets = [write(graph, dataset) for dataset in page]
    describe(
        graph,
        address(),
        [DCAT.Catalog, HYDRA.Collection],
        (DCTERMS.title, in_both(TITLE)),
        (DCTERMS.description, in_both(DESCRIPTION)),
        (DCTERMS.publisher, organiser(graph)),
        (DCTERMS.language, languages(graph)),
        (DCTERMS.license, licence_of(graph, CATALOGUE_LICENCE)),
        (DCTERMS.issued, Literal(issued) if issued else None),
        (DCTERMS.modified, Literal(modified) if modified else None),
        (DCTERMS.spatial, district(graph)),
        (FOAF.homepage, document(graph, permanent("portal:dataset-list"), in_both(TITLE))),
        (DCAT.themeTaxonomy, [theme_scheme(graph), field_scheme(graph)]),
        (DCAT.dataset, datasets),
        (RDFS.seeAlso, URIRef(permanent("standards:service-document", "ttl"))),
        (HYDRA.totalItems, Literal(page.paginator.count, datatype=XSD.integer)),
        (HYDRA.view, _view(graph, page)),
    )


def _view(graph: Graph, page: Page) -> URIRef:
    """Write this page and its neighbours in the words of Hydra."""
    last = page.paginator.num_pages
    return describe(
        graph,
        _address_of(page.number),
        [HYDRA.PartialCollectionView],
        (HYDRA.first, _address_of(1)),
        (HYDRA.last, _address_of(last)),
        (HYDRA.previous, _address_of(page.number - 1) if page.has_previous() else None),
        (HYDRA.next, _address_of(page.number + 1) if page.has_next() else None),
    )


def _address_of(number: int) -> URIRef:
    address = permanent("standards:catalogue")
    return URIRef(address if number == 1 else f"{address}?page={number}")
