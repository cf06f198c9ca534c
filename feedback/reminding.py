"""Remind officials before a due date, and once it has passed: of replies and of results."""

from datetime import date

from django.utils.translation import gettext_noop

from catalogs import reminding
from feedback import consultation_notices, notices
from feedback.models import Submission


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were."""
    of_submissions = reminding.remind(
        Submission.objects.select_related("handler", "department"),
        today=today,
        tell=notices.tell_handlers,
        soon=gettext_noop("A submission is due soon"),
        late=gettext_noop("A submission is overdue"),
    )
    return of_submissions + consultation_notices.remind(today=today)
