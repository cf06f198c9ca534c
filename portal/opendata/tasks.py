"""Tasks of the store of rows; lower floors send ``build`` by its name."""

import logging

from celery import shared_task
from django.utils import timezone

from catalogs.models import DatasetVersion
from portal.opendata.store import building, keeping

logger = logging.getLogger(__name__)


# A million rows of a workbook take longer than other tasks may.
@shared_task(name="portal.opendata.tasks.build", time_limit=3600, soft_time_limit=3500)
def build(pk: int) -> None:
    """Make the rows of a version ready for queries; passes over one that has a newer beside it."""
    version = DatasetVersion.objects.select_related("dataset__latest").filter(pk=pk).first()
    if version is None:
        return
    latest = version.dataset.latest
    if latest is None or latest.number <= version.number:
        building.build(version)


@shared_task(name="portal.opendata.tasks.rebuild_missing", time_limit=3600, soft_time_limit=3500)
def rebuild_missing() -> None:
    """Build what is missing, remove what is left over; run twice it finds nothing to do."""
    left = keeping.remove_left_over()
    built = 0
    for version in keeping.missing(timezone.localdate()):
        building.build(version)
        built += 1
    logger.info("Store of rows: %d versions built, %d datasets removed.", built, len(left))
