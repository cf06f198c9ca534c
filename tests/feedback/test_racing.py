"""Many at the same moment: no number twice, one move, no two merges that block each other."""

from datetime import date

import pytest

from feedback import candidates, handling, knowledge, receiving, surveying
from feedback.models import KnowledgeCandidate, Submission, SurveyAnswer, UsefulVote
from tests.factories import DepartmentFactory
from tests.feedback.factories import (
    ASKED,
    PERSON,
    KnowledgeEntryFactory,
    SubmissionFactory,
    SurveyFactory,
    moment,
    office,
)
from tests.racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)


def test_submissions_at_the_same_moment_get_numbers_without_gaps():
    met = race(*[lambda: receiving.submit(now=moment(TODAY), **PERSON, **ASKED)] * 8)
    assert met == ["done"] * 8
    numbers = set(Submission.objects.values_list("receipt_number", flat=True))
    assert numbers == {f"HD-2026-{n:05d}" for n in range(1, 9)}


def test_a_submission_is_issued_once():
    submission, official = SubmissionFactory(examined=True), office()
    met = race(
        *(
            lambda department=department: handling.issue(
                submission, actor=official, department=department
            )
            for department in DepartmentFactory.create_batch(3)
        )
    )
    assert met == ["done", "refused", "refused"]


def test_two_merged_the_opposite_way_round_leave_one_open():
    first, second, official = SubmissionFactory(), SubmissionFactory(), office()
    met = race(
        lambda: receiving.merge(first, into=second, actor=official, today=TODAY),
        lambda: receiving.merge(second, into=first, actor=official, today=TODAY),
    )
    assert met == ["done", "refused"]
    assert Submission.objects.open().count() == 1


def test_a_question_is_proposed_once_by_two_tasks():
    SubmissionFactory.create_batch(3)
    assert race(*[lambda: candidates.propose(today=TODAY)] * 3) == ["done"] * 3
    assert KnowledgeCandidate.objects.count() == 1


def test_a_visitor_votes_and_answers_once_however_often_the_button_is_pressed():
    entry = KnowledgeEntryFactory(published=True)
    vote = {"token": "a", "useful": True, "today": TODAY}
    assert race(*[lambda: knowledge.vote(entry, **vote)] * 4) == ["done"] * 4
    assert UsefulVote.objects.count() == 1
    survey = SurveyFactory(published=True, questions=["scale"])
    given = {"token": "a", "answers": {survey.questions.get().pk: 5}, "now": moment(TODAY)}
    met = race(*[lambda: surveying.respond(survey, **given)] * 4)
    assert met == ["done", "refused", "refused", "refused"]
    assert SurveyAnswer.objects.count() == 1
