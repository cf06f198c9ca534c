"""A public list of published texts: words and a few facets, counted and cut into pages."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogs.models import Department, Field
from catalogs.workflow import Words

PAGE_SIZE = 20
LONGEST_WORDS = 100
# PostgreSQL holds it in no text.
_NUL = "\x00"


@dataclass(frozen=True, slots=True)
class Facet:
    """One question of the filter: its ``name`` in the address, what a choice means, its counts.

    ``chosen`` makes the condition of the values asked; ``counted`` gives value, words and number
    of the rows of each choice.
    """

    name: str
    label: Words
    chosen: Callable[[list[str]], Q]
    counted: Callable[[QuerySet], list[tuple[str, str, int]]]
    # What could be a value at all; the rest of the address is passed over.
    readable: Callable[[str], bool] = bool


def by_department(label: Words) -> Facet:
    """The department of a row."""
    return _linked("department", label, Department, "code")


def by_field(label: Words) -> Facet:
    """The field of publicity of a row."""
    return _linked("field", label, Field, "slug")


def by_choice(name: str, label: Words, choices: Any) -> Facet:
    """A column with ``choices``."""

    def counted(rows: QuerySet) -> list[tuple[str, str, int]]:
        known = _count(rows, name)
        return [(value, str(words), known[value]) for value, words in choices if value in known]

    return Facet(name, label, lambda values: Q(**{f"{name}__in": values}), counted)


def by_year(label: Words, column: str) -> Facet:
    """The year of a day."""

    def chosen(values: list[str]) -> Q:
        any_of = Q(pk__in=[])
        for year in values:
            any_of |= Q(**{f"{column}__year": int(year)})
        return any_of

    def counted(rows: QuerySet) -> list[tuple[str, str, int]]:
        # The index counts the days; taking the year out of each row is slow.
        known: Counter[int] = Counter()
        for day, number in _count(rows, column).items():
            known[day.year] += number
        return [(str(year), str(year), known[year]) for year in sorted(known, reverse=True)]

    return Facet("year", label, chosen, counted, readable=_is_year)


def found(
    request: HttpRequest, rows: QuerySet, *, searched: Sequence[str], facets: Sequence[Facet]
) -> dict[str, Any]:
    """Return what a list page shows of ``rows``: those found, the filters and their counts.

    ``searched`` are the columns in which words are looked for. A value the list does not know
    finds nothing and is shown as a filter that can be taken away.
    """
    words = query_of(request)
    asked = {
        facet.name: [
            value
            for value in request.GET.getlist(facet.name)
            if _NUL not in value and facet.readable(value)
        ]
        for facet in facets
    }
    named = containing(rows, words, searched)
    shown = [
        _shown(facet, facet.counted(_narrowed(named, facets, asked, but=facet)), asked[facet.name])
        for facet in facets
    ]
    pages = Paginator(_narrowed(named, facets, asked), PAGE_SIZE)
    return {
        "page_obj": pages.get_page(request.GET.get("page")),
        "total": pages.count,
        "words": words,
        "facets": shown,
        "chips": _chips(request, words, shown),
        "clear_url": request.path,
        "found_rows": pages.object_list,
    }


def query_of(request: HttpRequest) -> str:
    """Return the words searched for; without NUL."""
    return request.GET.get("q", "").replace(_NUL, "").strip()[:LONGEST_WORDS]


def containing(rows: QuerySet, words: str, searched: Sequence[str]) -> QuerySet:
    """Return the rows that contain each word in one of the columns ``searched``."""
    for word in words.split():
        any_of = Q()
        for column in searched:
            any_of |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(any_of)
    return rows


def _linked(name: str, label: Words, model: type[Model], key: str) -> Facet:
    def counted(rows: QuerySet) -> list[tuple[str, str, int]]:
        known = _count(rows, name)
        linked = model._default_manager.filter(pk__in=known)
        return [(getattr(row, key), row.display_name, known[row.pk]) for row in linked]

    return Facet(name, label, lambda values: Q(**{f"{name}__{key}__in": values}), counted)


def _is_year(value: str) -> bool:
    return value.isdecimal() and len(value) == 4


def _count(rows: QuerySet, by: Any) -> dict:
    return dict(rows.order_by().values_list(by).annotate(rows=Count("pk")))


def _narrowed(
    rows: QuerySet, facets: Sequence[Facet], asked: dict[str, list[str]], but: Facet | None = None
) -> QuerySet:
    """Narrow the rows by every facet but one, whose choices are to be counted."""
    for facet in facets:
        if facet is not but and asked[facet.name]:
            rows = rows.filter(facet.chosen(asked[facet.name]))
    return rows


def _shown(facet: Facet, counted: list, chosen: list[str]) -> dict:
    options = [
        {"value": value, "label": words, "count": count, "selected": value in chosen}
        for value, words, count in counted
    ]
    known = {option["value"] for option in options}
    options += [
        {"value": value, "label": value, "count": 0, "selected": True}
        for value in chosen
        if value not in known
    ]
    options.sort(key=lambda option: not option["selected"])
    return {"name": facet.name, "label": facet.label, "options": options}


def _chips(request: HttpRequest, words: str, facets: list[dict]) -> list[dict]:
    chips = []
    if words:
        url = _without(request, "q", request.GET["q"])
        chips.append({"label": _("Contains"), "text": words, "url": url})
    for facet in facets:
        chips += [
            {
                "label": facet["label"],
                "text": option["label"],
                "url": _without(request, facet["name"], option["value"]),
            }
            for option in facet["options"]
            if option["selected"]
        ]
    return chips


def _without(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.setlist(name, [kept for kept in query.getlist(name) if kept != value])
    return f"{request.path}?{query.urlencode()}"
