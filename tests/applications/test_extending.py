"""Extension, fee and a changed calendar: what each does to the clock, and when it is too late."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from applications import charging, closing, handling
from applications.enums import (
    ExtensionState,
    FeeBasis,
    InquiryAnswer,
)
from applications.models import ExtensionRequest, FeeNotice
from catalogs import calendar_keeping
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of, office
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db
RECEIVED = date(2025, 9, 15)
DUE = date(2025, 10, 17)


@pytest.fixture
def application(calendar):
    """Received on 15 September 2025, due on 17 October."""
    return ApplicationFactory(examining=True, received_on=RECEIVED)


@pytest.fixture
def clerk(application):
    return clerk_of(application)


def ask(application, clerk, day):
    return handling.ask_third_party(
        application, actor=clerk, addressee="第三方公司", question="是否同意公开?", today=day
    )


def answer(inquiry, clerk, day, **options):
    return handling.receive_inquiry_answer(
        inquiry, actor=clerk, answer=InquiryAnswer.CONSENTS, today=day, **options
    )


def due(application):
    application.refresh_from_db()
    return application.due_on


def extend(application, clerk, day, *, days=20):
    return handling.request_extension(
        application, actor=clerk, reason="信息量大,需要检索。", days=days, today=day
    )


# Extension (Art. 33)


@pytest.mark.parametrize("day", [date(2025, 9, 16), DUE], ids=["early", "on the last day"])
def test_an_extension_moves_the_due_date_once(application, clerk, day):
    request = extend(application, clerk, day)
    assert due(application) == DUE
    handling.approve_extension(request, actor=office(), today=day)
    assert due(application) == date(2025, 11, 14)
    assert (application.extension_days, application.extended_on) == (20, day)
    with pytest.raises(MoveRefused):
        extend(application, clerk, day)


def test_an_extension_on_the_day_after_the_due_date_is_refused(application, clerk):
    with pytest.raises(MoveRefused) as refusal:
        extend(application, clerk, date(2025, 10, 18))
    assert refusal.value.code == "late"


def test_an_extension_asked_for_in_time_and_decided_too_late_is_refused(application, clerk):
    request = extend(application, clerk, DUE)
    with pytest.raises(MoveRefused):
        handling.approve_extension(request, actor=office(), today=date(2025, 10, 18))
    assert due(application) == DUE


def test_while_the_clock_is_stopped_there_is_nothing_to_extend(application, clerk):
    request = extend(application, clerk, date(2025, 9, 18))
    inquiry = ask(application, clerk, date(2025, 9, 22))
    with pytest.raises(MoveRefused):
        handling.approve_extension(request, actor=office(), today=date(2025, 9, 23))
    answer(inquiry, clerk, date(2025, 10, 10))
    handling.approve_extension(request, actor=office(), today=date(2025, 10, 10))
    assert due(application) == date(2025, 11, 27)


def test_an_extension_asked_for_while_stopped_is_refused(application, clerk):
    ask(application, clerk, date(2025, 9, 22))
    with pytest.raises(MoveRefused):
        extend(application, clerk, date(2025, 9, 23))


@pytest.mark.parametrize("days", [0, 21])
def test_an_extension_has_one_to_twenty_working_days(application, clerk, days):
    with pytest.raises(ValidationError):
        extend(application, clerk, date(2025, 9, 18), days=days)


def test_a_refused_extension_leaves_the_date_and_may_be_asked_for_again(application, clerk):
    request = extend(application, clerk, date(2025, 9, 18))
    handling.refuse_extension(request, actor=office(), reason="理由不足", today=date(2025, 9, 19))
    assert due(application) == DUE
    assert extend(application, clerk, date(2025, 9, 22)).state == ExtensionState.PENDING


def test_who_asks_for_an_extension_does_not_approve_it(application):
    administrator = OfficialFactory(administrator=True)
    request = extend(application, administrator, date(2025, 9, 18))
    with pytest.raises(MoveRefused):
        handling.approve_extension(request, actor=administrator, today=date(2025, 9, 18))


def test_the_database_holds_one_extension_for_an_application(application, clerk):
    extend(application, clerk, date(2025, 9, 18))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionRequest.objects.create(
            application=application,
            reason="再次",
            days=5,
            requested_by=clerk,
            requested_on=RECEIVED,
        )


# The fee (Art. 42)


@pytest.mark.parametrize(
    ("items", "yuan"),
    [(10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)],
)
def test_the_fee_by_item_rises_with_each_band_of_ten(items, yuan):
    assert charging.fee_by_items(items) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740)]
)
def test_the_fee_by_page_is_progressive_on_the_excess(pages, yuan):
    assert charging.fee_by_pages(pages) == yuan


def charge(application, clerk, day, *, quantity=31):
    return charging.send_fee_notice(
        application, actor=clerk, basis=FeeBasis.PAGE, quantity=quantity, today=day
    )


def test_the_clock_starts_anew_the_day_after_the_payment(application, clerk):
    notice = charge(application, clerk, date(2025, 9, 18))
    assert (notice.amount, notice.due_on) == (10, date(2025, 10, 18))
    assert due(application) is None
    charging.record_payment(
        application, actor=clerk, paid_on=date(2025, 10, 9), today=date(2025, 10, 10)
    )
    assert due(application) == date(2025, 11, 5)


def test_a_fee_not_paid_within_thirty_days_closes_the_application(application, clerk):
    charge(application, clerk, date(2025, 9, 18))
    assert closing.close_unpaid(today=date(2025, 10, 18)) == 0
    assert closing.close_unpaid(today=date(2025, 10, 19)) == 1
    assert closing.close_unpaid(today=date(2025, 10, 19)) == 0
    application.refresh_from_db()
    assert (application.state, application.outcome) == ("closed_unpaid", "3.6.2")


def test_a_fee_below_the_limit_or_after_the_due_date_is_refused(application, clerk):
    with pytest.raises(ValidationError):
        charge(application, clerk, date(2025, 9, 18), quantity=30)
    with pytest.raises(MoveRefused):
        charge(application, clerk, date(2025, 10, 18))


# The calendar changes while applications are open


def test_a_changed_calendar_moves_the_date_by_stops_and_extension_too(application, clerk):
    inquiry = ask(application, clerk, date(2025, 9, 22))
    answer(inquiry, clerk, date(2025, 10, 10))
    request = extend(application, clerk, date(2025, 10, 10))
    handling.approve_extension(request, actor=office(), today=date(2025, 10, 10))
    assert due(application) == date(2025, 11, 27)
    # Inside the stop a day more or less changes nothing for the reply.
    calendar_keeping.remove_day(date(2025, 9, 28))
    assert due(application) == date(2025, 11, 27)
    assert calendar_keeping.set_day(date(2025, 11, 3), is_working=False) == 1
    assert due(application) == date(2025, 11, 28)
    row = HistoryRow.objects.of(application).get(action="due_date_recomputed")
    assert row.changes == {"due_on": ["2025-11-27", "2025-11-28"]}


def test_a_concluded_application_keeps_the_date_it_was_measured_by(calendar):
    application = ApplicationFactory(answered=True)
    before = application.due_on
    calendar_keeping.set_day(date(2026, 11, 10), is_working=False)
    assert due(application) == before


def test_a_date_in_a_year_to_come_is_provisional_until_its_calendar_is_loaded(calendar):
    application = ApplicationFactory(examining=True, received_on=date(2026, 12, 14))
    assert (application.due_on, application.due_provisional) == (date(2027, 1, 11), True)
    calendar_keeping.load_year(2027, [(date(2027, 1, 1), False, "元旦")])
    assert due(application) == date(2027, 1, 12)
    assert not application.due_provisional


@pytest.mark.parametrize(
    ("basis", "quantity", "words"),
    [("page", 120, "120 pages"), ("page", 1, "1 page"), ("item", 12, "12 items")],
)
def test_a_fee_says_what_it_is_counted_by(basis, quantity, words):
    with override("en"):
        assert FeeNotice(basis=basis, quantity=quantity).counted == words
