"""Remind the handlers of an application before its due date, and once it has passed."""

from datetime import date

from django.utils.translation import gettext_noop

from applications import notices
from applications.models import Application
from catalogs import reminding


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were."""
    return reminding.remind(
        Application.objects.select_related("handler", "department"),
        today=today,
        tell=notices.tell_handlers,
        soon=gettext_noop("An application is due soon"),
        late=gettext_noop("An application is overdue"),
    )
