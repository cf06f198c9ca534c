"""Which rows wait for an official, by role; the workflow tables say who may decide."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from catalogs.access import WRITERS, role_of
from catalogs.adjusting import WORKFLOW as ADJUSTING
from catalogs.data_enums import UploadState
from catalogs.data_workflow import UPLOADS
from catalogs.enums import AdjustmentState, NonDisclosureState, PublicationState, Role
from catalogs.models import (
    Adjustment,
    DatasetUpload,
    NonDisclosureReview,
    Official,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from catalogs.publishing_workflow import WORKFLOW as PUBLISHING
from catalogs.reviewing import WORKFLOW as REVIEWING
from catalogs.workflow import Workflow

Work = list[tuple[Any, QuerySet]]
# Moves that are a decision on the work of another; a scheduled release needs none any more.
DECISIONS = {"approve", "schedule", "pass", "agree", "confirm"}


def due(user: Official, *, until: date) -> QuerySet:
    """Publications not yet out whose day is past or comes by ``until``, the earliest first."""
    rows = Publication.objects.visible_to(user).unpublished().filter(due_on__lte=until)
    return rows.select_related("department").order_by("due_on", "pk")


def drafts(user: Official) -> Work:
    """What a writer has begun and not yet sent on; nothing for those who only decide."""
    if role_of(user) not in WRITERS:
        return []
    return [
        _named(Publication.objects.visible_to(user).filter(state=PublicationState.DRAFT)),
        *(
            _named(model.objects.visible_to(user).drafts())
            for model in (PublicityMatter, PowerItem, ServiceItem)
        ),
        _named(_adjustments(user).filter(state=AdjustmentState.DRAFT)),
        _named(_reviews(user).filter(state=NonDisclosureState.DRAFT)),
    ]


def returned(user: Official) -> Work:
    """What came back to a writer with a reason."""
    if role_of(user) not in WRITERS:
        return []
    return [
        _named(Publication.objects.visible_to(user).filter(state=PublicationState.RETURNED)),
        _named(_adjustments(user).filter(state=AdjustmentState.RETURNED)),
        _named(_reviews(user).filter(state=NonDisclosureState.RETURNED)),
        _named(_uploads(user).filter(state=UploadState.RETURNED)),
    ]


def decisions(user: Official) -> Work:
    """What waits for a decision of this official's role."""
    role = role_of(user)
    reviews = _reviews(user).filter(state__in=_open_to(REVIEWING, NonDisclosureState, role))
    if role == Role.GOVERNMENT_OFFICE:
        reviews = reviews.filter(office_at__isnull=True)
    elif role == Role.LEGAL_AFFAIRS:
        reviews = reviews.filter(legal_at__isnull=True)
    publications = Publication.objects.visible_to(user).filter(
        state__in=_open_to(PUBLISHING, PublicationState, role)
    )
    adjustments = _adjustments(user).filter(state__in=_open_to(ADJUSTING, AdjustmentState, role))
    uploads = _uploads(user).filter(state__in=_open_to(UPLOADS, UploadState, role))
    return [
        _named(publications.order_by("due_on", "pk")),
        _named(adjustments.order_by("effective_on", "pk")),
        _named(reviews.order_by("created_at", "pk")),
        _named(uploads.of_others(user).order_by("asked_at", "pk")),
    ]


def has_decisions(user: Official) -> bool:
    """Whether the tables give this official's role anything to decide."""
    role = role_of(user)
    return any(
        row.action in DECISIONS and role in row.roles
        for table in (PUBLISHING, ADJUSTING, REVIEWING, UPLOADS)
        for row in table.moves
    )


def _open_to(table: Workflow, states: Any, role: str) -> list[str]:
    """The states from which ``role`` has a decision to make."""
    return [
        state
        for state in states.values
        if any(row.action in DECISIONS for row in table.available(state, role))
    ]


def _adjustments(user: Official) -> QuerySet:
    return Adjustment.objects.visible_to(user).with_entries()


def _reviews(user: Official) -> QuerySet:
    return NonDisclosureReview.objects.visible_to(user).select_related("matter")


def _uploads(user: Official) -> QuerySet:
    return DatasetUpload.objects.visible_to(user).select_related("dataset")


def _named(rows: QuerySet) -> tuple[Any, QuerySet]:
    return rows.model._meta.verbose_name_plural, rows
