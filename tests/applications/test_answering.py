"""Answering: drafted, reviewed by another person, issued, delivered, filed; rated; closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from applications import answering, closing, handling, rating, remedies
from applications.enums import (
    ANSWER_OUTCOMES,
    OUTCOME_ARTICLES,
    ApplicationState,
    Outcome,
    RemedyKind,
    RemedyResult,
    Way,
)
from applications.models import Application
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of, office, reviewer_of
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def application(calendar):
    return ApplicationFactory(examining=True)


def draft(application, clerk, outcome=Outcome.DISCLOSED, **options):
    return answering.draft_answer(
        application, actor=clerk, outcome=outcome, answer="予以公开。", **options
    )


BLANKS = [
    "该信息属于……。",
    "第___条",
    "地址：＿＿＿",
    "以（）号告知书答复",
    "XXX局",
    "to be filled in...",
]


@pytest.mark.parametrize("answer", BLANKS)
def test_an_answer_with_a_blank_is_not_submitted(application, answer):
    clerk = clerk_of(application)
    answering.draft_answer(application, actor=clerk, outcome=Outcome.DISCLOSED, answer=answer)
    with pytest.raises(ValidationError) as refusal:
        answering.submit_answer(application, actor=clerk)
    assert "answer" in refusal.value.message_dict
    application.refresh_from_db()
    assert application.state == ApplicationState.EXAMINING


def test_an_approved_answer_with_a_blank_is_not_issued(application):
    clerk = clerk_of(application)
    draft(application, clerk)
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer_of(application))
    Application.objects.update(answer="理由是……。")
    with pytest.raises(ValidationError) as refusal:
        answering.issue_answer(application, actor=clerk, today=TODAY)
    assert "answer" in refusal.value.message_dict
    application.refresh_from_db()
    assert application.answered_on is None


def test_the_whole_way_from_draft_to_file(application):
    clerk, reviewer = clerk_of(application), reviewer_of(application)
    draft(application, clerk)
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer)
    application = answering.issue_answer(application, actor=clerk, today=TODAY)
    assert (application.answered_on, application.concluded_on) == (TODAY, TODAY)
    assert not application.is_open
    answering.deliver(application, actor=clerk, way=Way.ONLINE, delivered_on=TODAY, today=TODAY)
    application = answering.file(application, actor=clerk, today=TODAY)
    assert (application.state, application.filed_on) == (ApplicationState.FILED, TODAY)
    moves = [
        (row.action, row.to_state) for row in HistoryRow.objects.of(application).order_by("pk")
    ]
    assert moves == [
        ("draft_answer", "examining"),
        ("submit_answer", "in_review"),
        ("approve_answer", "approved"),
        ("issue_answer", "answered"),
        ("deliver", "delivered"),
        ("file", "filed"),
    ]


def test_the_drafter_does_not_review(application):
    administrator = OfficialFactory(administrator=True)
    draft(application, administrator)
    answering.submit_answer(application, actor=administrator)
    with pytest.raises(MoveRefused):
        answering.approve_answer(application, actor=administrator)


def test_a_returned_answer_is_drafted_again_and_its_drafter_told(application):
    clerk, reviewer = clerk_of(application), reviewer_of(application)
    draft(application, clerk)
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer)
    application = answering.return_answer(application, actor=reviewer, reason="引用条款有误。")
    assert (application.state, application.approver) == (ApplicationState.EXAMINING, None)
    assert Letter.objects.filter(recipient=clerk, key__contains="returned").count() == 1
    with pytest.raises(MoveRefused):
        answering.issue_answer(application, actor=clerk, today=TODAY)


def test_nothing_is_submitted_without_a_draft_or_with_an_open_inquiry(application):
    clerk = clerk_of(application)
    with pytest.raises(MoveRefused):
        answering.submit_answer(application, actor=clerk)
    draft(application, clerk)
    handling.ask_third_party(
        application, actor=clerk, addressee="某公司", question="?", today=TODAY
    )
    with pytest.raises(MoveRefused):
        answering.submit_answer(application, actor=clerk)


def test_against_an_objection_that_stands_nothing_is_disclosed_in_full(application):
    clerk = clerk_of(application)
    inquiry = handling.ask_third_party(
        application, actor=clerk, addressee="某公司", question="?", today=TODAY
    )
    override = {"actor": clerk, "reason": "涉及公共利益重大", "today": TODAY}
    with pytest.raises(MoveRefused):
        handling.override_objection(inquiry, **override)
    handling.receive_inquiry_answer(inquiry, actor=clerk, answer="objects", today=TODAY)
    draft(application, clerk)
    with pytest.raises(MoveRefused) as refusal:
        answering.submit_answer(application, actor=clerk)
    assert refusal.value.code == "objection"
    with pytest.raises(MoveRefused):
        handling.override_objection(inquiry, **override | {"reason": " "})
    inquiry = handling.override_objection(inquiry, **override)
    assert (inquiry.overridden_on, inquiry.is_objecting) == (TODAY, False)
    answering.submit_answer(application, actor=clerk)


def test_an_objection_that_stands_allows_withholding_or_disclosing_in_part(application):
    clerk = clerk_of(application)
    inquiry = handling.ask_third_party(
        application, actor=clerk, addressee="某公司", question="?", today=TODAY
    )
    handling.receive_inquiry_answer(inquiry, actor=clerk, answer="objects", today=TODAY)
    draft(application, clerk, Outcome.PARTLY)
    assert answering.submit_answer(application, actor=clerk).state == "in_review"


@pytest.mark.parametrize("outcome", ["", "3.6.1", "3.6.2", "9.9", "3.4.3"])
def test_an_outcome_that_is_none_or_not_the_officials_to_choose_is_refused(application, outcome):
    with pytest.raises(ValidationError) as refusal:
        draft(application, clerk_of(application), outcome)
    assert "outcome" in refusal.value.message_dict


def test_still_unclear_is_an_outcome_after_a_correction(application):
    clerk = clerk_of(application)
    handling.ask_correction(application, actor=clerk, what="请说明", today=date(2026, 11, 5))
    handling.receive_correction(application, actor=None, text="同前", today=date(2026, 11, 6))
    assert draft(application, clerk, Outcome.STILL_UNCLEAR).outcome == "3.4.3"


def test_every_outcome_has_its_article_and_there_are_twenty_one_rows():
    assert set(OUTCOME_ARTICLES) == set(Outcome)
    assert len(Outcome) == 21
    assert len(ANSWER_OUTCOMES) == 19


def test_a_delivery_before_the_answer_or_to_come_is_refused(calendar):
    application = ApplicationFactory(answered=True)
    for day in (date(2026, 11, 19), date(2026, 11, 25)):
        with pytest.raises(ValidationError):
            answering.deliver(
                application,
                actor=clerk_of(application),
                way=Way.POST,
                delivered_on=day,
                today=TODAY,
            )


def test_the_applicant_withdraws_and_what_was_awaited_is_settled(application):
    clerk = clerk_of(application)
    inquiry = handling.ask_third_party(
        application, actor=clerk, addressee="某公司", question="?", today=date(2026, 11, 10)
    )
    application = closing.withdraw(application, actor=None, today=TODAY)
    inquiry.refresh_from_db()
    assert (application.state, application.outcome) == ("withdrawn", Outcome.OTHER)
    assert (inquiry.answer, inquiry.answered_on) == ("not_needed", TODAY)
    assert HistoryRow.objects.of(application).get(action="withdraw").actor is None


def test_an_official_records_a_written_withdrawal_with_its_reason(calendar):
    application = ApplicationFactory()
    official = office()
    with pytest.raises(MoveRefused):
        closing.withdraw(application, actor=official, today=TODAY)
    closing.withdraw(application, actor=official, reason="书面撤回", today=TODAY)
    row = HistoryRow.objects.of(application).get(action="record_withdrawal")
    assert (row.actor, row.reason) == (official, "书面撤回")


def test_what_is_answered_can_no_longer_be_withdrawn(calendar):
    with pytest.raises(MoveRefused):
        closing.withdraw(ApplicationFactory(answered=True), actor=None, today=TODAY)


def test_the_applicant_rates_once_after_the_answer(calendar):
    application = ApplicationFactory(answered=True)
    with pytest.raises(ValidationError):
        rating.rate(application, score=6, today=TODAY)
    assert rating.rate(application, score=5, comment="很快", today=TODAY).score == 5
    with pytest.raises(MoveRefused):
        rating.rate(application, score=1, today=TODAY)
    with pytest.raises(MoveRefused):
        rating.rate(ApplicationFactory(examining=True), score=1, today=TODAY)


def test_a_remedy_is_pending_until_its_result_is_recorded_once(calendar):
    application = ApplicationFactory(answered=True)
    legal = OfficialFactory(legal_affairs=True)
    remedy = remedies.record_remedy(
        application,
        actor=legal,
        kind=RemedyKind.RECONSIDERATION,
        filed_on=date(2026, 11, 22),
        authority="无锡市人民政府",
        today=TODAY,
    )
    decide = {"actor": legal, "decided_on": TODAY, "today": TODAY}
    with pytest.raises(ValidationError):
        remedies.decide_remedy(remedy, result=RemedyResult.PENDING, **decide)
    assert remedies.decide_remedy(remedy, result=RemedyResult.UPHELD, **decide).decided_on == TODAY
    with pytest.raises(MoveRefused):
        remedies.decide_remedy(remedy, result=RemedyResult.OTHER, **decide)


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "answered"},
        {"state": "withdrawn"},
        {"concluded_on": TODAY, "outcome": "3.1"},
        {"department": None},
        {"extension_days": 21, "extended_on": TODAY},
        {"extension_days": 20},
        {"received_on": date(2026, 1, 1)},
    ],
    ids=[
        "answered without an answer",
        "closed without outcome",
        "open but concluded",
        "no department",
        "too long an extension",
        "extension without a day",
        "received before it arrived",
    ],
)
def test_the_database_refuses_an_application_that_makes_no_sense(application, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**columns)
