"""Facets: how the rows of a list are grouped, and what their values are called."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import django_filters
from django.db import models
from django.db.models import Q, QuerySet

Row = Mapping[str, Any]


class AnyOf(django_filters.MultipleChoiceFilter):
    """Rows whose column holds any of the chosen values."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs.filter(**{f"{self.field_name}__in": list(value)}) if value else qs


class AnyOfRelated(django_filters.ModelMultipleChoiceFilter):
    """Rows that point to any of the chosen rows of another table."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs.filter(**{f"{self.field_name}__in": list(value)}) if value else qs


class AnyFlag(django_filters.MultipleChoiceFilter):
    """Rows in which any of the chosen yes-or-no columns says yes."""

    def __init__(self, *args: Any, columns: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        chosen = Q()
        for name in value or ():
            chosen |= Q(**{self.columns[name]: True})
        return qs.filter(chosen)


class AnyYear(django_filters.MultipleChoiceFilter):
    """Rows whose date lies in any of the chosen years."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        chosen = Q()
        for year in value or ():
            chosen |= Q(**{f"{self.field_name}__year": int(year)})
        return qs.filter(chosen)


class LinkedTo(django_filters.ModelChoiceFilter):
    """Rows linked to one row of another table through ``path``; each is found once.

    ``public`` gives the rows of that table a visitor may name on a day.
    """

    def __init__(self, *, path: str, label: Any, public: Callable[[date], QuerySet]) -> None:
        super().__init__(label=label, to_field_name="code")
        self.path, self.public = path, public

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value is None:
            return qs
        linked = qs.model._default_manager.filter(**{self.path: value})
        return qs.filter(pk__in=linked.values("pk"))


class ChoiceFacet:
    """A facet over one column with ``TextChoices``; its options come in their order.

    ``columns`` are grouped by, ``values`` says which options a grouped row counts for, and
    ``words`` gives every option with its words, in the order shown. ``apart`` facets are counted
    by a query of their own, since their column has many values.
    """

    apart = False

    def __init__(self, name: str, label: Any, choices: Any, *, column: str = "") -> None:
        self.name, self.label, self.choices = name, label, choices
        self.columns = (column or name,)

    def filter(self) -> django_filters.Filter:
        return AnyOf(field_name=self.columns[0], label=self.label, choices=self.choices.choices)

    def values(self, row: Row) -> Iterable[Any]:
        value = row[self.columns[0]]
        return (value,) if value else ()

    def words(self, found: Iterable[Any]) -> Iterable[tuple[Any, str, Any]]:
        """Triples of the value of the address, the words, and the grouped value they count."""
        return ((value, label, value) for value, label in self.choices.choices)


class RelatedFacet(ChoiceFacet):
    """A facet over a foreign key; ``key`` is the column of the other table used in addresses."""

    def __init__(self, name: str, label: Any, rows: QuerySet, *, key: str) -> None:
        self.name, self.label, self.rows, self.key = name, label, rows, key
        self.columns = (f"{name}_id",)

    def filter(self) -> django_filters.Filter:
        return AnyOfRelated(
            field_name=self.name,
            label=self.label,
            queryset=self.rows.all(),
            to_field_name=self.key,
        )

    def words(self, found: Iterable[Any]) -> Iterable[tuple[Any, str, Any]]:
        rows = self.rows.only(self.key, "name", "name_en")
        return ((getattr(row, self.key), row.display_name, row.pk) for row in rows)


class FlagFacet(ChoiceFacet):
    """A facet over several yes-or-no columns; a row counts for each that says yes."""

    def __init__(
        self, name: str, label: Any, choices: type[models.TextChoices], flags: Mapping[str, str]
    ) -> None:
        self.name, self.label, self.choices, self.flags = name, label, choices, flags
        self.columns = tuple(flags.values())

    def filter(self) -> django_filters.Filter:
        return AnyFlag(label=self.label, choices=self.choices.choices, columns=self.flags)

    def values(self, row: Row) -> Iterable[Any]:
        return [value for value, column in self.flags.items() if row[column]]


class YearFacet(ChoiceFacet):
    """A facet over the year of a date column, newest first."""

    apart = True
    years = range(1949, 2100)

    def __init__(self, name: str, label: Any, *, column: str) -> None:
        self.name, self.label = name, label
        self.columns = (column,)

    def filter(self) -> django_filters.Filter:
        choices = [(str(year), str(year)) for year in self.years]
        return AnyYear(field_name=self.columns[0], label=self.label, choices=choices)

    def values(self, row: Row) -> Iterable[Any]:
        day = row[self.columns[0]]
        return (day.year,) if day else ()

    def words(self, found: Iterable[Any]) -> Iterable[tuple[Any, str, Any]]:
        return ((str(year), str(year), year) for year in sorted(found, reverse=True))
