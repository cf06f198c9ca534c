"""Gaps in bulk for the benchmark of inspection: late and overdue documents, owed periods."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import F
from django.db.models.functions import Mod

from catalogs.enums import PublicationState
from catalogs.models import MatterElement, Publication, PublicityMatter, TimeLimit
from catalogs.time_limits import LimitKind
from tests.benchmarks import data

# Of a hundred matters so many owe a document every month, quarter, year.
PERIODS = {LimitKind.MONTHLY: 2, LimitKind.QUARTERLY: 4, LimitKind.YEARLY: 14}


def make(matters: int) -> None:
    """Write so many matters and ten times as many documents into an empty database, with gaps.

    Of the documents one in fifty is late and one in two hundred overdue; of the matters one in
    a hundred has no content elements, and one in five owes a document every period.
    """
    data.make(matters=matters, documents=10 * matters)
    documents = Publication.objects.annotate(place=Mod(F("pk"), 200))
    documents.update(due_on=F("issued_on"), clock_started_on=F("formed_on"))
    late = Publication.objects.filter(pk__in=documents.filter(place__in=range(4)).values("pk"))
    late.update(due_on=F("formed_on") - timedelta(days=1))
    overdue = Publication.objects.filter(pk__in=documents.filter(place=199).values("pk"))
    overdue.update(
        state=PublicationState.APPROVED, issued_on=None, published_at=None, due_on=F("formed_on")
    )
    bare = PublicityMatter.objects.annotate(place=Mod(F("pk"), 100)).filter(place=50)
    MatterElement.objects.filter(matter__in=bare.values("pk")).delete()
    rows = _limits()
    while batch := list(islice(rows, data.BATCH)):
        TimeLimit.objects.bulk_create(batch)


def _limits() -> Iterator[TimeLimit]:
    kinds = [kind for kind, share in PERIODS.items() for _ in range(share)]
    for pk in PublicityMatter.objects.order_by("pk").values_list("pk", flat=True):
        if (place := pk % 100) < len(kinds):
            yield TimeLimit(matter_id=pk, position=1, kind=kinds[place])
