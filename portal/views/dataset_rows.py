"""The rows of a dataset: filtered, sorted, drawn, and given as files or by the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.data_enums import Openness
from catalogs.models import Dataset, DatasetColumn
from portal.opendata import throttling
from portal.opendata.finding import public_dataset
from portal.opendata.granting import GIVEN_TO_ONE, may_read
from portal.opendata.problems import Fault, Problem
from portal.opendata.query import Order, Page, Query
from portal.opendata.rows import cursors
from portal.opendata.rows.parameters import Format
from portal.opendata.rows.reading import read
from portal.opendata.store import QueryRefused, Store, opening

from .dataset_row_chart import BY, FIGURE, chart, choices
from .dataset_row_filters import NUMBERS, SHOWN_FILTERS, filters, shown, title

PAGE_SIZE = "50"
RETRY_SECONDS = 60
# Settled by the page itself; in an address they are passed over.
_OWN = ("_size", "_format", "_total", "_columns", "_group", "_aggregate", "_bom", "_excel")
_FORMATS = (Format.CSV, Format.XLSX, Format.LINES, Format.JSON)


@require_safe
def dataset_rows(request: HttpRequest, code: str) -> HttpResponse:
    dataset = public_dataset(code, today=timezone.localdate())
    if dataset is None or not may_read(request, dataset):
        return redirect("portal:dataset-detail", code)
    if (address := _without_blanks(request.GET)) is not None:
        return HttpResponseRedirect(f"{request.path}?{address.urlencode()}")
    context = {"dataset": dataset, "trail": _trail(dataset)}
    try:
        # The page asks what the API is asked, so the limits are the same.
        throttling.spend(throttling.caller(request))
    except Problem as problem:
        return _later(request, context | {"refusal": problem.detail}, problem.status)
    store = opening.newest(dataset)
    if store is None:
        return _later(request, context | {"refusal": ""}, 503)
    context |= _found(request.GET, dataset, store)
    response = render(request, "portal/data/dataset_rows.html", context)
    if dataset.openness == Openness.CONDITIONAL:
        response.headers["Cache-Control"] = GIVEN_TO_ONE
    return response


def _later(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, "portal/data/rows_waiting.html", context, status=status)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _found(asked: QueryDict, dataset: Dataset, store: Store) -> dict[str, Any]:
    dictionary = {column.name: column for column in dataset.columns.all()}
    own = _of_rows(asked)
    query, faults = _query(own, dataset, store)
    page, total, drawn = Page((), ()), 0, None
    if query is not None:
        try:
            page, total = store.page(query), store.total(query)
            drawn = chart(store, dictionary, query, asked)
        except QueryRefused as refused:
            faults = [Fault("", str(refused))]
    fields = filters(store, dictionary, asked, faults)
    named = {field["name"] for group in fields for field in group["fields"]}
    numbers = frozenset(column.name for column in store.columns if column.type in NUMBERS)
    api = reverse("api:dataset-rows", args=[dataset.code])
    return {
        "is_refused": bool(faults),
        "faults": [fault for fault in faults if fault.parameter not in named],
        "wrong": [
            {"id": field["id"], "label": group["label"], "detail": " ".join(field["errors"])}
            for group in fields
            for field in group["fields"]
            if field["errors"]
        ],
        "filters": fields[:SHOWN_FILTERS],
        "more_filters": fields[SHOWN_FILTERS:],
        "more_are_used": any(
            field["value"] for group in fields[SHOWN_FILTERS:] for field in group["fields"]
        ),
        "words": asked.get("_search", ""),
        "sort": asked.get("_sort", ""),
        "total": total,
        "headers": _headers(page, query, dictionary, asked, numbers=numbers),
        "rows": [_cells(row, page, numbers) for row in page.rows],
        "first_url": _address(asked, _cursor=None) if "_cursor" in asked else "",
        "next_url": _next(page, query, asked, dataset, store),
        "clear": {
            "text": _("Clear all"),
            "url": reverse("portal:dataset-rows", args=[dataset.code]),
        },
        "chart": drawn,
        "chart_choices": choices(store, dictionary, asked, few=_of_few_values(store, fields)),
        "kept": [(name, value) for name, value in own.items() if name != "_cursor"],
        "kept_by_filters": [(name, asked[name]) for name in ("_sort", BY, FIGURE) if name in asked],
        "files": [
            (one.label, f"{api}{_address(_unpaged(own), _format=one.value)}") for one in _FORMATS
        ],
        "api_address": f"{api}{_address(_unpaged(own))}",
    }


def _query(address: QueryDict, dataset: Dataset, store: Store) -> tuple[Query | None, list[Fault]]:
    """What is asked, or why it cannot be answered."""
    asked = address.copy()
    asked["_size"] = PAGE_SIZE
    try:
        found = read(
            asked,
            store.columns,
            code=dataset.code,
            version=store.number,
            preferred=Format.JSON,
        )
    except Problem as problem:
        return None, list(problem.faults)
    return found.query, []


def _without_blanks(address: QueryDict) -> QueryDict | None:
    """The address without the fields that were left empty; None where there are none."""
    filled = address.copy()
    for name in address:
        filled.setlist(name, [value for value in address.getlist(name) if value.strip()])
        if not filled.getlist(name):
            del filled[name]
    return filled if filled != address else None


def _of_rows(address: QueryDict) -> QueryDict:
    """The part of the address that the API understands too."""
    own = address.copy()
    for name in (BY, FIGURE, *_OWN):
        own.pop(name, None)
    return own


def _unpaged(address: QueryDict) -> QueryDict:
    whole = address.copy()
    whole.pop("_cursor", None)
    return whole


def _address(address: QueryDict, **changes: str | None) -> str:
    changed = address.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    words = changed.urlencode()
    return f"?{words}" if words else "?" if changes else ""


def _cells(row: tuple, page: Page, numbers: frozenset[str]) -> list[dict[str, Any]]:
    """The words of a row; numbers stand below one another by their last digit."""
    return [
        {"text": shown(value), "number": name in numbers}
        for name, value in zip(page.columns, row, strict=True)
    ]


def _of_few_values(store: Store, fields: list[dict[str, Any]]) -> frozenset[str]:
    """The columns whose values the filters offer as choices."""
    return frozenset(
        column.name
        for column, group in zip(store.columns, fields, strict=True)
        if any(field.get("choices") for field in group["fields"])
    )


def _headers(
    page: Page,
    query: Query | None,
    dictionary: dict[str, DatasetColumn],
    asked: QueryDict,
    *,
    numbers: frozenset[str],
) -> list[dict[str, Any]]:
    """The columns, each with the address that sorts by it, or turns the order round."""
    order = query.order[0] if query is not None and query.order else Order("")
    headers: list[dict[str, Any]] = []
    for name in page.columns:
        here = name == order.column
        turned = "-" if here and not order.descending else ""
        column = dictionary.get(name)
        headers.append(
            {
                "title": title(name, dictionary),
                "unit": column.unit if column else "",
                "number": name in numbers,
                "url": _address(asked, _sort=turned + _quoted(name), _cursor=None),
                "sorted": ("descending" if order.descending else "ascending") if here else "",
            }
        )
    return headers


def _quoted(name: str) -> str:
    """The name as it may stand in a list of names."""
    if not {",", '"'} & set(name) and not name.startswith("-"):
        return name
    return '"{}"'.format(name.replace('"', '""'))


def _next(page: Page, query: Query | None, asked: QueryDict, dataset: Dataset, store: Store) -> str:
    if page.cursor is None or query is None:
        return ""
    cursor = cursors.sealed(page.cursor, query, code=dataset.code, version=store.number)
    return _address(asked, _cursor=cursor)


def _trail(dataset: Dataset) -> list[dict[str, str]]:
    return [
        {"text": _("Open data"), "url": reverse("portal:dataset-list")},
        {"text": dataset.display_name, "url": dataset.get_absolute_url()},
        {"text": _("Rows")},
    ]
