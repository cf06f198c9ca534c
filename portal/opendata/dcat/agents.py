"""Who publishes, whom to ask, and the place the data are about."""

import re

from django.conf import settings
from rdflib import DCTERMS, FOAF, ORG, SKOS, Graph, Literal, URIRef

from catalogs.models import Department
from portal.opendata.addresses import permanent

from .describing import Fact, concept, describe, document, texts
from .vocabulary import LOCAL_AUTHORITY, VCARD

# The division code of Binhu District (GB/T 2260).
DISTRICT_CODE = "320211"
_TELEPHONE = re.compile(r"0(\d{2,3})[- ]?(\d{7,8})")


def organiser(graph: Graph) -> URIRef:
    """Write who keeps the portal, and so the catalogue."""
    node = URIRef(f"{permanent('portal:about')}#organiser")
    return _agent(graph, node, texts(settings.ORGANISER), permanent("portal:home"))


def publisher(graph: Graph, department: Department) -> URIRef:
    """Write a department as the publisher of its data."""
    page = permanent("portal:department-detail", department.code)
    names = texts(department.name, department.name_en)
    code = Literal(department.organization_code) if department.organization_code else None
    return _agent(graph, URIRef(f"{page}#agent"), names, page, (ORG.identifier, code))


def contact(graph: Graph, department: Department) -> URIRef:
    """Write whom to ask about the data of a department."""
    page = permanent("portal:department-detail", department.code)
    email = URIRef(f"mailto:{department.email}") if department.email else None
    return describe(
        graph,
        URIRef(f"{page}#contact"),
        [VCARD.Kind, VCARD.Organization],
        (VCARD.fn, texts(department.name, department.name_en)),
        (VCARD.hasEmail, email),
        (VCARD.hasTelephone, _telephone(department.telephone)),
        (VCARD.hasURL, URIRef(page)),
    )


def district(graph: Graph) -> URIRef:
    """Write the place that all the data are about."""
    return describe(
        graph,
        URIRef(f"{permanent('portal:about')}#binhu-district"),
        [DCTERMS.Location],
        (SKOS.prefLabel, texts("江苏省无锡市滨湖区", "Binhu District, Wuxi, Jiangsu")),
        (DCTERMS.identifier, Literal(DISTRICT_CODE)),
    )


def _agent(graph: Graph, node: URIRef, names: list[Literal], page: str, *facts: Fact) -> URIRef:
    kind = concept(graph, LOCAL_AUTHORITY, texts("地方政府机关", "Local Authority"))
    return describe(
        graph,
        node,
        [FOAF.Agent, FOAF.Organization, ORG.FormalOrganization],
        (FOAF.name, names),
        (DCTERMS.type, kind),
        (FOAF.homepage, document(graph, page)),
        *facts,
    )


def _telephone(written: str) -> URIRef | None:
    """Return the first number with its area code as an address; none for other writings."""
    found = _TELEPHONE.search(written)
    return URIRef(f"tel:+86-{found[1]}-{found[2]}") if found else None
