"""Verbs of data the portal makes by itself: found unchanged, and old versions given up."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from catalogs.data_enums import DatasetState
from catalogs.models import Dataset, DatasetVersion

# Every version of the last days is kept, then the first of each month.
DAYS_KEPT_WHOLE = 31


@transaction.atomic
def confirm_current(dataset: Dataset, *, now: datetime) -> bool:
    """Note that the newest version of a public dataset is what a new one would be.

    The data are then as good as updated on this day. Returns False where nothing is public.
    """
    rows = Dataset.objects.filter(pk=dataset.pk, state=DatasetState.PUBLISHED)
    return bool(rows.update(updated_on=timezone.localdate(now)))


@transaction.atomic
def thin_versions(dataset: Dataset, *, today: date) -> int:
    """Delete versions older than the days kept, but the first of each month; return how many.

    The newest stays, however old. Each version has a file of its own, which goes with it.
    """
    begin = today - timedelta(days=DAYS_KEPT_WHOLE)
    months: set[tuple[int, int]] = set()
    gone = []
    for version in dataset.versions.exclude(pk=dataset.latest_id).order_by("number"):
        day = timezone.localdate(version.released_at)
        month = (day.year, day.month)
        if day < begin and month in months:
            gone.append(version)
        months.add(month)
    for version in gone:
        _delete(version)
    return len(gone)


@transaction.atomic
def forget_older(dataset: Dataset) -> int:
    """Delete every version but the newest, with its file; return how many."""
    older = list(dataset.versions.exclude(pk=dataset.latest_id))
    for version in older:
        _delete(version)
    return len(older)


def _delete(version: DatasetVersion) -> None:
    storage, name = version.file.storage, version.file.name
    version.delete()
    transaction.on_commit(lambda: storage.delete(name))
