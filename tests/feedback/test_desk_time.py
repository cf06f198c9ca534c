"""More time on the desk: asked for by the handler, decided by another person."""

from datetime import date

import pytest
import time_machine

from tests.feedback.factories import SubmissionFactory, clerk_of, office, reviewer_of
from tests.feedback.test_desk_moves import address, do, done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def test_the_clerk_asks_with_a_reason_and_the_reviewer_reads_it_and_agrees(client):
    submission = SubmissionFactory(issued=True)
    clerk, reviewer = clerk_of(submission), reviewer_of(submission)
    assert "reason" in do(client, clerk, submission, "request_extension").context["form"].errors
    assert done(do(client, clerk, submission, "request_extension", reason="涉及三个部门"))
    client.force_login(reviewer)
    shown = client.get(address(submission, "approve_extension"))
    assert "涉及三个部门" in shown.text
    assert done(do(client, reviewer, submission, "approve_extension"))
    assert submission.due_on == date(2026, 12, 7)


def test_the_office_refuses_and_says_why(client):
    submission, official = SubmissionFactory(issued=True), office()
    do(client, clerk_of(submission), submission, "request_extension", reason="复杂")
    assert done(do(client, official, submission, "refuse_extension", reason="并不复杂"))
    assert submission.due_on == date(2026, 11, 25)
    assert submission.extensions.get().decision_reason == "并不复杂"


def test_without_a_request_there_is_nothing_to_decide(client):
    submission = SubmissionFactory(issued=True)
    client.force_login(reviewer_of(submission))
    assert client.get(address(submission, "approve_extension")).status_code == 409
    client.force_login(clerk_of(submission))
    assert client.get(address(submission, "approve_extension")).status_code in (403, 409)


def test_a_suggestion_has_fifteen_days_already_and_asks_for_none(client):
    submission = SubmissionFactory(issued=True, kind="suggestion")
    client.force_login(clerk_of(submission))
    assert client.get(address(submission, "request_extension")).status_code == 409
