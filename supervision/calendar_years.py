"""The year of what is due: the matters that owe something in it, and how their periods stand."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from catalogs.models import PublicityMatter
from catalogs.published_lists import Facet
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication
from supervision.models.expected import stands_at


def years(today: date) -> list[int]:
    """Return the years in which anything is due, this year among them, the newest first."""
    due = ExpectedPublication.objects.order_by().annotate(year=ExtractYear("due_on"))
    return sorted({today.year, *due.values_list("year", flat=True).distinct()}, reverse=True)


def matters_of(year: int, today: date) -> QuerySet:
    """Return the public matters that owe a document in the year, as citizens read them."""
    owed = ExpectedPublication.objects.of_year(year).filter(matter=OuterRef("pk"))
    matters = PublicityMatter.objects.public(today).filter(Exists(owed.order_by()))
    return matters.order_by("department__display_order", "department_id", "code", "pk")


def figures(matters: QuerySet, year: int, today: date) -> dict[str, int]:
    """Return how many periods of the matters stand at each state, and ``matters`` for each."""
    rows = ExpectedPublication.objects.of_year(year).filter(matter__in=_pks(matters))
    return rows.order_by().aggregate(
        **{str(state): Count("pk", filter=stands_at(state, today)) for state in Fulfilment}
    )


def periods_of(matters: list[PublicityMatter], year: int) -> dict[int, list[ExpectedPublication]]:
    """Return the periods of each matter that are due in the year, by its primary key."""
    rows = ExpectedPublication.objects.of_year(year).filter(matter__in=matters)
    found: dict[int, list[ExpectedPublication]] = {matter.pk: [] for matter in matters}
    ordered = rows.select_related("publication").order_by("position", "due_on", "pk")
    for row in ordered:
        found[row.matter_id].append(row)
    return found


def periods_since(matter: PublicityMatter, year: int) -> QuerySet:
    """Return the periods of one matter that are due from the year on."""
    rows = ExpectedPublication.objects.filter(matter=matter, due_on__year__gte=year)
    return rows.select_related("publication").order_by("position", "due_on", "pk")


def listed(matters: QuerySet, year: int) -> QuerySet:
    """Return every period of the matters in the year, with what a file tells of it."""
    rows = ExpectedPublication.objects.of_year(year).filter(matter__in=_pks(matters))
    related = rows.select_related("matter__department", "matter__field", "publication")
    return related.order_by("matter__department__display_order", "matter__code", "due_on", "pk")


def by_state(year: int, today: date) -> Facet:
    """Return the facet "how the periods stand": matters with at least one period at a state."""

    def chosen(values: list[str]) -> Q:
        any_of = Q(pk__in=[])
        for state in values:
            own = ExpectedPublication.objects.of_year(year).filter(matter=OuterRef("pk"))
            any_of |= Q(Exists(own.standing_at(state, today).order_by()))
        return any_of

    def counted(matters: QuerySet) -> list[tuple[str, str, int]]:
        rows = ExpectedPublication.objects.of_year(year).filter(matter__in=_pks(matters))
        known = rows.order_by().aggregate(
            **{
                str(state): Count("matter", distinct=True, filter=stands_at(state, today))
                for state in Fulfilment
            }
        )
        return [
            (str(state), str(state.label), known[state]) for state in Fulfilment if known[state]
        ]

    return Facet(
        "state",
        _("With a period that is"),
        chosen,
        counted,
        readable=lambda value: value in Fulfilment.values,
    )


def _pks(matters: QuerySet) -> QuerySet:
    return matters.order_by().values("pk")
