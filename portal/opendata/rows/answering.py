"""The answer to what an address of rows asks: a page of it, or a file with all of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from catalogs.models import Dataset
from portal.opendata.addresses import site
from portal.opendata.problems import Fault, Problem, bad_parameters
from portal.opendata.rows import cursors, writing
from portal.opendata.rows.describing import Described, described, terms_of
from portal.opendata.rows.parameters import Format, Labels
from portal.opendata.rows.reading import Asked
from portal.opendata.store import QueryRefused, Store

# A workbook is written whole before it is sent: so many cells take about ten seconds.
MOST_CELLS = 500_000


def answer(request: HttpRequest, asked: Asked, dataset: Dataset, store: Store) -> HttpResponseBase:
    """Return rows or figures in the format asked for.

    Raises the 422 ``Problem`` of a query that takes too much, and the 400 of a workbook that would
    be too large. A file goes out while it is read, in bounded memory.
    """
    columns = described(dataset, store.columns, asked.query)
    try:
        if asked.paged:
            return _page(request, asked, dataset, store, columns)
        return _file(request, asked, dataset, store, columns)
    except QueryRefused as refused:
        raise Problem(422, str(refused)) from refused


def _page(
    request: HttpRequest,
    asked: Asked,
    dataset: Dataset,
    store: Store,
    columns: Sequence[Described],
) -> HttpResponse:
    page = store.page(asked.query, plain=asked.format in (Format.JSON, Format.LINES))
    further = None
    if page.cursor is not None:
        cursor = cursors.sealed(page.cursor, asked.query, code=dataset.code, version=store.number)
        further = _address(request, cursor)
    if asked.format == Format.JSON:
        head = {
            "dataset": dataset.code,
            "version": store.number,
            "licence": terms_of(dataset).licence,
            "columns": [column.members for column in columns],
            "next": further,
        }
        if asked.total:
            head["total"] = store.total(asked.query)
        response = HttpResponse(
            writing.json_page(head, columns, page.rows),
            content_type=writing.CONTENT_TYPES[Format.JSON],
        )
    else:
        content = b"".join(_written(asked, dataset, [page.rows], columns))
        response = HttpResponse(content, headers=_file_headers(asked, dataset))
    if further:
        response.headers["Link"] = f'<{further}>; rel="next"'
    return response


def _file(
    request: HttpRequest,
    asked: Asked,
    dataset: Dataset,
    store: Store,
    columns: Sequence[Described],
) -> HttpResponseBase:
    if asked.format == Format.XLSX:
        _refuse_large_workbook(store.total(asked.query), len(columns))
    headers = _file_headers(asked, dataset)
    if request.method == "HEAD":
        return StreamingHttpResponse([], headers=headers)
    if asked.format == Format.CSV and not asked.excel:
        mark = writing.BYTE_ORDER_MARK if asked.bom else b""
        return StreamingHttpResponse(_begun(_csv(asked, store, columns), mark), headers=headers)
    chunks = _written(asked, dataset, store.batches(asked.query), columns)
    return StreamingHttpResponse(_begun(chunks), headers=headers)


def _csv(asked: Asked, store: Store, columns: Sequence[Described]) -> Iterator[bytes]:
    """Return the file as the engine writes it, with the labels asked for in its header row."""
    chunks = store.csv(asked.query)
    if asked.labels == Labels.NAME:
        return chunks
    next(chunks)
    header = writing.csv_file([], columns, labels=asked.labels, mark=False, guard=False)
    return chain(header, chunks)


def _written(
    asked: Asked, dataset: Dataset, batches: Iterable, columns: Sequence[Described]
) -> Iterator[bytes]:
    if asked.format == Format.XLSX:
        book = writing.workbook(batches, columns, title=dataset.name, labels=asked.labels)
        return iter([book])
    if asked.format == Format.LINES:
        return writing.json_lines(batches, columns)
    return writing.csv_file(
        batches, columns, labels=asked.labels, mark=asked.bom, guard=asked.excel
    )


def _begun(chunks: Iterator[bytes], mark: bytes = b"") -> Iterator[bytes]:
    """Compute the first parts at once: what the store refuses is told before anything is sent.

    The first of them may be no more than the header row.
    """
    return _going_on(mark + b"".join(islice(chunks, 2)), chunks)


def _going_on(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _refuse_large_workbook(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        sentence = _(
            "A workbook holds at most %(most)d cells here; these are %(count)d. Choose CSV, fewer"
            " columns, or filters."
        )
        counted = {"most": MOST_CELLS, "count": rows * columns}
        raise bad_parameters([Fault("_format", sentence % counted)])


def _file_headers(asked: Asked, dataset: Dataset) -> dict[str, str]:
    name = f"{dataset.name}.{asked.format.value}"
    return {
        "Content-Type": writing.CONTENT_TYPES[asked.format],
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
    }


def _address(request: HttpRequest, cursor: str) -> str:
    """Return this address with ``cursor``: where the next page is."""
    query = request.GET.copy()
    query["_cursor"] = cursor
    return f"{site()}{request.path}?{query.urlencode()}"
