"""Small steps of writing a graph: a node with its facts, and texts in both languages."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override
from rdflib import DCTERMS, FOAF, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

LANGUAGES = {"zh": "zh-hans", "en": "en"}

Fact = tuple[URIRef, "Node | Iterable[Node] | None"]


def describe(graph: Graph, node: URIRef, kinds: Iterable[URIRef], *facts: Fact) -> URIRef:
    """Write of which ``kinds`` a node is and its facts, one value or several each; return it."""
    for kind in kinds:
        graph.add((node, RDF.type, kind))
    for predicate, values in facts:
        for value in [values] if isinstance(values, Node) else values or ():
            graph.add((node, predicate, value))
    return node


def texts(chinese: str, english: str = "") -> list[Literal]:
    """Return a text in the languages it is written in."""
    written = {"zh": chinese.strip(), "en": english.strip()}
    return [Literal(text, lang=language) for language, text in written.items() if text]


def in_both(words: Any) -> list[Literal]:
    """Return a lazy text of the portal in Chinese and in English."""
    found = []
    for tag, language in LANGUAGES.items():
        with override(language):
            found.append(Literal(str(words), lang=tag))
    return found


def concept(graph: Graph, node: URIRef, labels: Iterable[Literal], *facts: Fact) -> URIRef:
    """Write a concept of a table with its labels."""
    return describe(graph, node, [SKOS.Concept], (SKOS.prefLabel, labels), *facts)


def labelled(
    graph: Graph, node: URIRef, kinds: Iterable[URIRef], labels: Iterable[Literal]
) -> URIRef:
    """Write a node of some kind that is a concept of a table too."""
    return describe(graph, concept(graph, node, labels), kinds)


def document(graph: Graph, address: str, labels: Iterable[Literal] = ()) -> URIRef:
    """Write a page that a reader can open."""
    return describe(graph, URIRef(address), [FOAF.Document], (DCTERMS.title, labels))
