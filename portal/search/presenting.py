"""Results as the page shows them: cards, facets with names, chips, orders and pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogs.models import Department, Field
from portal.search.asking import SORTS, address, address_of_words, address_without
from portal.search.backend import FACETS, Hit, Results, Suggestion
from portal.search.highlight import Highlighter
from portal.search.queries import Query

TYPE_NAMES = {
    "power": _("Power and responsibility"),
    "service": _("Public service"),
    "matter": _("Publicity matter"),
    "publication": _("Document"),
    "dataset": _("Dataset"),
    "reuse": _("Application made with data"),
    "department": _("Department"),
    "field": _("Field"),
    "adjustment": _("Adjustment"),
    "request": _("Answered request"),
    "reply": _("Published answer"),
    "knowledge": _("Knowledge entry"),
    "consultation": _("Consultation of the public"),
    "survey": _("Survey"),
    "evaluation": _("Third-party evaluation"),
}
FACET_NAMES = {"type": _("Type"), "department": _("Department"), "field": _("Field")}
Names = dict[str, dict[str, str]]


def in_this_language(path: str) -> str:
    """Return the address of ``path``, which has no language prefix, for the present reader."""
    language = get_language()
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def shown_title(title: str, title_en: str) -> str:
    return title_en if title_en and get_language() == "en" else title


def names_of(results: Results, query: Query) -> Names:
    """Return what the codes of each facet are called, in two queries."""
    codes = {name: {*results.facets.get(name, ()), *query.filters[name]} for name in FACETS}
    departments = Department.objects.filter(code__in=codes["department"])
    fields = Field.objects.filter(slug__in=codes["field"])
    return {
        "type": {code: str(TYPE_NAMES[code]) for code in TYPE_NAMES},
        "department": {row.code: row.display_name for row in departments},
        "field": {row.slug: row.display_name for row in fields},
    }


def page_context(
    request: HttpRequest, query: Query, results: Results, correct: Callable[[str], str | None]
) -> dict:
    """Return the template context of a page of results."""
    names = names_of(results, query)
    highlighter = Highlighter(query)
    doubtful = bool(query.words) and (results.some_words or not results.total)
    correction = correct(query.words) if doubtful else None
    return {
        "results": results,
        "total": results.total,
        "page_obj": page_of(results, query),
        "cards": [card(hit, highlighter, names) for hit in results.hits],
        "facets": [facet(name, results, query, names) for name in FACETS],
        "chips": chips(request, query, names),
        "clear_url": address_of_words(request, query.words),
        "orders": [
            {"text": text, "url": address(request, sort=sort), "selected": sort == query.sort}
            for sort, text in SORTS.items()
        ],
        "kept": kept(query),
        "correction": correction,
        "correction_url": address_of_words(request, correction) if correction else "",
    }


def page_of(results: Results, query: Query) -> Page:
    """Return the page for the pagination component; its rows are ``results.hits`` already."""
    return Paginator(range(results.total), query.size).page(results.page)


def card(hit: Hit, highlighter: Highlighter, names: Names) -> dict:
    """Return one result for the entry card component."""
    return {
        "url": in_this_language(hit.path),
        "name": highlighter.marked(shown_title(hit.title, hit.title_en)),
        "kind": TYPE_NAMES[hit.type],
        "snippet": highlighter.snippet(hit.text),
        "state": None,
        "summary": "",
        "code": highlighter.marked(hit.code),
        "department": names["department"].get(hit.department, "")
        if hit.type != "department"
        else "",
        "field": names["field"].get(hit.field, "") if hit.type != "field" else "",
        "facts": [],
        "date": hit.day,
        "date_label": "",
    }


def facet(name: str, results: Results, query: Query, names: Names) -> dict:
    """Return one facet: what is chosen first, then by how much is found."""
    chosen = query.filters[name]
    counts = dict.fromkeys(chosen, 0) | results.facets.get(name, {})
    called = names[name]
    shown = [(value, count) for value, count in counts.items() if value in called]
    shown.sort(key=lambda option: (option[0] not in chosen, -option[1], called[option[0]]))
    options = [
        {"value": value, "label": called[value], "count": count, "selected": value in chosen}
        for value, count in shown
    ]
    return {"name": name, "label": FACET_NAMES[name], "options": options}


def chips(request: HttpRequest, query: Query, names: Names) -> list[dict]:
    return [
        {
            "label": FACET_NAMES[name],
            "text": names[name][value],
            "url": address_without(request, name, value),
        }
        for name in FACETS
        for value in query.filters[name]
        if value in names[name]
    ]


def kept(query: Query) -> list[dict]:
    pairs = [{"name": "q", "value": query.words}]
    if query.sort != "relevance":
        pairs.append({"name": "sort", "value": query.sort})
    return pairs


def suggestion(found: Suggestion) -> dict[str, str]:
    """Return one suggestion as JSON has it."""
    return {
        "text": shown_title(found.title, found.title_en),
        "url": in_this_language(found.path),
        "type": str(TYPE_NAMES[found.type]),
    }
