"""The topics of the demonstration in their order, each in one transaction, each done once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from catalogs.demo.adjustments import load_adjustments
from catalogs.demo.datasets import load_datasets
from catalogs.demo.dates import at_nine, months_before
from catalogs.demo.documents import load_documents
from catalogs.demo.interpretations import WAITING, load_waiting
from catalogs.demo.lists import load_powers, load_services
from catalogs.demo.matters import BASIS, load_matters
from catalogs.demo.officials import load_officials
from catalogs.demo.open_documents import load_open_documents
from catalogs.demo.policies import PILOT_PLAN_NUMBER, load_pilot_plan
from catalogs.demo.pushes import load_pushes
from catalogs.demo.reviews import load_reviews
from catalogs.demo.sharing import load_requests, load_reuses
from catalogs.enums import DocumentKind, Level, PublicationState
from catalogs.models import (
    Adjustment,
    DataAccessRequest,
    Dataset,
    Letter,
    NonDisclosureReview,
    Official,
    PowerItem,
    Publication,
    PublicityMatter,
    PushSystem,
    Reuse,
    ServiceItem,
)
from catalogs.refreshing import suspended


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the demonstration: ``load`` makes it and counts, ``is_loaded`` looks for it."""

    name: str
    is_loaded: Callable[[], bool]
    load: Callable[[], int]


def topics(*, today: date, now: datetime) -> list[Topic]:
    """Return the topics in the order in which each finds what it needs."""
    first_day = months_before(today, 25)
    first = {"effective_on": first_day, "at": at_nine(first_day)}

    def admin() -> Official:
        return Official.objects.get(username="admin")

    def published(**query: object) -> Callable[[], bool]:
        return Publication.objects.filter(**query).exists

    return [
        Topic(
            "officials",
            Official.objects.filter(username="clerk").exists,
            load_officials,
        ),
        Topic(
            "power items in force",
            PowerItem.objects.filter(level=Level.COUNTY).exists,
            lambda: load_powers(actor=admin(), **first),
        ),
        Topic(
            "service items in force",
            ServiceItem.objects.exists,
            lambda: load_services(actor=admin(), **first),
        ),
        Topic(
            "publicity matters in force",
            PublicityMatter.objects.filter(adjustments__basis=BASIS).exists,
            lambda: load_matters(actor=admin(), **first),
        ),
        Topic(
            "documents published",
            published(kind=DocumentKind.POLICY),
            lambda: load_documents(today=today),
        ),
        Topic(
            "the plan of the pilot",
            published(index_number=PILOT_PLAN_NUMBER),
            load_pilot_plan,
        ),
        Topic(
            "documents on their way",
            published(state=PublicationState.DRAFT),
            lambda: load_open_documents(today=today, now=now),
        ),
        Topic(
            "policies waiting for their interpretation",
            published(title__contains=WAITING),
            lambda: load_waiting(today=today),
        ),
        Topic(
            "non-disclosure reviews",
            NonDisclosureReview.objects.exists,
            lambda: load_reviews(today=today),
        ),
        Topic(
            "adjustments",
            Adjustment.objects.exclude(reason="first_edition").filter(power__isnull=False).exists,
            lambda: load_adjustments(today=today),
        ),
        Topic("datasets", Dataset.objects.exists, lambda: load_datasets(today=today)),
        Topic("reuses of data", Reuse.objects.exists, lambda: load_reuses(today=today)),
        Topic(
            "requests for data",
            DataAccessRequest.objects.exists,
            lambda: load_requests(today=today),
        ),
        Topic(
            "deliveries of departmental systems",
            PushSystem.objects.exists,
            lambda: load_pushes(today=today),
        ),
    ]


def load(*, today: date, now: datetime) -> Iterator[tuple[str, int | None]]:
    """Load topic after topic; yield each name with its count, None where it was there before.

    The search index is not told: rebuild it afterwards. Letters that the verbs wrote are
    of days long past and count as sent.
    """
    for topic in topics(today=today, now=now):
        if topic.is_loaded():
            yield topic.name, None
            continue
        with suspended(), transaction.atomic():
            count = topic.load()
            Letter.objects.unsent().update(sent_at=timezone.now())
        yield topic.name, count
