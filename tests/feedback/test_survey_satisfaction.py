"""How satisfied people are with a department: ratings and marks of surveys together."""

from datetime import date

import pytest

from feedback import surveying
from feedback.models import SubmissionRating
from feedback.satisfaction import satisfaction
from tests.factories import DepartmentFactory
from tests.feedback.factories import SubmissionFactory, SurveyFactory, moment

pytestmark = pytest.mark.django_db
NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), "today": date(2026, 12, 1)}


@pytest.fixture(autouse=True)
def _calendar(calendar):
    """Submissions count their working days."""


def rate(department, score: int, **columns) -> None:
    submission = SubmissionFactory(rated=True, department=department, **columns)
    SubmissionRating.objects.create(submission=submission, score=score, rated_on=date(2026, 11, 23))


def mark(department, *marks: int, **columns) -> None:
    survey = SurveyFactory(
        published=True, department=department, questions=["scale", "text"], **columns
    )
    for visitor, score in enumerate(marks):
        answers = {survey.questions.first().pk: score}
        now = moment(survey.opens_on)
        surveying.respond(survey, token=str(visitor), answers=answers, now=now)


def test_ratings_and_marks_of_the_department_count_together_in_two_queries(
    django_assert_num_queries,
):
    ours, other, silent = DepartmentFactory.create_batch(3)
    rate(ours, 5)
    rate(ours, 3)
    rate(ours, 5, received_on=date(2026, 10, 12))
    SubmissionFactory(reviewed=True, department=silent)
    mark(ours, 4, 5, 1)
    mark(ours, 5, closes_on=date(2026, 12, 1))
    mark(other, 2)
    mark(silent)
    with django_assert_num_queries(2):
        found = satisfaction(**NOVEMBER)
    assert found.keys() == {ours.pk, other.pk}
    assert (found[ours.pk].marks, found[ours.pk].satisfied) == (5, 3)
    assert found[ours.pk].rate == pytest.approx(0.6)
    assert found[other.pk].rate == 0


def test_a_survey_counts_when_it_is_over_and_not_when_it_is_withdrawn():
    department = DepartmentFactory()
    mark(department, 5)
    assert satisfaction(**NOVEMBER | {"today": date(2026, 11, 30)}) == {}
    assert satisfaction(**NOVEMBER)[department.pk].marks == 1
    department.surveys.update(state="withdrawn")
    assert satisfaction(**NOVEMBER) == {}
