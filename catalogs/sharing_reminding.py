"""Remind who decides on what was sent in about open data, before the due date and once after it."""

from datetime import date
from functools import partial

from django.utils.translation import gettext_noop

from catalogs import reminding, sharing_notices
from catalogs.models import DataAccessRequest, Reuse
from catalogs.models.sent_in import SentIn
from catalogs.notices import intake_officials, reviewers_of


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were."""
    of_reuses = reminding.remind(
        Reuse.objects.all(),
        today=today,
        tell=partial(_tell, to=lambda row: intake_officials()),
        soon=gettext_noop("A reuse of data is to be examined soon"),
        late=gettext_noop("The examination of a reuse of data is overdue"),
    )
    return of_reuses + reminding.remind(
        DataAccessRequest.objects.select_related("dataset__department"),
        today=today,
        tell=partial(_tell, to=lambda row: reviewers_of(row.dataset.department)),
        soon=gettext_noop("A request for data is due soon"),
        late=gettext_noop("A request for data is overdue"),
    )


def _tell(row: SentIn, occasion: str, *, news: str, to) -> int:
    return sharing_notices.tell_officials(row, occasion, recipients=to(row), news=news)
