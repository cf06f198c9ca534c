"""Answering a query from the rows of the search table."""

from collections.abc import Iterable

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Expression,
    F,
    FloatField,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Least

from portal.models import SearchRow
from portal.search import analysis, postgres_terms
from portal.search.backend import (
    BEGINS_WEIGHT,
    FACETS,
    NEVER_BY_TITLE,
    TYPE_WEIGHTS,
    Hit,
    Results,
    page_within,
)
from portal.search.queries import Query, Unit

BEST_FIRST = ("-is_exact", "-is_titled", "-has_words", "-weight")


def _has(terms: str) -> RawSQL:
    return RawSQL("portal_searchrow.terms @@ %s::tsquery", [terms], output_field=BooleanField())


def matching(terms: str) -> QuerySet[SearchRow]:
    """Return the rows whose terms satisfy the ``tsquery`` ``terms``."""
    return SearchRow.objects.filter(_has(terms), gone=False)


def hits_of(rows: Iterable[SearchRow]) -> list[Hit]:
    return [
        Hit(
            key=row.key,
            type=row.type,
            title=row.title,
            title_en=row.title_en,
            code=row.code,
            department=row.department,
            field=row.field,
            day=row.day,
            path=row.path,
            text=row.text,
            also="",  # phrases are looked for in the folded column
        )
        for row in rows
    ]


class Finder:
    """Answers one query."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.units = [self._resolved(unit) for unit in query.units]
        self.exact = postgres_terms.exact(query)

    def _resolved(self, unit: Unit) -> str:
        """Return the query of a unit; a word found nowhere stands for what begins with it."""
        own = postgres_terms.unit(unit)
        if unit.start and not matching(own).exists():
            return postgres_terms.start(unit.start)
        return own

    def results(self) -> Results:
        query = self.query
        if query.words and query.is_empty:
            return Results(facets={name: {} for name in FACETS})
        rows, some_words = self._matched()
        for phrase in query.phrases:
            rows = rows.filter(folded__contains=phrase)
        within = self._filtered(rows, FACETS)
        total = within.count()
        page = page_within(total, query)
        first = (page - 1) * query.size
        hits = hits_of(self._ordered(within)[first : first + query.size])
        facets = {name: self._counts(rows, name) for name in FACETS}
        return Results(total, page, hits, facets, some_words and total > 0)

    def _matched(self) -> tuple[QuerySet[SearchRow], bool]:
        if not self.query.words:
            return SearchRow.objects.filter(gone=False), False
        named = [self.exact, postgres_terms.code_starts(self.query)]
        every = postgres_terms.joined(self.units, "&")
        rows = matching(postgres_terms.joined([*named, every], "|"))
        if not self.units or rows.exists():
            return rows, False
        return matching(postgres_terms.joined(self.units, "|")), True

    def _filtered(self, rows: QuerySet[SearchRow], names: Iterable[str]) -> QuerySet[SearchRow]:
        for name in names:
            if chosen := self.query.filters.get(name):
                rows = rows.filter(**{f"{name}__in": chosen})
        return rows

    def _counts(self, rows: QuerySet[SearchRow], name: str) -> dict[str, int]:
        others = [other for other in FACETS if other != name]
        counted = self._filtered(rows, others).exclude(**{name: ""}).order_by().values(name)
        return dict(counted.annotate(rows=Count("*")).values_list(name, "rows"))

    def _ordered(self, rows: QuerySet[SearchRow]) -> QuerySet[SearchRow]:
        if self.query.sort == "date" or not self.query.words:
            return rows.order_by(F("day").desc(nulls_last=True), "-key")
        asked = analysis.fold(self.query.words)
        titled = postgres_terms.joined(
            [postgres_terms.unit_in_title(unit) for unit in self.query.units], "&"
        )
        return rows.alias(
            is_exact=_has(self.exact) if self.exact else Value(False),
            is_titled=Case(
                When(type=NEVER_BY_TITLE, then=False),
                default=_has(titled) if titled else Value(False),
                output_field=BooleanField(),
            ),
            has_words=Case(When(folded_title__contains=asked, then=1), default=0),
            weight=self._weight(asked),
        ).order_by(*BEST_FIRST, F("day").desc(nulls_last=True), "key")

    def _weight(self, asked: str) -> Expression:
        """Say how well a row fits: its terms, its type, and how much of its title was typed."""
        some = postgres_terms.joined(self.units, "|")
        rank = RawSQL(
            "ts_rank('{0.2, 0.2, 0.4, 1.0}', portal_searchrow.terms, %s::tsquery)",
            [some],
            output_field=FloatField(),
        )
        of_type = Case(
            *[When(type=kind, then=Value(weight)) for kind, weight in TYPE_WEIGHTS.items()],
            default=Value(0.0),
        )
        typed: Expression = Value(0.0)
        for unit in self.query.units:
            if unit.surface.isascii():
                continue
            in_title = _has(postgres_terms.unit_in_title(unit))
            length = Value(float(len(unit.surface)))
            typed += Case(When(in_title, then=length), default=Value(0.0))
        share = Least(Value(1.0), typed / Cast(F("length") + 1, FloatField()))
        begins = Case(
            When(folded_title__contains=f"\n{asked}", then=Value(BEGINS_WEIGHT)), default=Value(0.0)
        )
        weight = (of_type + begins) / Value(2.0) + share
        return rank * Value(4.0) + weight if some else weight
