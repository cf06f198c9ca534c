"""Documents as ``tsvector`` and queries as ``tsquery``, written term by term.

Terms hold letters and digits alone, so that quoting them is safe; titles have the weight A. A
term that begins with "=" is a whole name or number, one with "^" a beginning.
"""

from collections import Counter

from portal.search import analysis
from portal.search.documents import SearchDocument
from portal.search.queries import Alternative, Query, Unit
from portal.search.schema import exact_terms, starts_terms, text_terms, title_terms

MOST_TIMES = 4  # occurrences in the text that count


def vector(document: SearchDocument) -> str:
    """Return the terms of ``document`` as the text of a ``tsvector``."""
    in_title = set(title_terms(document))
    in_text = Counter(text_terms(document))
    pieces = [f"'={term}'" for term in exact_terms(document)]
    pieces += [f"'^{term}'" for term in starts_terms(document)]
    for term in in_title | set(in_text):
        places = ["1A"] if term in in_title else []
        places += [str(place + 2) for place in range(min(MOST_TIMES, in_text[term]))]
        pieces.append(f"'{term}':{','.join(places)}")
    return " ".join(pieces)


def _all(terms: tuple[str, ...], label: str = "") -> str:
    return "(" + " & ".join(f"'{term}'{label}" for term in terms) + ")"


def alternative(one: Alternative) -> str:
    return _all(one.terms, ":A" if one.title_only else "")


def unit(one: Unit) -> str:
    return "(" + " | ".join(map(alternative, one.alternatives)) + ")"


def unit_in_title(one: Unit) -> str:
    return "(" + " | ".join(_all(each.terms, ":A") for each in one.alternatives) + ")"


def start(text: str) -> str:
    return f"'^{text[: analysis.SOUND_LENGTH]}':*"


def exact(query: Query) -> str:
    """Return the query for what is named or numbered exactly so; "" where nothing can be."""
    return " | ".join(f"'={form}'" for form in query.exact)


def code_starts(query: Query) -> str:
    return " | ".join(map(start, query.code_starts))


def joined(pieces: list[str], sign: str) -> str:
    """Join the queries that are not empty by & or |."""
    return f" {sign} ".join(f"({piece})" for piece in pieces if piece)
