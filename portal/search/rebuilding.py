"""Building the index anew from the database, and asking for it where it is missing."""

import logging
from datetime import date

from django.core.cache import cache

from portal.search.backend import Progress, get_backend
from portal.search.documents import documents

logger = logging.getLogger(__name__)
ASKED = "search:rebuild-asked"
ASKED_SECONDS = 600


def rebuild(*, today: date, progress: Progress | None = None) -> dict[str, int]:
    """Rebuild the index from what is public ``today``; return the documents of each type.

    Raises ``IndexBusy`` where another rebuild is at work.
    """
    counts = get_backend().rebuild(documents(today), progress)
    cache.delete(ASKED)
    return counts


def ask_for_rebuild() -> None:
    """Send the rebuild task, once in ten minutes however many readers meet a broken index.

    Never raises: the reader is told that search is being rebuilt either way.
    """
    from portal.search.tasks import rebuild_index

    try:
        if cache.add(ASKED, "1", timeout=ASKED_SECONDS):
            rebuild_index.delay()
    except Exception:
        logger.exception("The rebuild of the search index could not be sent.")
