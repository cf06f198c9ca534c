"""The asker gives a submission up while it is not answered, and whoever works on it is told."""

from datetime import date

import pytest

from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from feedback import handling, withdrawing
from feedback.enums import ANSWERED_STATES, OPEN_STATES, SubmissionState
from feedback.figures import department_figures
from feedback.models import Submission
from tests.factories import OfficialFactory
from tests.feedback.factories import (
    PERSON,
    RECEIVED_ON,
    SubmissionFactory,
    clerk_of,
    office,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
TRAIT = {"received": {}, "examined": {"examined": True}, "issued": {"issued": True}}
TRAIT |= {name: {name: True} for name in ("replied", "reviewed", "published", "rated")}


@pytest.mark.parametrize("state", OPEN_STATES)
def test_what_is_not_answered_is_withdrawn_and_its_clock_ends(calendar, state):
    submission = withdrawing.withdraw(SubmissionFactory(**TRAIT[state]), today=TODAY)
    assert (submission.state, submission.concluded_on) == (SubmissionState.WITHDRAWN, TODAY)
    assert not submission.is_overdue(date(2027, 6, 1))
    assert not Submission.objects.overdue(date(2027, 6, 1)).exists()


@pytest.mark.parametrize("state", ANSWERED_STATES)
def test_what_is_answered_stays(calendar, state):
    with pytest.raises(MoveRefused):
        withdrawing.withdraw(SubmissionFactory(**TRAIT[state]), today=TODAY)


def test_the_office_is_told_before_a_department_has_it_and_the_clerks_after(calendar):
    official = office()
    withdrawing.withdraw(SubmissionFactory(), today=TODAY)
    assert Letter.objects.filter(recipient=official).count() == 1
    submission = SubmissionFactory(issued=True)
    clerk = clerk_of(submission)
    withdrawing.withdraw(submission, today=TODAY)
    assert Letter.objects.get(recipient=clerk).body.startswith(str(submission))
    assert Letter.objects.filter(recipient=official).count() == 1
    assert Letter.objects.filter(recipient=None).count() == 2


def test_the_reason_is_kept_without_the_askers_own_parts(calendar):
    submission = SubmissionFactory(issued=True)
    withdrawing.withdraw(submission, today=TODAY, reason=f"{PERSON['name']}已办妥")
    row = HistoryRow.objects.of(submission).get(action="withdraw")
    assert "已办妥" in row.reason
    assert PERSON["name"] not in row.reason


def test_what_others_await_too_is_handled_to_the_end(calendar):
    leading = SubmissionFactory(issued=True)
    SubmissionFactory(merged=True, merged_into=leading)
    with pytest.raises(MoveRefused):
        withdrawing.withdraw(leading, today=TODAY)


def test_an_opinion_still_owed_is_owed_no_more(calendar):
    submission, helper = SubmissionFactory(issued=True), OfficialFactory()
    handling.ask_co_handler(
        submission,
        actor=clerk_of(submission),
        department=helper.department,
        question="?",
        today=TODAY,
    )
    withdrawing.withdraw(submission, today=TODAY)
    assert not submission.joint_handlings.exists()


def test_a_department_is_not_measured_by_what_was_withdrawn(calendar):
    submission = SubmissionFactory(issued=True)
    withdrawing.withdraw(submission, today=TODAY)
    assert department_figures(first=RECEIVED_ON, last=TODAY) == []
