"""A submission as a row of the desk: what is asked, its state, its days left."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.desk.waiting import waiting
from catalogs.identity import without_parts
from catalogs.models import Official
from catalogs.time_left import concluded_tag, due_tag
from catalogs.working_days import WorkCalendar
from feedback.enums import ANSWERED_STATES
from feedback.models import Submission
from feedback.views import desk_tabs

# The length of a name would tell more of it.
LONGEST_MASK = 4


def state_tag(submission: Submission) -> dict[str, Any]:
    """Return the state as a tag: green answered, blue open, grey closed without a reply."""
    tone = "blue" if submission.is_open else "grey"
    if submission.state in ANSWERED_STATES:
        tone = "green"
    return {"text": submission.get_state_display(), "tone": tone}


def clock_tag(submission: Submission, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return the days left, or whether it was concluded in time."""
    if not submission.is_open:
        return concluded_tag(late=submission.is_late())
    return due_tag(submission.due_on, today=today, calendar=calendar)


def row_of(submission: Submission, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return one row; the asker's name is masked."""
    department, is_open = submission.department, submission.is_open
    name = submission.masked_name[:LONGEST_MASK] or _("without a name")
    return {
        "url": reverse("feedback:desk-detail", args=[submission.receipt_number]),
        "number": submission.receipt_number,
        "title": without_parts(submission.title, submission.contact_parts()),
        "who": f"{submission.get_kind_display()} · {name}",
        "department": department.display_name if department else "",
        "handler": str(submission.handler) if submission.handler else "",
        "state": state_tag(submission),
        "clock": clock_tag(submission, today=today, calendar=calendar),
        "due_on": submission.due_on if is_open else None,
        "provisional": is_open and submission.due_provisional,
        "received_on": submission.received_on,
        "concluded_on": submission.concluded_on,
    }


def waiting_for(user: Official, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by due date, and a link."""
    rows = desk_tabs.waits_for(Submission.objects.visible_to(user), user, today)
    return waiting(
        rows.select_related("department", "handler").by_due_date(),
        partial(row_of, today=today, calendar=calendar),
        heading=_("Submissions of the public"),
        nothing=_("No submission waits for you."),
        more=_("More submissions wait: see all of them"),
        all_=_("All submissions"),
        url=reverse("feedback:desk-list"),
    )
