"""What a departmental system is told of its publication, with whole addresses."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from catalogs.enums import PublicationState
from catalogs.models import HistoryRow, Publication, PushDelivery


def answer_of(delivery: PushDelivery) -> dict[str, Any]:
    """Return what is answered to a delivery, and answered again to the same one."""
    number = delivery.answer["index_number"]
    released = delivery.answer["state"] == PublicationState.PUBLISHED
    return {
        "key": delivery.key,
        **delivery.answer,
        "status_address": _status_address(delivery.key),
        "permalink": _permalink(number) if released else None,
    }


def status_of(publication: Publication, key: str, *, today: date) -> dict[str, Any]:
    """Return the present state of a publication that was pushed under ``key``."""
    returned = HistoryRow.objects.last_return(publication)
    public = publication.is_public(today)
    return {
        "key": key,
        "title": publication.title,
        "state": publication.state,
        "index_number": publication.index_number,
        "issued_on": publication.issued_on,
        "status_address": _status_address(key),
        "permalink": _permalink(publication.index_number) if public else None,
        "returned_reason": returned.reason if returned else None,
        "withdrawal_reason": publication.withdrawal_reason or None,
    }


def _status_address(key: str) -> str:
    return settings.SITE_URL + reverse("api:push-publication", args=[key])


def _permalink(index_number: str) -> str:
    return settings.SITE_URL + reverse("portal:document-detail", args=[index_number])
