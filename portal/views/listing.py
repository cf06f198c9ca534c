"""What every list page does: filter, count, order, cut into pages, offer as a file."""

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.filters import FacetedFilter

PAGE_SIZES = (20, 50, 100)
PAGE_SIZE = 20


class CountedPaginator(Paginator):
    """A paginator told how many rows there are, so that it need not ask the database."""

    def __init__(self, rows: QuerySet, per_page: int, total: int) -> None:
        super().__init__(rows, per_page)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total

    def nearest_page(self, number: str | None) -> Page:
        """The page asked for; the first for words, the last for a number beyond it."""
        try:
            return self.page(number or 1)
        except PageNotAnInteger:
            return self.page(1)
        except EmptyPage:
            beyond = str(number).isdecimal() and int(number) > 0
            return self.page(self.num_pages if beyond else 1)


def listing(request: HttpRequest, found: FacetedFilter, *, heading: Any, lead: Any) -> dict:
    """Give a list page its context: rows of the page, facets, chips, orders, sizes, files.

    ``rows`` of the page stand in ``page_obj``; the view turns them into cards.
    """
    size = _page_size(request)
    paginator = CountedPaginator(found.ordered, size, found.total)
    return {
        "heading": heading,
        "lead": lead,
        "trail": [{"text": heading}],
        "page_obj": paginator.nearest_page(request.GET.get("page")),
        "total": found.total,
        "facets": found.options,
        "words": found.words,
        "query_label": _("Name or code contains"),
        "kept": [
            {"name": name, "value": request.GET[name]}
            for name in ("order", "size")
            if name in request.GET
        ],
        "chips": _chips(request, found),
        "clear_url": request.path,
        "complaints": found.complaints,
        "orders": [
            {
                "text": order.label,
                "url": _address(request, order=name),
                "selected": name == found.order,
            }
            for name, order in found.orders.items()
        ],
        "sizes": [
            {"text": number, "url": _address(request, size=number), "selected": number == size}
            for number in PAGE_SIZES
        ],
        "csv_url": _address(request, format="csv"),
        "gb_url": _address(request, format="csv", encoding="gb18030"),
        "xlsx_url": _address(request, format="xlsx"),
    }


def _page_size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZE


def _address(request: HttpRequest, **changes: object) -> str:
    """This address with ``changes``, back on its first page."""
    query = request.GET.copy()
    for name in ("page", "format", "encoding"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}"


def _chips(request: HttpRequest, found: FacetedFilter) -> list[dict]:
    """The filters in use, each with the address of the list without it."""
    chips = [
        {"label": label, "text": row.display_name, "url": _without(request, name)}
        for name, label, row in found.linked
    ]
    if found.words:
        chips.append({"label": _("Contains"), "text": found.words, "url": _without(request, "q")})
    for facet, option in found.selected:
        chips.append(
            {
                "label": facet.label,
                "text": option["label"],
                "url": _without(request, facet.name, str(option["value"])),
            }
        )
    return chips


def _without(request: HttpRequest, name: str, value: str | None = None) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    left = [] if value is None else [kept for kept in query.getlist(name) if kept != value]
    query.setlist(name, left)
    if not left:
        del query[name]
    words = query.urlencode()
    return f"{request.path}?{words}" if words else request.path
