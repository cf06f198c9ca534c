"""Verbs of receiving: an application comes in, by the portal or over the counter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import clock, notices
from applications.attaching import attach
from applications.enums import RECEIPT_PREFIX, ApplicationState, Channel, PaperKind
from applications.models import Application
from applications.moving import begin, check_day, finish, start_reply_clock
from applications.paperwork import papers
from applications.workflow import INTAKE
from catalogs import query_codes
from catalogs.access import role_of
from catalogs.deadlines import load_calendar
from catalogs.history import record
from catalogs.models import Official
from catalogs.receipts import next_receipt_number
from catalogs.workflow import MoveRefused

# A file with its name and its purpose.
GivenFile = tuple[BinaryIO, str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant takes away; the code is shown this once and stored hashed."""

    application: Application
    code: str


@transaction.atomic
def submit(*, now: datetime, files: Iterable[GivenFile] = (), **values: Any) -> Receipt:
    """Take in an application made on the portal.

    ``values`` are the columns of the applicant and of what is asked. The day is that of
    ``now`` in local time. Raises ``ValidationError`` by field.
    """
    today = timezone.localdate(now)
    receipt = _take_in(
        Application(channel=Channel.ONLINE, arrived_on=today, received_on=today, **values),
        actor=None,
        action="submit",
        files=files,
        now=now,
    )
    notices.tell_officials(
        receipt.application,
        "received",
        recipients=notices.intake_officials(),
        news=gettext_noop("An application waits to be registered"),
    )
    return receipt


@transaction.atomic
def register_by_hand(
    *,
    actor: Official,
    channel: str,
    arrived_on: date,
    now: datetime,
    confirmed_on: date | None = None,
    files: Iterable[GivenFile] = (),
    **values: Any,
) -> Receipt:
    """Register an application that came by post, letter, fax or in person.

    ``arrived_on`` is the day it was handed in, signed for or came out of the machine;
    ``confirmed_on`` the day the office confirmed a letter or a fax with the applicant.
    """
    if role_of(actor) not in INTAKE:
        raise MoveRefused(_("The disclosure office registers applications."), code="role")
    today = timezone.localdate(now)
    check_day("arrived_on", arrived_on, earliest=date.min, today=today)
    if confirmed_on is not None:
        check_day("confirmed_on", confirmed_on, earliest=arrived_on, today=today)
    received_on = clock.receipt_day(channel, arrived_on=arrived_on, confirmed_on=confirmed_on)
    application = Application(
        channel=channel,
        state=ApplicationState.REGISTERED,
        arrived_on=arrived_on,
        received_on=received_on,
        **values,
    )
    receipt = _take_in(application, actor=actor, action="register_by_hand", files=files, now=now)
    papers.issue(receipt.application, PaperKind.RECEIPT, actor=actor, today=today, at=now)
    return receipt


@transaction.atomic
def register(
    application: Application,
    *,
    actor: Official,
    today: date,
    confirmed_on: date | None = None,
    at: datetime | None = None,
) -> Application:
    """Register an application made online: confirm its receipt, from which the clock runs.

    Art. 31: an application by the internet is received on the day both sides confirm it; the
    applicant did so on submitting, the office does on ``confirmed_on``. Until then, and when
    no day is given, the day of submission counts, so that waiting does not stretch the limit.
    """
    application = begin(application, "register", actor=actor)
    if confirmed_on is not None:
        check_day("confirmed_on", confirmed_on, earliest=application.arrived_on, today=today)
    received_on = clock.receipt_day(
        application.channel, arrived_on=application.arrived_on, confirmed_on=confirmed_on
    )
    changes = {}
    if received_on != application.received_on:
        changes["received_on"] = [application.received_on, received_on]
    application.received_on = received_on
    start_reply_clock(application, start=received_on, calendar=load_calendar())
    finish(application, "register", actor=actor, changes=changes, at=at)
    papers.issue(application, PaperKind.RECEIPT, actor=actor, today=today, at=at)
    notices.tell_applicant(
        application,
        "registered",
        news=gettext_noop("Your application was received and registered."),
    )
    return application


def _take_in(
    application: Application,
    *,
    actor: Official | None,
    action: str,
    files: Iterable[GivenFile],
    now: datetime,
) -> Receipt:
    code = query_codes.new_code()
    application.code_hash = query_codes.hashed(code)
    application.created_at = now
    start_reply_clock(application, start=application.received_on, calendar=load_calendar())
    application.full_clean(exclude=["receipt_number"])
    # The number last: the sequence stays locked until the end, and others wait for it.
    kept = list(files)
    application.receipt_number = next_receipt_number(
        RECEIPT_PREFIX, year=timezone.localdate(now).year
    )
    application.save()
    for file, name, purpose in kept:
        attach(application, file=file, name=name, purpose=purpose, actor=actor, at=now)
    record(application, actor=actor, action=action, to_state=application.state, at=now)
    notices.tell_applicant(
        application,
        "receipt",
        news=gettext_noop("Your application has arrived at the disclosure office."),
    )
    return Receipt(application, code)
