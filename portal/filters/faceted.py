"""A filter set whose facets say how many rows each choice would find."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from .facets import ChoiceFacet, LinkedTo

LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: its words and the columns, the last of them unique."""

    label: Any
    columns: tuple[str, ...]


class FacetedFilter(django_filters.FilterSet):
    """Words, facets and order of one list, read from the query of an address.

    The number of queries depends on how many facets have a choice, never on how many rows there
    are: one grouped query counts the facets of a batch that have no choice, and one more each that
    has one, because the counts of a facet ignore its own choice.
    A value the list does not know is left out, and ``complaints`` says so.
    """

    facets: ClassVar[tuple[ChoiceFacet, ...]] = ()
    # Names of facets counted by one query: few values each, so that their combinations stay few.
    # Facets named in none are counted together too.
    batches: ClassVar[tuple[tuple[str, ...], ...]] = ()
    orders: ClassVar[dict[str, Order]] = {}
    # Columns in which the words of ``q`` are looked for.
    searched: ClassVar[tuple[str, ...]] = ()
    # Filters without options, set by links of other pages: "the documents of this matter".
    links: ClassVar[dict[str, LinkedTo]] = {}
    # Choices made where the address makes none.
    defaults: ClassVar[dict[str, list[str]]] = {}

    def __init__(self, data: Any, queryset: QuerySet, *, today: date, **kwargs: Any) -> None:
        chosen = data.copy()
        for name, values in self.defaults.items():
            if name not in chosen:
                chosen.setlist(name, values)
        super().__init__(chosen, queryset, **kwargs)
        self._counted: dict[tuple[str, ...], list[dict]] = {}
        for name, link in self.links.items():
            self.filters[name].queryset = link.public(today)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        filters = super().get_filters()
        filters["q"] = django_filters.CharFilter(
            label=_("Words"), method="containing", max_length=LONGEST_WORDS
        )
        for facet in cls.facets:
            filters[facet.name] = facet.filter()
        filters |= cls.links
        filters["order"] = django_filters.ChoiceFilter(
            label=_("Order"),
            method="unordered",
            choices=[(name, order.label) for name, order in cls.orders.items()],
        )
        return filters

    def containing(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        """Rows in which each of the words stands in one of the searched columns."""
        for word in words.split():
            found = Q()
            for column in self.searched:
                found |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(found)
        return rows

    def unordered(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the order to ``ordered``: counting needs none."""
        return rows

    def filter_queryset(self, queryset: QuerySet, *, without: str = "") -> QuerySet:
        for name, value in self.form.cleaned_data.items():
            if name != without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def ordered(self) -> QuerySet:
        """The rows found, in the order asked for."""
        return self.qs.order_by(*self.orders[self.order].columns)

    @property
    def order(self) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get("order") or next(iter(self.orders))

    @property
    def words(self) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get("q") or ""

    @cached_property
    def complaints(self) -> list[str]:
        """A sentence for each part of the address that was left out."""
        return [
            _now("“%(name)s” was left out: %(why)s")
            % {"name": self.form.fields[name].label, "why": " ".join(map(str, errors))}
            for name, errors in self.form.errors.items()
        ]

    @cached_property
    def total(self) -> int:
        """How many rows were found; taken from the grouped count, not asked for again."""
        return sum(row["rows"] for row in self._batch(()))

    @cached_property
    def options(self) -> list[dict]:
        """Every facet with its options, as ``components/facets.html`` shows them."""
        return [
            {"name": facet.name, "label": facet.label, "options": self._options(facet)}
            for facet in self.facets
        ]

    @property
    def linked(self) -> list[tuple[str, Any, Any]]:
        """The links in use: name, words and the row linked to."""
        self.form.is_valid()
        rows = self.form.cleaned_data
        return [
            (name, link.label, rows[name]) for name, link in self.links.items() if rows.get(name)
        ]

    @cached_property
    def selected(self) -> list[tuple[ChoiceFacet, dict]]:
        """The chosen options, each with its facet; a default choice is none."""
        return [
            (facet, option)
            for facet, counted in zip(self.facets, self.options, strict=True)
            if self._values(facet) != self.defaults.get(facet.name)
            for option in counted["options"]
            if option["selected"]
        ]

    def _options(self, facet: ChoiceFacet) -> list[dict]:
        counts = self._counts(facet)
        values = self._values(facet)
        options = [
            {
                "value": value,
                "label": label,
                "count": counts[counted],
                "selected": str(value) in values,
            }
            for value, label, counted in facet.words({*counts, *map(_number, values)})
        ]
        shown = [option for option in options if option["count"] or option["selected"]]
        return sorted(shown, key=lambda option: not option["selected"])

    def _values(self, facet: ChoiceFacet) -> list[str]:
        """The chosen values that the list knows, as they stand in the address."""
        self.form.is_valid()
        if facet.name not in self.form.cleaned_data:
            return []
        return self.data.getlist(facet.name)

    def _counts(self, facet: ChoiceFacet) -> Counter:
        if self._values(facet):
            rows = self.filter_queryset(self.queryset.all(), without=facet.name)
            grouped = _grouped(rows, facet.columns)
        elif facet.apart:
            grouped = _grouped(self.qs, facet.columns)
        else:
            batch = next((batch for batch in self.batches if facet.name in batch), ())
            grouped = self._batch(batch)
        counts: Counter = Counter()
        for row in grouped:
            for value in facet.values(row):
                counts[value] += row["rows"]
        return counts

    def _batch(self, batch: tuple[str, ...]) -> list[dict]:
        """The rows found, grouped once for the facets of a batch that have no choice."""
        if batch not in self._counted:
            named = {name for names in self.batches for name in names}
            columns = {
                column
                for facet in self.facets
                if not facet.apart and not self._values(facet)
                if facet.name in batch or (not batch and facet.name not in named)
                for column in facet.columns
            }
            self._counted[batch] = _grouped(self.qs, sorted(columns))
        return self._counted[batch]


def _grouped(rows: QuerySet, columns: Iterable[str]) -> list[dict]:
    columns = list(columns)
    rows = rows.order_by()
    if not columns:
        return [{"rows": rows.count()}]
    return list(rows.values(*columns).annotate(rows=Count("*")))


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() else text
