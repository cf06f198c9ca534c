"""One public row and one that is not, for each list of the open API."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogs import reusing
from catalogs.models import Adjustment
from tests import datasets, factories, reuses
from tests.applications.factories import PublishedRequestFactory
from tests.feedback.factories import KnowledgeEntryFactory, PublishedReplyFactory

DAY = date(2026, 9, 10)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the API by the name of its address, with how its rows are made."""

    name: str
    shown: Callable[[], Any]
    hidden: Callable[[], Any] | None
    # How an entry says which row it is, in the answer and of the row.
    key: str = "code"
    column: str = "code"


def power(**values):
    return factories.GuideFactory(power=factories.PowerItemFactory(**values)).power


def matter(**values):
    row = factories.MatterFactory(**values)
    row.powers.add(power(in_force=True))
    row.services.add(factories.ServiceItemFactory(in_force=True))
    return row


def document(**values):
    row = factories.PublicationFactory(**values)
    row.matters.add(factories.MatterFactory(in_force=True))
    return row


def interpretation(**values):
    row = document(interpretation=True, **values)
    row.interprets.add(factories.PublicationFactory(published=True, policy=True))
    return row


def adjustment(**values):
    row = factories.AdjustmentFactory(effective_on=DAY)
    Adjustment.objects.filter(pk=row.pk).update(**values)
    return row


def knowledge(**values):
    row = KnowledgeEntryFactory(**values)
    row.matters.add(factories.MatterFactory(in_force=True))
    return row


def applied(**_values):
    return adjustment(state="applied", applied_at=datasets.moment(DAY))


def withdrawn_reuse():
    told = {"reason": "地址已失效。", "now": datasets.moment(DAY)}
    actor = factories.OfficialFactory(government_office=True)
    return reusing.withdraw(reuses.published(day=DAY), actor=actor, **told)


LISTS = (
    Listed("powers", lambda: power(in_force=True), power),
    Listed(
        "services",
        lambda: factories.ServiceItemFactory(in_force=True),
        factories.ServiceItemFactory,
    ),
    Listed("matters", lambda: matter(in_force=True), matter),
    Listed(
        "publications",
        lambda: document(published=True),
        lambda: document(withdrawn=True),
        "index_number",
        "index_number",
    ),
    Listed(
        "interpretations",
        lambda: interpretation(published=True),
        lambda: interpretation(withdrawn=True),
        "index_number",
        "index_number",
    ),
    Listed("adjustments", applied, adjustment, "id", "pk"),
    Listed(
        "departments",
        factories.DepartmentFactory,
        lambda: factories.DepartmentFactory(is_active=False),
    ),
    Listed("fields", factories.FieldFactory, None, "code", "slug"),
    Listed(
        "knowledge-entries",
        lambda: knowledge(published=True, published_on=DAY),
        knowledge,
        "id",
        "pk",
    ),
    Listed(
        "replies",
        lambda: PublishedReplyFactory(published_on=DAY),
        lambda: PublishedReplyFactory(published_on=DAY, withdrawn_on=DAY),
        "id",
        "pk",
    ),
    Listed(
        "answered-requests",
        lambda: PublishedRequestFactory(published_on=DAY),
        lambda: PublishedRequestFactory(published_on=DAY, withdrawn_on=DAY),
        "id",
        "pk",
    ),
    Listed("datasets", lambda: datasets.published(day=DAY), datasets.drafted),
    Listed("reuses", lambda: reuses.published(day=DAY), withdrawn_reuse),
)
