"""The applications of the demonstration, topic by topic, each in one transaction and once."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from applications.demo import afterwards
from applications.demo.plan import tell_all
from applications.models import (
    AnnualFigures,
    Application,
    PublishedRequest,
    Rating,
    Remedy,
)
from catalogs.deadlines import load_calendar
from catalogs.models import Letter
from catalogs.refreshing import suspended

CHINESE = "zh-hans"


def load(*, today: date) -> Iterator[tuple[str, int | None]]:
    """Load topic after topic; yield each name with its count, None where it was there before.

    The search index is not told: rebuild it afterwards. Letters of days long past count as sent.
    """
    topics = (
        ("applications", Application, load_applications),
        ("ratings", Rating, afterwards.rate),
        ("reconsiderations and suits", Remedy, afterwards.record_remedies),
        ("published requests", PublishedRequest, afterwards.publish),
        ("annual figures", AnnualFigures, afterwards.enter_annual_figures),
    )
    for name, model, make in topics:
        if model.objects.exists():
            yield name, None
            continue
        with suspended(), translation.override(CHINESE), transaction.atomic():
            count = make(today=today)
            Letter.objects.unsent().update(sent_at=timezone.now(), private_email=None)
        yield name, count


def load_applications(*, today: date) -> int:
    """Take every application from its receipt to where it stands today; return how many."""
    return tell_all(today, load_calendar())
