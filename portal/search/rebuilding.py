"""Building the index anew from the database."""

from datetime import date

from django.core.cache import cache

from portal.search.backend import Progress, get_backend
from portal.search.documents import documents

# In the cache from when a rebuild is asked for until it is done.
ASKED = "search:rebuild-asked"


def rebuild(*, today: date, progress: Progress | None = None) -> dict[str, int]:
    """Rebuild the index from what is public ``today``; return the documents of each type.

    Raises ``IndexBusy`` where another rebuild is at work.
    """
    counts = get_backend().rebuild(documents(today), progress)
    cache.delete(ASKED)
    return counts
