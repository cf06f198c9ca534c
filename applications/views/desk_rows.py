"""An application as a row of the desk: what is asked, its state, its days left."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.enums import ANSWERED_STATES, INTAKE_STATES, WAITING_STATES
from applications.identity import without_identity
from applications.models import Application
from applications.views import desk_tabs
from catalogs.desk.waiting import waiting
from catalogs.models import Official
from catalogs.time_left import concluded_tag, due_tag
from catalogs.working_days import WorkCalendar

# The length of an organisation's name would tell which one it is.
LONGEST_MASK = 4


def state_tag(application: Application) -> dict[str, Any]:
    """Return the state as a tag: green answered, amber waiting for the applicant, blue open."""
    if application.state in ANSWERED_STATES:
        tone = "green"
    elif application.state in WAITING_STATES:
        tone = "amber"
    else:
        tone = "blue" if application.is_open else "grey"
    return {"text": application.get_state_display(), "tone": tone}


def clock_tag(application: Application, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return the days left, or why no day is left to count."""
    if not application.is_open:
        return concluded_tag(late=application.is_late())
    if application.due_on is None:
        return {"text": _("The clock is stopped"), "tone": "grey"}
    return due_tag(application.due_on, today=today, calendar=calendar)


def row_of(application: Application, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return one row; the applicant's name is masked."""
    department = application.department
    return {
        "url": reverse("applications:desk-detail", args=[application.receipt_number]),
        "number": application.receipt_number,
        "title": without_identity(application.title, application),
        "who": application.masked_name[:LONGEST_MASK] or application.get_applicant_kind_display(),
        "department": department.display_name if department else "",
        # Before the assignment it is what the applicant wished for.
        "wished": application.state in INTAKE_STATES,
        "handler": str(application.handler) if application.handler else "",
        "state": state_tag(application),
        "clock": clock_tag(application, today=today, calendar=calendar),
        "due_on": application.due_on if application.is_open else None,
        "provisional": application.is_open and application.due_provisional,
        "received_on": application.received_on,
        "concluded_on": application.concluded_on,
    }


def waiting_for(user: Official, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by due date, and a link."""
    rows = desk_tabs.waits_for(Application.objects.visible_to(user), user, today)
    return waiting(
        rows.select_related("department", "handler").by_due_date(),
        partial(row_of, today=today, calendar=calendar),
        heading=_("Applications for disclosure"),
        nothing=_("No application waits for you."),
        more=_("More applications wait: see all of them"),
        all_=_("All applications"),
        url=reverse("applications:desk-list"),
    )
