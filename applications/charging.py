"""The information-processing fee (Art. 42, 国办函〔2020〕109号): computed, asked for, paid."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import FEE_CALENDAR_DAYS, FeeBasis, PaperKind
from applications.models import Application, FeeNotice
from applications.moving import begin, check_day, finish, start_reply_clock
from applications.paperwork import papers
from catalogs.deadlines import load_calendar, start_clock
from catalogs.models import Official
from catalogs.time_limits import DayCount, LimitKind, ParsedLimit
from catalogs.workflow import MoveRefused

FREE_ITEMS = 10
YUAN_PER_ITEM = 100
ITEMS_IN_A_BAND = 10
LAST_ITEM_OF_FIRST_BAND = 30
# Up to which page each page costs so many yuan; the last rate has no end.
PAGE_RATES = ((30, 0), (100, 10), (200, 20))
LAST_PAGE_RATE = 40

_PERIOD = ParsedLimit(
    kind=LimitKind.WITHIN_CALENDAR_DAYS, amount=FEE_CALENDAR_DAYS, day_count=DayCount.CALENDAR
)


def fee_by_items(items: int) -> int:
    """Return the yuan for ``items`` of one applicant in a calendar month.

    Ten are free; the 11th to the 30th cost 100 yuan each; from the 31st on each band of ten
    costs 100 yuan an item more than the band before.
    """
    total = 0
    for item in range(FREE_ITEMS + 1, items + 1):
        band = max(0, -(-(item - LAST_ITEM_OF_FIRST_BAND) // ITEMS_IN_A_BAND))
        total += YUAN_PER_ITEM * (1 + band)
    return total


def fee_by_pages(pages: int) -> int:
    """Return the yuan for ``pages``: 30 are free, then 10, from the 101st 20, from the 201st 40."""
    total, before = 0, 0
    for last, rate in PAGE_RATES:
        total += rate * max(0, min(pages, last) - before)
        before = last
    return total + LAST_PAGE_RATE * max(0, pages - before)


@transaction.atomic
def send_fee_notice(
    application: Application,
    *,
    actor: Official,
    basis: str,
    quantity: int,
    today: date,
    at: datetime | None = None,
) -> FeeNotice:
    """Ask for the fee, within the time for the reply; it is paid within 30 days.

    ``quantity`` counts items or pages, as ``basis`` says. Raises ``ValidationError`` when the
    rule charges nothing, ``MoveRefused`` after the due date or for a second notice.
    """
    application = begin(application, "send_fee_notice", actor=actor)
    if FeeNotice.objects.filter(application=application).exists():
        raise MoveRefused(_("The fee was asked for already."), code="state")
    if application.inquiries.open().exists():
        raise MoveRefused(_("An inquiry is still open."), code="state")
    if today > application.due_on:
        raise MoveRefused(_("A fee is asked for within the time for the reply."), code="late")
    amount = fee_by_items(quantity) if basis == FeeBasis.ITEM else fee_by_pages(quantity)
    if not amount:
        raise ValidationError({"quantity": _("Below the limits of the rule nothing is charged.")})
    notice = FeeNotice(
        application=application, basis=basis, quantity=quantity, amount=amount, sent_on=today
    )
    calendar = load_calendar()
    start_clock(notice, _PERIOD, start=today, calendar=calendar)
    notice.full_clean()
    notice.save()
    finish(
        application,
        "send_fee_notice",
        actor=actor,
        changes={"fee": [None, amount]},
        recount=True,
        calendar=calendar,
        at=at,
    )
    papers.issue(application, PaperKind.FEE, actor=actor, today=today, about=notice, at=at)
    notices.tell_applicant(
        application,
        "fee",
        news=gettext_noop("A fee of %(amount)s yuan is to be paid by %(day)s."),
        amount=amount,
        day=notice.due_on,
    )
    return notice


@transaction.atomic
def record_payment(
    application: Application,
    *,
    actor: Official,
    paid_on: date,
    today: date,
    at: datetime | None = None,
) -> Application:
    """Record the payment; the reply clock starts anew, its first day the one after."""
    application = begin(application, "record_payment", actor=actor)
    notice = FeeNotice.objects.select_for_update().get(application=application)
    check_day("paid_on", paid_on, earliest=notice.sent_on, today=today)
    notice.paid_on = paid_on
    notice.save(update_fields=["paid_on"])
    calendar = load_calendar()
    start_reply_clock(application, start=paid_on, calendar=calendar)
    finish(
        application,
        "record_payment",
        actor=actor,
        changes={"clock_started_on": [None, paid_on]},
        recount=True,
        calendar=calendar,
        at=at,
    )
    return application
