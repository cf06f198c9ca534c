"""Remind the handlers of a submission before its due date, and once it has passed."""

from datetime import date

from django.utils.translation import gettext_noop

from catalogs import reminding
from feedback import notices
from feedback.models import Submission


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were."""
    return reminding.remind(
        Submission.objects.all(),
        today=today,
        tell=notices.tell_handlers,
        soon=gettext_noop("A submission is due soon"),
        late=gettext_noop("A submission is overdue"),
    )
