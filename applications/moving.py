"""What every verb does first and last: lock, ask the table; save, write history."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications import access
from applications.enums import APPLICANT, REPLY_WORKING_DAYS, ExtensionState, InquiryAnswer
from applications.identity import without_anyone
from applications.models import Application
from catalogs import moving
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.history import difference
from catalogs.models import HistoryRow, Official
from catalogs.workflow import MoveRefused
from catalogs.working_days import WorkCalendar


def begin(
    application: Application,
    action: str,
    *,
    actor: Official | None,
    applicant: bool = False,
    reason: str = "",
) -> Application:
    """Lock the row and return it when the table allows ``action``; else ``MoveRefused``.

    ``actor`` is None for the system, and for the applicant, who is marked by ``applicant``.
    """
    citizen = APPLICANT if applicant else None
    row = access.find(action)
    application = moving.hold(application, row, actor=actor, citizen=citizen, reason=reason)
    if actor and not access.concerns(actor, application, action):
        raise MoveRefused(_("This application is not yours to handle."), code="role")
    return application


def finish(
    application: Application,
    action: str,
    *,
    actor: Official | None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    recount: bool = False,
    calendar: WorkCalendar | None = None,
    at: datetime | None = None,
) -> HistoryRow:
    """Move the locked row by the table, save it and write the history row.

    With ``recount`` the due date is computed again, and its change told in the history.
    Identity parts of anyone that an official wrote into the reason are struck out.
    """
    return moving.settle(
        application,
        access.find(action),
        actor=actor,
        reason=without_anyone(reason, application),
        changes=changes,
        recount=partial(count_again, calendar=calendar or load_calendar()) if recount else None,
        at=at,
    )


def start_reply_clock(application: Application, *, start: date, calendar: WorkCalendar) -> None:
    """Let the reply clock start (anew) on ``start``, the day not counted."""
    start_clock(application, working_days(REPLY_WORKING_DAYS), start=start, calendar=calendar)


def count_again(application: Application, *, calendar: WorkCalendar) -> dict[str, Any]:
    """Store the due date as stops, extension and state have it; return what changed."""
    before = {"due_on": application.due_on}
    due = application.compute_due(calendar)
    application.due_on = due.date if due else None
    application.due_provisional = bool(due and due.provisional)
    return difference(before, {"due_on": application.due_on})


def settle_open_parts(application: Application, *, today: date) -> None:
    """End what is still awaited when an application is concluded."""
    for inquiry in application.inquiries.open():
        inquiry.answered_on, inquiry.answer = today, InquiryAnswer.NOT_NEEDED
        inquiry.save(update_fields=["answered_on", "answer"])
    application.extension_requests.filter(state=ExtensionState.PENDING).update(
        state=ExtensionState.REFUSED, decided_on=today
    )


def check_day(name: str, day: date, *, earliest: date, today: date) -> None:
    """Refuse a day in the future or before what it follows, beside the field ``name``."""
    if day > today:
        raise ValidationError({name: _("This day has not come yet.")})
    if day < earliest:
        raise ValidationError(
            {name: _("This day lies before %(day)s.") % {"day": date_format(earliest)}}
        )
