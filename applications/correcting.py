"""Verbs of correction (补正), Art. 30: asked once, within 7 working days, the clock starts anew."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import (
    CORRECTION_NOTICE_WORKING_DAYS,
    CORRECTION_WORKING_DAYS,
    CORRECTION_WORKING_DAYS_AT_MOST,
    PaperKind,
)
from applications.models import Application, Correction
from applications.moving import begin, check_day, finish, start_reply_clock
from applications.paperwork import papers
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.models import Official
from catalogs.workflow import MoveRefused


@transaction.atomic
def ask_correction(
    application: Application,
    *,
    actor: Official,
    what: str,
    today: date,
    period: int = CORRECTION_WORKING_DAYS,
    at: datetime | None = None,
) -> Correction:
    """Tell the applicant what to correct, within ``period`` working days.

    Raises ``MoveRefused`` for a second time, later than 7 working days after the receipt, or
    while an inquiry is open; ``ValidationError`` by field.
    """
    application = begin(application, "ask_correction", actor=actor)
    calendar = load_calendar()
    if Correction.objects.filter(application=application).exists():
        raise MoveRefused(_("A correction may be asked for once only."), code="state")
    if application.inquiries.open().exists():
        raise MoveRefused(_("An inquiry is still open."), code="state")
    last = calendar.add_working_days(application.received_on, CORRECTION_NOTICE_WORKING_DAYS)
    if today > last.date:
        raise MoveRefused(
            _("A correction is asked for within 7 working days of the receipt."), code="late"
        )
    if not what.strip():
        raise ValidationError({"what": _("Write what is to be corrected.")})
    if not 1 <= period <= CORRECTION_WORKING_DAYS_AT_MOST:
        raise ValidationError({"period": _("Give a reasonable period.")})
    correction = Correction(application=application, asked_on=today, what=what)
    start_clock(correction, working_days(period), start=today, calendar=calendar)
    correction.full_clean()
    correction.save()
    finish(application, "ask_correction", actor=actor, recount=True, calendar=calendar, at=at)
    kind = PaperKind.CORRECTION
    papers.issue(application, kind, actor=actor, today=today, about=correction, at=at)
    notices.tell_applicant(
        application,
        "correction",
        news=gettext_noop("Please correct your application by %(day)s."),
        day=correction.due_on,
    )
    return correction


@transaction.atomic
def receive_correction(
    application: Application,
    *,
    actor: Official | None,
    text: str,
    today: date,
    received_on: date | None = None,
    at: datetime | None = None,
) -> Application:
    """Take in the correction; the reply clock starts anew on the day it was received.

    ``actor`` is None when the applicant sends it online, which is possible until the end of
    the period; an official may also record one whose delay has a good reason.
    """
    action = "record_correction" if actor else "supply_correction"
    application = begin(application, action, actor=actor, applicant=actor is None)
    correction = Correction.objects.select_for_update().get(application=application)
    if actor is None and correction.due_on < today:
        raise MoveRefused(_("The period for the correction has passed."), code="late")
    day = received_on or today
    check_day("received_on", day, earliest=correction.asked_on, today=today)
    if not text.strip():
        raise ValidationError({"text": _("Write the correction.")})
    correction.text, correction.received_on = text, day
    correction.full_clean()
    correction.save()
    calendar = load_calendar()
    start_reply_clock(application, start=day, calendar=calendar)
    finish(
        application,
        action,
        actor=actor,
        changes={"clock_started_on": [None, day]},
        recount=True,
        calendar=calendar,
        at=at,
    )
    notices.tell_handlers(application, "corrected", news=gettext_noop("The correction has arrived"))
    return application
