"""A list of published requests: words, department and year, cut into pages."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogs.models import Department

PAGE_SIZE = 20
LONGEST_WORDS = 100
SEARCHED = ("title", "question", "answer", "lesson")


def found(request: HttpRequest, rows: QuerySet) -> dict[str, Any]:
    """Return what a list page shows of ``rows``: those found, the filters and their counts.

    A value the list does not know finds nothing and is shown as a filter that can be taken away.
    """
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    codes = request.GET.getlist("department")
    years = [year for year in request.GET.getlist("year") if year.isdecimal() and len(year) == 4]
    named = _containing(rows, words)
    of_departments = Q(department__code__in=codes) if codes else Q()
    of_years = Q(pk__in=[]) if years else Q()
    for year in years:
        of_years |= Q(published_on__year=int(year))
    pages = Paginator(named.filter(of_departments, of_years), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    facets = [
        _facet("department", _("Department"), _by_department(named.filter(of_years)), codes),
        _facet("year", _("Year"), _by_year(named.filter(of_departments)), years),
    ]
    return {
        "page_obj": page,
        "total": pages.count,
        "words": words,
        "facets": facets,
        "chips": _chips(request, words, facets),
        "clear_url": request.path,
    }


def _containing(rows: QuerySet, words: str) -> QuerySet:
    for word in words.split():
        any_of = Q()
        for column in SEARCHED:
            any_of |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(any_of)
    return rows


def _by_department(rows: QuerySet) -> list[tuple[str, str, int]]:
    counted = dict(rows.order_by().values_list("department").annotate(rows=Count("pk")))
    departments = Department.objects.filter(pk__in=counted)
    return [(row.code, row.display_name, counted[row.pk]) for row in departments]


def _by_year(rows: QuerySet) -> list[tuple[str, str, int]]:
    year = ExtractYear("published_on")
    counted = dict(rows.order_by().values_list(year).annotate(rows=Count("pk")))
    return [(str(year), str(year), counted[year]) for year in sorted(counted, reverse=True)]


def _facet(name: str, label: str, counted: list, chosen: list[str]) -> dict:
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
    return {"name": name, "label": label, "options": options}


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
