"""Tasks of the search index; lower floors send ``refresh`` by its name."""

import logging

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from portal.search.backend import IndexBusy, IndexUnavailable, get_backend
from portal.search.documents import TYPE_OF_MODEL, document_of, key_of
from portal.search.rebuilding import ASKED, rebuild

logger = logging.getLogger(__name__)
ASKED_SECONDS = 600


@shared_task(
    name="portal.search.tasks.refresh",
    autoretry_for=(IndexBusy,),
    retry_backoff=2,
    retry_backoff_max=60,
    max_retries=8,
)
def refresh(model_label: str, pk: int) -> None:
    """Make the index agree with one row: found where it is public, gone where it is not.

    ``model_label`` is like "catalogs.publication"; models that are not searched are passed over.
    """
    kind = TYPE_OF_MODEL.get(model_label.lower())
    if kind is None:
        return
    document = document_of(kind, pk, timezone.localdate())
    try:
        if document:
            get_backend().replace(document)
        else:
            get_backend().remove(key_of(kind, pk))
    except IndexUnavailable:
        ask_for_rebuild()


# A large index takes longer than other tasks may; a second rebuild meanwhile finds it busy.
@shared_task(name="portal.search.tasks.rebuild", time_limit=3600, soft_time_limit=3500)
def rebuild_index() -> None:
    """Rebuild the whole index; what became or ceased to be public by date alone is caught too."""
    try:
        counts = rebuild(today=timezone.localdate())
    except IndexBusy:
        logger.info("The search index is already being rebuilt.")
    else:
        logger.info("Search index rebuilt: %d documents.", sum(counts.values()))


def ask_for_rebuild() -> None:
    """Send the rebuild task, once in ten minutes however many readers meet a broken index.

    Never raises: the reader is told that search is being rebuilt either way.
    """
    try:
        if cache.add(ASKED, "1", timeout=ASKED_SECONDS):
            rebuild_index.delay()
    except Exception:
        logger.exception("The rebuild of the search index could not be sent.")
