"""A submission is issued, returned, transferred, handled jointly, urged, answered and rated."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from feedback import access, handling, receiving, replying
from feedback.models import Submission
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import (
    SubmissionFactory,
    administrator,
    clerk_of,
    moment,
    office,
    reviewer_of,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def actions(rows) -> set[str]:
    return {row.action for row in rows}


def test_a_submission_goes_from_receipt_to_rating_and_the_history_tells_it(calendar):
    official, clerk = office(), OfficialFactory()
    reviewer = OfficialFactory(reviewer=True, department=clerk.department)
    submission = receiving.examine(SubmissionFactory(), actor=official)
    submission = handling.issue(submission, actor=official, department=clerk.department)
    assert Letter.objects.filter(recipient=clerk).count() == 1
    replying.reply(submission, actor=clerk, text="初稿")
    replying.send_back_reply(submission, actor=reviewer, reason="请写明依据。")
    submission = replying.reply(submission, actor=clerk, text="依据第九条。")
    assert submission.handler == clerk
    submission = replying.review(submission, actor=reviewer, today=TODAY)
    assert (submission.concluded_on, submission.working_days_taken) == (TODAY, 6)
    rating = replying.rate(submission, score=5, comment="很快", today=TODAY)
    assert rating.submission.rating.score == 5
    told = HistoryRow.objects.of(submission).order_by("pk")
    assert [row.to_state for row in told] == [
        *("examined", "issued", "replied", "issued", "replied", "reviewed", "rated")
    ]
    with pytest.raises(MoveRefused):
        replying.rate(submission, score=1, today=TODAY)


def test_a_mark_is_one_to_five(calendar):
    for score in (0, 6):
        with pytest.raises(ValidationError):
            replying.rate(SubmissionFactory(reviewed=True), score=score, today=TODAY)


def test_nobody_reviews_the_own_reply(calendar):
    submission = SubmissionFactory(issued=True)
    everything = administrator()
    replying.reply(submission, actor=everything, text="答复")
    with pytest.raises(MoveRefused):
        replying.review(submission, actor=everything, today=TODAY)
    assert replying.review(submission, actor=administrator(), today=TODAY).approver


def test_a_returned_submission_is_with_the_office_again_and_its_clock_runs_on(calendar):
    submission = SubmissionFactory(issued=True)
    due, clerk, official = submission.due_on, clerk_of(submission), office()
    other = DepartmentFactory()
    handling.ask_co_handler(submission, actor=clerk, department=other, question="?", today=TODAY)
    with pytest.raises(MoveRefused):
        handling.return_(submission, actor=clerk, reason="")
    submission = handling.return_(submission, actor=clerk, reason="非本局职责")
    assert (submission.state, submission.department, submission.due_on) == ("examined", None, due)
    assert not submission.joint_handlings.exists()
    assert not access.may(clerk, submission, "return")
    assert handling.issue(submission, actor=official, department=other).department == other


def test_a_transfer_hands_the_lead_on_and_tells_the_asker(calendar):
    submission = SubmissionFactory(issued=True)
    clerk, target = clerk_of(submission), OfficialFactory()
    with pytest.raises(ValidationError):
        handling.transfer(submission, actor=clerk, department=submission.department, reason="职责")
    handling.transfer(submission, actor=clerk, department=target.department, reason="职责")
    assert Letter.objects.filter(recipient=target).count() == 1
    assert Letter.objects.filter(recipient=None).count() == 1
    with pytest.raises(MoveRefused):
        replying.reply(submission, actor=clerk, text="答复")


def test_nothing_goes_to_a_department_that_is_gone_or_to_a_stranger_in_it(calendar):
    official, gone = office(), DepartmentFactory(is_active=False)
    submission = SubmissionFactory(examined=True)
    with pytest.raises(ValidationError):
        handling.issue(submission, actor=official, department=gone)
    with pytest.raises(ValidationError):
        handling.issue(
            submission, actor=official, department=DepartmentFactory(), handler=OfficialFactory()
        )


def test_a_department_asked_gives_its_opinion_and_nothing_else(calendar):
    submission = SubmissionFactory(issued=True)
    lead, helper = clerk_of(submission), OfficialFactory()
    joint = handling.ask_co_handler(
        submission, actor=lead, department=helper.department, question="标准?", today=TODAY
    )
    assert list(Submission.objects.asked_of(helper)) == [submission]
    assert actions(access.available_actions(submission, helper)) == {"give_opinion", "add_note"}
    with pytest.raises(MoveRefused):
        handling.give_opinion(joint, actor=lead, opinion="同意", today=TODAY)
    with pytest.raises(ValidationError):
        handling.give_opinion(joint, actor=helper, opinion=" ", today=TODAY)
    joint = handling.give_opinion(joint, actor=helper, opinion="每台二十万元", today=TODAY)
    assert joint.answered_by == helper
    assert not Submission.objects.asked_of(helper).exists()
    with pytest.raises(ValidationError):
        handling.ask_co_handler(
            submission, actor=lead, department=helper.department, question="?", today=TODAY
        )


def test_each_side_urges_once_a_day_and_the_department_is_told(calendar):
    submission = SubmissionFactory(issued=True)
    clerk = clerk_of(submission)
    supervisor = OfficialFactory(supervisor=True)
    for actor in (supervisor, None):
        handling.urge(submission, actor=actor, now=moment(TODAY))
        with pytest.raises(MoveRefused):
            handling.urge(submission, actor=actor, now=moment(TODAY))
    handling.urge(submission, actor=None, now=moment(TODAY + timedelta(days=1)))
    assert Letter.objects.filter(recipient=clerk).count() == 3
    with pytest.raises(MoveRefused):
        handling.urge(SubmissionFactory(reviewed=True), actor=None, now=moment(TODAY))


def test_strangers_may_nothing_and_the_lead_what_the_table_gives(calendar):
    submission = SubmissionFactory(issued=True)
    assert access.available_actions(submission, OfficialFactory()) == []
    assert actions(access.available_actions(submission, clerk_of(submission))) == {
        *("return", "reply", "reassign", "transfer", "ask_co_handler"),
        *("add_note", "reveal_contact", "request_extension"),
    }
    assert actions(access.available_actions(submission, reviewer_of(submission))) == {
        *("return", "reassign", "add_note", "reveal_contact"),
        *("approve_extension", "refuse_extension"),
    }
    assert actions(access.available_actions(submission, OfficialFactory(supervisor=True))) == {
        "urge"
    }
    assert actions(access.asker_actions(submission)) == {"urge_by_asker", "withdraw"}
    assert actions(access.asker_actions(SubmissionFactory(published=True))) == {"rate"}


def test_a_handler_is_named_and_notes_are_kept_out_of_the_history(calendar):
    submission = SubmissionFactory(issued=True)
    clerk, colleague = clerk_of(submission), clerk_of(submission)
    submission = handling.reassign(submission, actor=clerk, handler=colleague)
    assert list(Submission.objects.mine(colleague)) == [submission]
    with pytest.raises(ValidationError):
        handling.reassign(submission, actor=clerk, handler=OfficialFactory())
    note = handling.add_note(submission, actor=clerk, text="已电话核实")
    assert note.text not in str(list(HistoryRow.objects.of(submission).values()))
    with pytest.raises(ValidationError):
        handling.add_note(submission, actor=clerk, text=" ")
