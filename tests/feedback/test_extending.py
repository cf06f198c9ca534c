"""More time for a complicated submission: once, before the due date, by another person."""

from datetime import date

import pytest
from django.utils.translation import override

from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from feedback import extending, limits, receiving, replying
from feedback.enums import ExtensionState, LimitSubject, SubmissionKind
from feedback.models import LimitRule, Submission
from tests.factories import OfficialFactory
from tests.feedback.factories import (
    PERSON,
    SubmissionFactory,
    administrator,
    clerk_of,
    office,
    reviewer_of,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
# Received on 16 November: seven working days end on the 25th, fifteen on 7 December.
DUE, EXTENDED = date(2026, 11, 25), date(2026, 12, 7)


def asked_for(submission: Submission, **given):
    values = {"actor": clerk_of(submission), "reason": "涉及三个部门", "today": TODAY}
    return extending.request_extension(submission, **values | given)


def test_a_complicated_question_is_answered_within_fifteen_days_instead_of_seven(calendar):
    submission = SubmissionFactory(issued=True)
    assert submission.due_on == DUE
    request = asked_for(submission)
    submission.refresh_from_db()
    assert submission.due_on == DUE
    submission = extending.approve_extension(request, actor=reviewer_of(submission), today=TODAY)
    assert (submission.due_on, submission.extended_on) == (EXTENDED, TODAY)
    row = HistoryRow.objects.of(submission).get(action="approve_extension")
    assert row.changes["due_on"] == [DUE.isoformat(), EXTENDED.isoformat()]
    assert row.reason == "涉及三个部门"


def test_the_reviewers_and_the_office_are_asked_and_the_asker_told_the_new_day(calendar):
    submission, official = SubmissionFactory(issued=True), office()
    reviewer = reviewer_of(submission)
    with override("en"):
        request = asked_for(submission)
        assert {letter.recipient for letter in Letter.objects.all()} == {reviewer, official}
        extending.approve_extension(request, actor=official, today=TODAY)
    letter = Letter.objects.get(recipient=None)
    assert "2026年12月7日" in letter.body
    assert Letter.objects.filter(recipient=request.requested_by).count() == 1


def test_those_whose_submissions_were_merged_are_told_too(calendar):
    submission = SubmissionFactory(issued=True)
    SubmissionFactory(merged=True, merged_into=submission, email="other@example.net")
    extending.approve_extension(asked_for(submission), actor=office(), today=TODAY)
    assert Letter.objects.filter(recipient=None).count() == 2


def test_who_asks_for_more_time_does_not_decide(calendar):
    submission, everything = SubmissionFactory(issued=True), administrator()
    request = asked_for(submission, actor=everything)
    with pytest.raises(MoveRefused):
        extending.approve_extension(request, actor=everything, today=TODAY)
    with pytest.raises(MoveRefused):
        extending.refuse_extension(request, actor=everything, reason="不必", today=TODAY)
    stranger = OfficialFactory(reviewer=True)
    with pytest.raises(MoveRefused):
        extending.approve_extension(request, actor=stranger, today=TODAY)


def test_a_refusal_leaves_the_day_and_may_be_followed_by_another_request(calendar):
    submission, official = SubmissionFactory(issued=True), office()
    request = asked_for(submission)
    with pytest.raises(MoveRefused):
        asked_for(submission)
    with pytest.raises(MoveRefused):
        extending.refuse_extension(request, actor=official, reason=" ", today=TODAY)
    submission = extending.refuse_extension(request, actor=official, reason="并不复杂", today=TODAY)
    assert submission.due_on == DUE
    with pytest.raises(MoveRefused):
        extending.approve_extension(request, actor=official, today=TODAY)
    assert asked_for(submission).state == ExtensionState.PENDING


def test_it_is_granted_once(calendar):
    submission = SubmissionFactory(issued=True)
    extending.approve_extension(asked_for(submission), actor=office(), today=TODAY)
    with pytest.raises(MoveRefused):
        asked_for(submission)


def test_after_the_due_date_it_is_too_late_to_ask_and_to_agree(calendar):
    submission = SubmissionFactory(issued=True)
    late = date(2026, 11, 26)
    with pytest.raises(MoveRefused):
        asked_for(submission, today=late)
    request = asked_for(submission, today=DUE)
    with pytest.raises(MoveRefused):
        extending.approve_extension(request, actor=office(), today=late)


def test_a_kind_with_as_many_days_gains_nothing(calendar):
    submission = SubmissionFactory(issued=True, kind=SubmissionKind.SUGGESTION)
    assert not extending.can_be_longer(submission)
    with pytest.raises(MoveRefused):
        asked_for(submission)


def test_an_administrator_changes_the_extended_limit_and_the_extended_alone_move(calendar):
    extended, plain = SubmissionFactory(issued=True), SubmissionFactory(issued=True)
    extending.approve_extension(asked_for(extended), actor=office(), today=TODAY)
    rules = {rule.subject: rule for rule in LimitRule.objects.complete()}
    person = administrator()
    moved = limits.change_limit(rules[LimitSubject.EXTENDED], actor=person, days=20, reason="新规")
    assert moved == 1
    moved = limits.change_limit(
        rules[LimitSubject.CONSULTATION], actor=person, days=8, reason="新规"
    )
    assert moved == 1
    extended.refresh_from_db()
    plain.refresh_from_db()
    assert (extended.due_amount, plain.due_amount) == (20, 8)


def test_the_reason_told_names_no_one(calendar):
    request = asked_for(SubmissionFactory(issued=True), reason=f"{PERSON['name']}所述复杂")
    assert PERSON["name"] not in request.reason


def test_a_request_nobody_decided_lapses_with_the_reply(calendar):
    submission = SubmissionFactory(issued=True)
    request = asked_for(submission)
    replying.reply(submission, actor=request.requested_by, text="答复")
    replying.review(submission, actor=reviewer_of(submission), today=TODAY)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == (ExtensionState.REFUSED, None)


def test_a_request_nobody_decided_lapses_with_a_merger(calendar):
    submission = SubmissionFactory(issued=True)
    request = asked_for(submission)
    receiving.merge(submission, into=SubmissionFactory(), actor=office(), today=TODAY)
    request.refresh_from_db()
    assert request.state == ExtensionState.REFUSED
