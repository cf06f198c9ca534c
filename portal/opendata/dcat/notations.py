"""Graphs as documents: Turtle, JSON-LD or RDF/XML, with a tag that changes with the graph."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from rdflib import DCTERMS, FOAF, ORG, SKOS, Graph

from .vocabulary import DCAT, PREFIXES

KEPT_SECONDS = 24 * 60 * 60
NAMESPACES = {"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "org": ORG, "skos": SKOS, **PREFIXES}
CONTEXT = {prefix: str(namespace) for prefix, namespace in NAMESPACES.items()}


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write a graph: ending of the address, media type, and its name in rdflib."""

    ending: str
    media_type: str
    name: str


# The first is what a machine gets that asks for nothing else.
NOTATIONS = (
    Notation("ttl", "text/turtle", "turtle"),
    Notation("jsonld", "application/ld+json", "json-ld"),
    Notation("rdf", "application/rdf+xml", "xml"),
)
OF_ENDING = {notation.ending: notation for notation in NOTATIONS}
OF_MEDIA_TYPE = {notation.media_type: notation for notation in NOTATIONS}


def new_graph() -> Graph:
    """Return an empty graph that knows the prefixes of the catalogue, and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in NAMESPACES.items():
        graph.bind(prefix, namespace)
    return graph


def tag(graph: Graph, notation: Notation) -> str:
    """Return what stands for this very document: the same as long as every statement is."""
    digest = hashlib.sha256(notation.name.encode())
    for line in sorted(" ".join(term.n3() for term in triple) for triple in graph):
        digest.update(line.encode())
    return digest.hexdigest()


def written(graph: Graph, notation: Notation, *, known_as: str) -> bytes:
    """Return the document; what was written once is kept under its tag, ``known_as``."""
    key = f"dcat:{known_as}"
    content = cache.get(key)
    if content is None:
        options = {"context": CONTEXT} if notation.name == "json-ld" else {}
        content = graph.serialize(format=notation.name, encoding="utf-8", **options)
        cache.set(key, content, KEPT_SECONDS)
    return content
