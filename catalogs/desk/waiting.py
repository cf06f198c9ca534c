"""What waits for an official, for the start page of the desk: the first rows and a link."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

SHOWN = 10


def waiting(
    rows: QuerySet, row_of: Callable[[Any], dict[str, Any]], *, more: str, all_: str, **words: Any
) -> dict[str, Any]:
    """Return the first of the ordered rows, whether there are more, and the ``words`` given.

    The link is called ``more`` when not all are shown, else ``all_``.
    """
    first = rows[: SHOWN + 1]
    is_more = len(first) > SHOWN
    return {
        "rows": [row_of(row) for row in first[:SHOWN]],
        "more": is_more,
        "link": more if is_more else all_,
        **words,
    }
