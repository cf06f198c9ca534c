"""The task of the live datasets."""

import logging

from celery import shared_task
from django.utils import timezone

from portal.opendata.live.refreshing import refresh_after_withdrawal, refresh_all

logger = logging.getLogger(__name__)


# Rows of a hundred thousand documents take longer than other tasks may.
@shared_task(name="portal.opendata.live.tasks.refresh_daily", time_limit=3600, soft_time_limit=3500)
def refresh_daily() -> None:
    """Make the live datasets of today; run twice it finds them unchanged."""
    now = timezone.now()
    told = refresh_all(today=timezone.localdate(now), now=now)
    logger.info("Live datasets: %s.", ", ".join(f"{n} {word}" for word, n in told.items()))


@shared_task(
    name="portal.opendata.live.tasks.refresh_withdrawn", time_limit=3600, soft_time_limit=3500
)
def refresh_withdrawn(source: str, field_id: int | None) -> None:
    """Take what was withdrawn out of the live datasets that hold rows of its kind and field."""
    now = timezone.now()
    refresh_after_withdrawal(source, field_id, today=timezone.localdate(now), now=now)
