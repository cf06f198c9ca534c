"""Tell the search index, and the store of rows for queries, that something changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

from catalogs.models import DatasetVersion
from catalogs.task_sending import send_later

TASK = "portal.search.tasks.refresh"
BUILD_TASK = "portal.opendata.tasks.build"
LIVE_TASK = "portal.opendata.live.tasks.refresh_withdrawn"
_suspended: ContextVar[bool] = ContextVar("refreshing_suspended", default=False)


@contextmanager
def suspended() -> Iterator[None]:
    """Send no refresh inside: for a load of whole lists, after which the index is rebuilt."""
    token = _suspended.set(True)
    try:
        yield
    finally:
        _suspended.reset(token)


def refresh_later(row: models.Model) -> None:
    """Send the refresh of ``row`` when the transaction commits."""
    if not _suspended.get():
        send_later(TASK, row._meta.label_lower, row.pk)


def build_later(version: DatasetVersion) -> None:
    """Have the rows of ``version`` made ready for queries when the transaction commits."""
    send_later(BUILD_TASK, version.pk)


def leave_live_data_later(source: str, field_id: int | None) -> None:
    """Have what was withdrawn taken out of the live datasets when the transaction commits.

    ``source`` is "documents" or "knowledge", ``field_id`` the field of what was withdrawn.
    """
    if not _suspended.get():
        send_later(LIVE_TASK, source, field_id)
