"""The open API as a data service, and the rows of a dataset by it.

The service has a document of its own: the published shapes of DCAT-AP 3.0.1 name constraints of
services that they do not define, and a validator stops at the first service it meets.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rdflib import DCTERMS, Graph, URIRef

from catalogs.data_enums import DataFormat, Openness
from catalogs.models import Dataset
from portal.opendata.addresses import permanent
from portal.opendata.ways import rows_url

from .agents import organiser
from .describing import describe, document, in_both, labelled, texts
from .distributions import distribution
from .vocabulary import ACCESS, AUTHORITY, DCAT, VCARD

# What describes the interface is written by this standard.
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"


def address() -> URIRef:
    """Return the node of the service."""
    return URIRef(f"{permanent('api:index')}#service")


def write(graph: Graph, datasets: Iterable[Dataset]) -> URIRef:
    """Write the service with those of the datasets whose rows it gives."""
    served = [_served(graph, dataset) for dataset in datasets if rows_url(dataset)]
    standard = describe(
        graph, URIRef(OPENAPI), [DCTERMS.Standard], (DCTERMS.title, texts("", "OpenAPI 3.1"))
    )
    access = AUTHORITY[f"access-right/{ACCESS[Openness.UNCONDITIONAL]}"]
    rights = in_both(Openness.UNCONDITIONAL.label)
    return describe(
        graph,
        address(),
        [DCAT.DataService],
        (DCTERMS.title, in_both(_("Open API of Binhu District"))),
        (DCTERMS.description, in_both(_("Lists, documents, figures and rows of data, to read."))),
        (DCAT.endpointURL, URIRef(permanent("api:index"))),
        (DCAT.endpointDescription, URIRef(permanent("api:schema"))),
        (DCAT.landingPage, document(graph, permanent("api:docs"))),
        (DCAT.servesDataset, served),
        (DCAT.contactPoint, _contact(graph)),
        (DCTERMS.publisher, organiser(graph)),
        (DCTERMS.conformsTo, standard),
        (DCTERMS.accessRights, labelled(graph, access, [DCTERMS.RightsStatement], rights)),
    )


def rows_of(graph: Graph, dataset: Dataset) -> list[URIRef]:
    """Write the rows of the newest version in each format, where the API gives them."""
    if rows_url(dataset) is None:
        return []
    return [_rows(graph, dataset, format) for format in DataFormat]


def _rows(graph: Graph, dataset: Dataset, format: DataFormat) -> URIRef:
    page = permanent("portal:dataset-detail", dataset.code)
    return distribution(
        graph,
        URIRef(f"{page}#rows-{format.value}"),
        dataset,
        format,
        (DCTERMS.title, in_both(_("Rows by the open API"))),
        (DCTERMS.description, in_both(_("Chosen, ordered, grouped or all of them."))),
        (DCAT.accessURL, URIRef(rows_url(dataset, format))),
    )


def _served(graph: Graph, dataset: Dataset) -> URIRef:
    """Write as much of a dataset as tells which it is; the catalogue says the rest."""
    return describe(
        graph,
        URIRef(f"{permanent('portal:dataset-detail', dataset.code)}#dataset"),
        [DCAT.Dataset],
        (DCTERMS.title, texts(dataset.name, dataset.name_en)),
        (DCTERMS.description, texts(dataset.description, dataset.description_en)),
    )


def _contact(graph: Graph) -> URIRef:
    return describe(
        graph,
        URIRef(f"{permanent('portal:about')}#contact"),
        [VCARD.Kind, VCARD.Organization],
        (VCARD.fn, texts(settings.ORGANISER)),
        (VCARD.hasEmail, URIRef(f"mailto:{settings.CONTACT_EMAIL}")),
    )
