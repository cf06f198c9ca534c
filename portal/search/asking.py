"""From the parameters of an address to a query, and back to addresses."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.search.backend import FACETS
from portal.search.documents import TYPES
from portal.search.queries import LONGEST_QUERY, Query

SORTS = {"relevance": _("best match"), "date": _("newest first")}
MOST_CHOSEN = 30
LONGEST_VALUE = 60


@dataclass(frozen=True)
class Asked:
    """What the address asks: the query, or a sentence saying what is wrong with it."""

    query: Query
    error: str | Promise = ""

    @property
    def is_open(self) -> bool:
        """Nothing is asked yet: no words and no filter."""
        return not self.query.words and not any(self.query.filters.values())


def read(request: HttpRequest) -> Asked:
    """Read q, type, department, field, sort and page; what makes no sense is left out."""
    text = request.GET.get("q", "").strip()
    sort = request.GET.get("sort", "")
    query = Query(
        text=text[:LONGEST_QUERY],
        filters={name: _chosen(request.GET, name) for name in FACETS},
        sort=sort if sort in SORTS else "relevance",
        page=_page(request.GET.get("page", "")),
    )
    if len(text) > LONGEST_QUERY:
        return Asked(query, _("Use at most 200 characters: the name, the code or a few words."))
    if text and query.is_empty:
        return Asked(query, _("Enter at least one word, name or number. Signs alone find nothing."))
    return Asked(query)


def _chosen(parameters: QueryDict, name: str) -> tuple[str, ...]:
    values = dict.fromkeys(
        value
        for value in parameters.getlist(name)
        if value and len(value) <= LONGEST_VALUE and "\x00" not in value
    )
    known = [value for value in values if name != "type" or value in TYPES]
    return tuple(known[:MOST_CHOSEN])


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def address(request: HttpRequest, **changes: str) -> str:
    """Return this address with ``changes``, back on its first page."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters[name] = value
    return f"{request.path}?{parameters.urlencode()}"


def address_without(request: HttpRequest, name: str, value: str) -> str:
    """Return this address without one chosen value of a facet."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    parameters.setlist(name, [kept for kept in parameters.getlist(name) if kept != value])
    return f"{request.path}?{parameters.urlencode()}"


def address_of_words(request: HttpRequest, words: str) -> str:
    """Return the address of a search for ``words`` alone, without any filter."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = words
    return f"{request.path}?{parameters.urlencode()}"
