"""Pages by cursor: the next one begins after a row, so that the last is as quick as the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.opendata.addresses import site
from portal.opendata.api import schema_words as words
from portal.opendata.problems import Fault

SIZE, MOST = 50, 100
PARAMETERS = ("size", "order", "cursor")
# Without the time: the same page has the same links, and so the same ETag, whenever it is asked.
_SIGNER = signing.Signer(salt="portal.opendata.api.paging")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: the values of the row beside it, and which way is read."""

    values: tuple
    is_back: bool = False


class CursorPages(BasePagination):
    """Read ``size``, ``order`` and ``cursor`` of an address and answer with one page.

    The view's ``orders`` give by name the columns of an order, the last of them unique and none of
    them ever null. A cursor is signed, and bound to its list and order.
    """

    def faults(self, request: Request, view: APIView) -> list[Fault]:
        """Return what is wrong with the three parameters, having read them."""
        given, found = request.query_params, []
        self.size, self.cursor = SIZE, None
        self.order = given.get("order") or next(iter(view.orders))
        asked = given.get("size", str(SIZE))
        if asked.isascii() and asked.isdecimal() and 1 <= int(asked[:9]) <= MOST:
            self.size = int(asked[:9])
        else:
            told = _("Give a whole number from 1 to %(most)d.") % {"most": MOST}
            found.append(Fault("size", told))
        if self.order not in view.orders:
            known = ", ".join(view.orders)
            found.append(Fault("order", _("Give one of: %(known)s.") % {"known": known}))
        elif given.get("cursor"):
            try:
                self.cursor = self._read(given["cursor"], view)
            except signing.BadSignature:
                told = _("Take the cursor from the answer before, with the same list and order.")
                found.append(Fault("cursor", told))
        return found

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: APIView) -> list:
        self.request, self.view = request, view
        self.count = queryset.order_by().count()
        columns = view.orders[self.order]
        back = self.cursor is not None and self.cursor.is_back
        rows = queryset.order_by(*(_turned(column) if back else column for column in columns))
        if self.cursor:
            rows = rows.filter(_beyond(columns, self.cursor))
        found = list(rows[: self.size + 1])
        more, page = len(found) > self.size, found[: self.size]
        if back:
            page.reverse()
        self.has_next = back or more
        self.has_previous = more if back else self.cursor is not None
        self.page = page
        return page

    def get_paginated_response(self, data: list) -> Response:
        links = {"next": self._link(-1), "previous": self._link(0, is_back=True)}
        said = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url)
        headers = {"Link": said} if said else None
        return Response({"count": self.count, **links, "results": data}, headers=headers)

    def get_paginated_response_schema(self, schema: dict) -> dict:
        link = {"type": ["string", "null"], "format": "uri"}
        members = {
            "count": {"type": "integer", "minimum": 0},
            "next": link,
            "previous": link,
            "results": {"type": "array", "maxItems": MOST, "items": schema["items"]},
        }
        return {"type": "object", "required": list(members), "properties": members}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
        order = {"type": "string", "enum": list(view.orders), "default": next(iter(view.orders))}
        described = (("size", words.SIZE, size), ("order", words.ORDER, order))
        described += (("cursor", words.CURSOR, {"type": "string"}),)
        return [
            {"name": name, "in": "query", "description": str(said), "schema": schema}
            for name, said, schema in described
        ]

    def _link(self, place: int, *, is_back: bool = False) -> str | None:
        """Return the address of the page that begins beside the row at ``place`` of this one."""
        if not self.page or not (self.has_previous if is_back else self.has_next):
            return None
        columns = self.view.orders[self.order]
        values = [_plain(getattr(self.page[place], column.lstrip("-"))) for column in columns]
        query: QueryDict = self.request.query_params.copy()
        said = [self._list(self.view), self.order, is_back, values]
        query["cursor"] = _SIGNER.sign_object(said)
        return f"{site()}{self.request.path}?{query.urlencode()}"

    def _read(self, text: str, view: APIView) -> Cursor:
        name, order, is_back, values = _SIGNER.unsign_object(text)
        if (name, order) != (self._list(view), self.order):
            raise signing.BadSignature
        return Cursor(tuple(values), is_back)

    @staticmethod
    def _list(view: APIView) -> str:
        return type(view).__name__


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(columns: Iterable[str], cursor: Cursor) -> Q:
    """Return the condition of the rows behind the cursor, in the order of ``columns``."""
    beyond, same = Q(), Q()
    for column, value in zip(columns, cursor.values, strict=True):
        name = column.lstrip("-")
        is_falling = column.startswith("-") is not cursor.is_back
        beyond |= same & Q(**{f"{name}__{'lt' if is_falling else 'gt'}": value})
        same &= Q(**{name: value})
    return beyond
