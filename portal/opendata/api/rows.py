"""The public rows of each list, with all that its serializer reads: a fixed number of queries."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from applications.models import PublishedRequest
from catalogs.models import (
    Adjustment,
    Dataset,
    Department,
    Field,
    PowerItem,
    Publication,
    PublicityMatter,
    Reuse,
    ServiceItem,
)
from feedback.models import KnowledgeEntry, PublishedReply
from portal.filters.adjustments import with_list

GUIDE = ("guide__steps", "guide__materials")


def powers(today: date) -> QuerySet:
    rows = PowerItem.objects.public(today).select_related("department", "field", "standard")
    return rows.select_related("guide").prefetch_related(*GUIDE)


def services(today: date) -> QuerySet:
    rows = ServiceItem.objects.public(today).select_related("department", "field", "guide")
    return rows.prefetch_related(*GUIDE)


def matters(today: date) -> QuerySet:
    return (
        PublicityMatter.objects.public(today)
        .with_guide_parts()
        .prefetch_related(
            Prefetch("powers", PowerItem.objects.public(today).of_district()),
            Prefetch("services", ServiceItem.objects.public(today)),
        )
    )


def publications(today: date) -> QuerySet:
    rows = Publication.objects.public(today).select_related("department", "field")
    return rows.defer("body")


def documents(today: date) -> QuerySet:
    """The same publications whole: text, files, matters and what explains what."""
    others = Publication.objects.public(today).defer("body").order_by("issued_on", "pk")
    rows = Publication.objects.public(today).select_related("department", "field")
    return rows.prefetch_related(
        "attachments",
        Prefetch("matters", PublicityMatter.objects.public(today)),
        Prefetch("interprets", others),
        Prefetch("interpretations", others),
    )


def interpretations(today: date) -> QuerySet:
    policies = Publication.objects.public(today).policies().defer("body")
    rows = publications(today).interpretations()
    return rows.prefetch_related(Prefetch("interprets", policies))


def interpreting_documents(today: date) -> QuerySet:
    return documents(today).interpretations()


def adjustments(today: date) -> QuerySet:
    return with_list(Adjustment.objects.public(today).with_entries())


def departments(today: date) -> QuerySet:
    return Department.objects.public().select_related("parent")


def fields(today: date) -> QuerySet:
    return Field.objects.public()


def knowledge(today: date) -> QuerySet:
    rows = KnowledgeEntry.objects.public(today).select_related("department", "field")
    return rows.prefetch_related(
        Prefetch("matters", PublicityMatter.objects.public(today)),
        Prefetch("services", ServiceItem.objects.public(today)),
    )


def replies(today: date) -> QuerySet:
    return PublishedReply.objects.public(today).select_related("department", "field")


def answered_requests(today: date) -> QuerySet:
    return PublishedRequest.objects.public(today).select_related("department")


def datasets(today: date) -> QuerySet:
    rows = Dataset.objects.public(today).with_update_state(today)
    return rows.select_related("department", "field", "latest")


def whole_datasets(today: date) -> QuerySet:
    """The same datasets with dictionary, versions and matters."""
    return datasets(today).prefetch_related(
        "columns",
        "versions__dataset",
        Prefetch("matters", PublicityMatter.objects.public(today)),
    )


def reuses(today: date) -> QuerySet:
    return Reuse.objects.public(today).prefetch_related(
        Prefetch("datasets", Dataset.objects.public(today))
    )
