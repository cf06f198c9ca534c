"""Remind the handlers: yellow three working days before the due date, red once it has passed."""

from datetime import date

from django.utils.translation import gettext_noop

from feedback import notices
from feedback.models import Submission


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were.

    The letter's key is the record: it names the due date, so a date that moved is told anew,
    a second run tells nothing and a missed night is caught up.
    """
    submissions = Submission.objects.select_related("handler", "department")
    written = 0
    for submission in submissions.due_soon(today).order_by("pk"):
        written += _remind(submission, "yellow", news=gettext_noop("A submission is due soon"))
    for submission in submissions.overdue(today).order_by("pk"):
        written += _remind(submission, "red", news=gettext_noop("A submission is overdue"))
    return written


def _remind(submission: Submission, colour: str, *, news: str) -> int:
    return notices.tell_handlers(submission, f"{colour}-{submission.due_on:%Y%m%d}", news=news)
