"""Inquiry and correction: what each does to the clock, and when it is too late."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from applications import closing, handling, inquiring
from applications.enums import (
    ApplicationState,
    InquiryAnswer,
    InquiryKind,
)
from applications.models import Correction, Inquiry
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of
from tests.factories import DepartmentFactory, OfficialFactory

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


# Inquiries (Art. 32 to 34)


@pytest.mark.parametrize(
    ("sent", "answered", "moved"),
    [
        (date(2025, 9, 22), date(2025, 10, 10), date(2025, 10, 30)),
        (date(2025, 9, 29), date(2025, 10, 9), date(2025, 10, 21)),
        (date(2025, 9, 26), date(2025, 9, 28), date(2025, 10, 20)),
    ],
)
def test_the_time_of_an_inquiry_is_excluded_in_working_days(
    application, clerk, sent, answered, moved
):
    inquiry = ask(application, clerk, sent)
    assert due(application) is None
    assert application.is_stopped
    answer(inquiry, clerk, answered)
    assert due(application) == moved
    row = HistoryRow.objects.of(application).get(action="record_inquiry_answer")
    assert row.changes["due_on"] == [None, moved.isoformat()]


def test_two_inquiries_that_overlap_exclude_a_day_once(application, clerk):
    first = ask(application, clerk, date(2025, 9, 22))
    agency = handling.consult_agency(
        application,
        actor=clerk,
        agency=DepartmentFactory(),
        question="是否同意公开?",
        today=date(2025, 9, 29),
    )
    answer(first, clerk, date(2025, 10, 10))
    assert due(application) is None
    answer(agency, clerk, date(2025, 10, 13))
    assert due(application) == date(2025, 11, 3)


def test_an_inquiry_sent_on_or_after_the_due_date_no_longer_stops_the_clock(application, clerk):
    ask(application, clerk, DUE)
    assert due(application) == DUE
    assert application.is_overdue(date(2025, 10, 18))


def test_an_inquiry_is_due_after_fifteen_working_days_and_ends_in_silence(application, clerk):
    inquiry = ask(application, clerk, date(2025, 9, 22))
    assert inquiry.due_on == date(2025, 10, 17)
    assert inquiring.end_silent_inquiries(today=date(2025, 10, 17)) == 0
    # Three nights were missed: the stop still ends with the period.
    assert inquiring.end_silent_inquiries(today=date(2025, 10, 20)) == 1
    assert inquiring.end_silent_inquiries(today=date(2025, 10, 20)) == 0
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.answered_on) == ("no_answer", date(2025, 10, 17))
    # 5 days were counted by 22 September; 15 are left from 20 October.
    assert due(application) == date(2025, 11, 7)


def test_an_answer_after_its_period_takes_no_more_than_the_period(application, clerk):
    inquiry = ask(application, clerk, date(2025, 9, 22))
    answer(inquiry, clerk, date(2025, 10, 20))
    assert due(application) == date(2025, 11, 7)


def test_an_answer_to_come_before_the_question_or_twice_is_refused(application, clerk):
    inquiry = ask(application, clerk, date(2025, 9, 22))
    for received_on in (date(2025, 9, 21), date(2025, 9, 24)):
        with pytest.raises(ValidationError):
            answer(inquiry, clerk, date(2025, 9, 23), received_on=received_on)
    answer(inquiry, clerk, date(2025, 9, 23))
    with pytest.raises(MoveRefused):
        answer(inquiry, clerk, date(2025, 9, 23))


def test_the_consulted_department_answers_its_own_inquiry_and_no_other(application, clerk):
    colleague, stranger = OfficialFactory(), OfficialFactory()
    inquiry = handling.consult_agency(
        application,
        actor=clerk,
        agency=colleague.department,
        question="是否同意公开?",
        today=date(2025, 9, 22),
    )
    third = ask(application, clerk, date(2025, 9, 22))
    for asked, official in ((inquiry, stranger), (third, colleague)):
        with pytest.raises(MoveRefused):
            answer(asked, official, date(2025, 9, 23))
    assert answer(inquiry, colleague, date(2025, 9, 23)).answer == "consents"


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": InquiryKind.AGENCY},
        {"kind": InquiryKind.THIRD_PARTY, "agency_name": "市局"},
        {"kind": InquiryKind.THIRD_PARTY, "answered_on": RECEIVED},
        {"kind": InquiryKind.THIRD_PARTY, "answered_on": date(2025, 9, 1), "answer": "consents"},
    ],
    ids=["no agency", "third party with agency", "day without answer", "answered before sent"],
)
def test_the_database_refuses_an_inquiry_that_makes_no_sense(application, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.create(application=application, question="?", sent_on=RECEIVED, **columns)


# Correction (Art. 30)


def correct(application, clerk, day, **options):
    return handling.ask_correction(
        application, actor=clerk, what="请写明文件名称。", today=day, **options
    )


def test_a_correction_asked_on_the_seventh_working_day_is_in_time(application, clerk):
    correction = correct(application, clerk, date(2025, 9, 24), period=7)
    assert (application.received_on, correction.due_on) == (RECEIVED, date(2025, 10, 10))
    assert due(application) is None
    assert application.state == ApplicationState.AWAITING_CORRECTION
    assert not application.is_stopped


def test_a_correction_asked_on_the_eighth_working_day_is_late(application, clerk):
    with pytest.raises(MoveRefused) as refusal:
        correct(application, clerk, date(2025, 9, 25))
    assert refusal.value.code == "late"
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("received", "moved"),
    [(date(2025, 10, 9), date(2025, 11, 5)), (date(2025, 10, 11), date(2025, 11, 7))],
)
def test_the_clock_starts_anew_on_the_day_the_correction_is_received(
    application, clerk, received, moved
):
    correct(application, clerk, date(2025, 9, 24))
    handling.receive_correction(application, actor=None, text="已补正。", today=received)
    assert due(application) == moved
    assert application.state == ApplicationState.EXAMINING
    assert application.received_on == RECEIVED


def test_a_correction_is_asked_for_once_only(application, clerk):
    correct(application, clerk, date(2025, 9, 18))
    handling.receive_correction(application, actor=None, text="已补正。", today=date(2025, 9, 19))
    with pytest.raises(MoveRefused):
        correct(application, clerk, date(2025, 9, 22))


def test_after_its_period_a_correction_comes_only_through_an_official(application, clerk):
    correction = correct(application, clerk, date(2025, 9, 18), period=3)
    assert correction.due_on == date(2025, 9, 23)
    with pytest.raises(MoveRefused):
        handling.receive_correction(application, actor=None, text="迟了", today=date(2025, 9, 24))
    handling.receive_correction(
        application, actor=clerk, text="有正当理由", today=date(2025, 9, 24)
    )
    assert due(application) == date(2025, 10, 28)


def test_what_is_not_corrected_in_its_period_is_closed_once(application, clerk):
    correct(application, clerk, date(2025, 9, 18), period=3)
    assert closing.close_uncorrected(today=date(2025, 9, 23)) == 0
    assert closing.close_uncorrected(today=date(2025, 9, 28)) == 1
    assert closing.close_uncorrected(today=date(2025, 9, 28)) == 0
    application.refresh_from_db()
    assert application.state == ApplicationState.CLOSED_UNCORRECTED
    assert (application.outcome, application.concluded_on) == ("3.6.1", date(2025, 9, 28))


@pytest.mark.parametrize("period", [0, 31])
def test_a_period_that_is_not_reasonable_is_refused(application, clerk, period):
    with pytest.raises(ValidationError) as refusal:
        correct(application, clerk, date(2025, 9, 18), period=period)
    assert "period" in refusal.value.message_dict
