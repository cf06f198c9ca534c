"""Lists and single entries of the API; each is a line of ``portal.opendata.api.urls``."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet, TextChoices
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.opendata.api.filters import ApiFilter
from portal.opendata.api.paging import PARAMETERS, CursorPages
from portal.opendata.api.schema import filter_parameters
from portal.opendata.problems import Fault, bad_parameters

# Looking for no words is looking for everything.
WORDS = "q"

Rows = Callable[[date], QuerySet]


class StrictFilter(BaseFilterBackend):
    """Narrow a list by its filter set; whatever cannot be used is refused, all of it at once."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: APIView) -> QuerySet:
        given, today = request.query_params, timezone.localdate()
        found = view.filterset_class(given, queryset, today=today)
        faults = unknown(request, [*found.filters, *PARAMETERS])
        several = [facet.name for facet in found.facets]
        faults += repeated(request, several) + refused(request, found)
        faults += view.paginator.faults(request, view)
        if faults:
            raise bad_parameters(faults)
        return found.qs

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return filter_parameters(view.filterset_class)


def unknown(request: HttpRequest | Request, known: Iterable[str]) -> list[Fault]:
    """Return a fault for each parameter that is none, or holds what no text does."""
    known, faults = set(known), []
    for name, values in request.GET.lists():
        if name not in known:
            faults.append(Fault(name, _("There is no such parameter.")))
        elif _has_nul(values):
            faults.append(Fault(name, _("Leave out the character with the code zero.")))
        elif "" in values and name != WORDS:
            faults.append(Fault(name, _("Give a value, or leave the parameter out.")))
    return faults


def repeated(request: HttpRequest | Request, several: Iterable[str] = ()) -> list[Fault]:
    """Return a fault for each parameter given twice, but for those that take several values."""
    return [
        Fault(name, _("Give this once."))
        for name, values in request.GET.lists()
        if len(values) > 1 and name not in several
    ]


def refused(request: Request, found: ApiFilter) -> list[Fault]:
    """Return a fault for each parameter whose value its filter cannot use."""
    if any(_has_nul(values) for _name, values in request.GET.lists()):
        return []
    return [Fault(name, " ".join(map(str, errors))) for name, errors in found.form.errors.items()]


def _has_nul(values: Iterable[str]) -> bool:
    """Say whether a value holds what PostgreSQL keeps in no text."""
    return any("\x00" in value for value in values)


class PublicList(ListAPIView):
    """The public rows of a list, page by page."""

    rows: ClassVar[Rows]
    filterset_class: ClassVar[type[ApiFilter]]
    orders: ClassVar[dict[str, tuple[str, ...]]]
    filter_backends = (StrictFilter,)
    pagination_class = CursorPages

    def get_queryset(self) -> QuerySet:
        return type(self).rows(timezone.localdate())


class PublicRow(RetrieveAPIView):
    """One public row, by the column in its address."""

    rows: ClassVar[Rows]
    lookup_field = "code"
    # Columns that an address may name beside, each with the code that holds where it does not.
    beside: ClassVar[dict[str, TextChoices]] = {}

    def get_queryset(self) -> QuerySet:
        return type(self).rows(timezone.localdate())

    def get_object(self) -> Any:
        given = self.request.query_params
        faults = unknown(self.request, self.beside) + repeated(self.request)
        for name, code in self.beside.items():
            if given.get(name, code) not in type(code).values:
                known = ", ".join(type(code).values)
                faults.append(Fault(name, _("Give one of: %(known)s.") % {"known": known}))
        if faults:
            raise bad_parameters(faults)
        named = {**self.beside, **given.dict(), **self.kwargs}
        try:
            return get_object_or_404(self.get_queryset(), **named)
        except Http404:
            raise Http404(_("Nothing public has this code.")) from None
