"""Two officials at the same row: a page that was opened before another's change says so.

Each form carries what was last recorded of its row when the page was made. Where something newer
has been recorded when it is sent, nothing is done, and a sentence says who did what.
"""

from collections.abc import Callable

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogs.models import HistoryRow

SEEN = "seen_history"


def last_seen(row: models.Model) -> int:
    """Return the number of the newest history row of ``row``, 0 where there is none."""
    return HistoryRow.objects.of(row).aggregate(newest=models.Max("pk"))["newest"] or 0


def overtaking(request: HttpRequest, row: models.Model) -> HistoryRow | None:
    """Return the newest history row that the sent page of ``row`` did not know, or None."""
    seen = request.POST.get(SEEN, "")
    if request.method != "POST" or not (seen.isascii() and seen.isdigit()):
        return None
    newer = HistoryRow.objects.of(row).filter(pk__gt=int(seen)).select_related("actor")
    return newer.order_by("-pk").first()


def overtaken_words(happening: HistoryRow, action_words: Callable[[str], str]) -> str:
    """Say who changed the row meanwhile, when and how."""
    return _("Since you opened the page, %(who)s changed this row (%(what)s, %(when)s).") % {
        "who": happening.actor or _("The system"),
        "what": action_words(happening.action),
        "when": date_format(timezone.localtime(happening.at), "DATETIME_FORMAT"),
    }
