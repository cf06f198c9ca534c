"""Remind the handlers: yellow three working days before the due date, red once it has passed."""

from datetime import date

from django.utils.translation import gettext_noop

from applications import notices
from applications.models import Application


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were.

    The letter's key is the record: it names the due date, so a date that moved is told anew,
    a second run tells nothing and a missed night is caught up.
    """
    applications = Application.objects.select_related("handler", "department")
    written = 0
    for application in applications.due_soon(today).order_by("pk"):
        written += _remind(application, "yellow", news=gettext_noop("An application is due soon"))
    for application in applications.overdue(today).order_by("pk"):
        written += _remind(application, "red", news=gettext_noop("An application is overdue"))
    return written


def _remind(application: Application, colour: str, *, news: str) -> int:
    return notices.tell_handlers(application, f"{colour}-{application.due_on:%Y%m%d}", news=news)
