"""Gaps in bulk for the benchmark of inspection: late and overdue documents, owed periods."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import F, Value
from django.db.models.functions import Mod

from catalogs.enums import DocumentKind, PublicationState
from catalogs.models import MatterChannel, MatterElement, Publication, PublicityMatter, TimeLimit
from catalogs.time_limits import LimitKind
from supervision.inserting import insert_from
from tests.benchmarks import data

# Of a hundred matters so many owe a document every month, quarter, year.
PERIODS = {LimitKind.MONTHLY: 2, LimitKind.QUARTERLY: 4, LimitKind.YEARLY: 14}


def make(matters: int) -> None:
    """Write so many matters and ten times as many documents into an empty database, with gaps.

    Of the documents one in fifty is late, one in two hundred overdue, and one in a hundred has an
    incomplete record; of the matters one in a hundred has no content elements, and one in five
    owes a document every period.
    """
    data.make(matters=matters, documents=10 * matters)
    _complete()
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


def _complete() -> None:
    """Fill in what real rows have: channels, records, elements covered, policies interpreted."""
    matters = PublicityMatter.objects.filter(pk__gt=0)
    channel = {"matter": F("pk"), "channel": Value("website"), "name": Value("")}
    insert_from(matters, MatterChannel, channel)
    Publication.objects.alias(place=Mod(F("pk"), 100)).exclude(place=70).update(
        keywords=["公开"], forms=["website"]
    )
    links = Publication.matters.through.objects.filter(publicitymatter__elements__isnull=False)
    covered = {"publication": F("publication"), "matterelement": F("publicitymatter__elements")}
    insert_from(links, Publication.elements.through, covered)
    # Every tenth document is an interpretation: it explains the fifth after it.
    policies = Publication.objects.alias(place=Mod(F("pk"), 10)).filter(place=6)
    policies.update(kind=DocumentKind.POLICY, valid_from=F("formed_on"))
    interpretations = Publication.objects.interpretations().filter(
        pk__in=policies.values_list(F("pk") - 5)
    )
    explained = {"from_publication": F("pk"), "to_publication": F("pk") + 5}
    insert_from(interpretations, Publication.interprets.through, explained)


def _limits() -> Iterator[TimeLimit]:
    kinds = [kind for kind, share in PERIODS.items() for _ in range(share)]
    for pk in PublicityMatter.objects.order_by("pk").values_list("pk", flat=True):
        if (place := pk % 100) < len(kinds):
            yield TimeLimit(matter_id=pk, position=1, kind=kinds[place])
