"""Tell the search index, by the task's name alone, that a row changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import models, transaction

TASK = "portal.search.tasks.refresh"
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
    """Send the refresh of ``row`` when the transaction commits.

    A broker that does not answer must not undo what the official did: the nightly
    rebuild catches up, and the failure is logged.
    """
    if _suspended.get():
        return
    transaction.on_commit(partial(_send, row._meta.label_lower, row.pk), robust=True)


def _send(label: str, pk: int) -> None:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        if task := current_app.tasks.get(TASK):
            task.apply(args=[label, pk])
        return
    current_app.send_task(TASK, args=[label, pk])
