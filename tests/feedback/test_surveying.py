"""Surveys: questions of four kinds, one response a visitor, results; third-party evaluations."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from catalogs.workflow import MoveRefused
from feedback import surveying
from feedback.models import Evaluation, Survey, SurveyAnswer, SurveyResponse
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import SurveyFactory, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = moment(TODAY)


def clerk_of(survey):
    return OfficialFactory(department=survey.department)


def answers(survey, mark=5, choice=0, choices=(0, 1), text=""):
    scale, one, many, words = survey.questions.all()
    return {
        scale.pk: mark,
        one.pk: one.options.all()[choice].pk,
        many.pk: [many.options.all()[number].pk for number in choices],
        words.pk: text,
    }


def test_a_survey_is_published_answered_and_counted_in_five_queries(django_assert_num_queries):
    survey = surveying.publish(
        survey := SurveyFactory(), actor=clerk_of(survey), today=date(2026, 11, 1)
    )
    for token, given in {
        "a": answers(survey, mark=5, text="很好"),
        "b": answers(survey, mark=4, choice=2, choices=(2,)),
    }.items():
        surveying.respond(survey, token=token, answers=given, now=NOW)
    with django_assert_num_queries(5):
        scale, one, many, words = surveying.results(survey)
    assert scale.counts == {1: 0, 2: 0, 3: 0, 4: 1, 5: 1}
    assert (scale.mean, one.mean, words.mean) == (4.5, None, None)
    assert [(str(option), times) for option, times in one.counts.items()] == [
        ("网站", 1),
        ("热线", 0),
        ("大厅", 1),
    ]
    assert list(many.counts.values()) == [1, 1, 1]
    assert (words.counts, words.texts, words.answered) == ({}, ["很好"], 1)


def test_a_visitor_answers_once_and_is_not_known_by_the_token():
    survey = SurveyFactory(published=True)
    surveying.respond(survey, token="a", answers=answers(survey), now=NOW)
    with pytest.raises(MoveRefused):
        surveying.respond(survey, token="a", answers=answers(survey), now=NOW)
    assert SurveyResponse.objects.exclude(visitor="a").count() == 1
    assert SurveyAnswer.objects.count() == 4


@pytest.mark.parametrize(
    ("position", "given"),
    [
        (0, None),
        (0, 0),
        (0, 6),
        (0, "5"),
        (1, None),
        (1, -1),
        (2, []),
        (2, [-1]),
        (3, "长" * 1001),
    ],
)
def test_an_answer_that_is_missing_or_not_offered_is_refused_beside_its_question(position, given):
    survey = SurveyFactory(published=True)
    question = survey.questions.all()[position]
    with pytest.raises(ValidationError) as refusal:
        surveying.respond(
            survey, token="a", answers=answers(survey) | {question.pk: given}, now=NOW
        )
    assert set(refusal.value.message_dict) == {f"question-{question.pk}"}
    assert not SurveyResponse.objects.exists()


def test_one_of_several_is_one_and_of_the_own_question():
    survey = SurveyFactory(published=True)
    one, many = survey.questions.all()[1:3]
    foreign = many.options.first().pk
    for given in ([option.pk for option in one.options.all()], foreign):
        with pytest.raises(ValidationError):
            surveying.respond(survey, token="a", answers=answers(survey) | {one.pk: given}, now=NOW)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 12, 1)])
def test_nobody_answers_before_or_after_the_period_or_a_draft(day):
    survey = SurveyFactory(published=True)
    with pytest.raises(MoveRefused):
        surveying.respond(survey, token="a", answers=answers(survey), now=moment(day))
    draft = SurveyFactory()
    with pytest.raises(MoveRefused):
        surveying.respond(draft, token="a", answers=answers(draft), now=NOW)


def test_a_survey_without_questions_or_choices_is_not_published():
    empty, bare, odd = SurveyFactory(questions=[]), SurveyFactory(), SurveyFactory()
    bare.questions.get(kind="choice").options.all()[:1].get().delete()
    bare.questions.get(kind="choice").options.all()[:1].get().delete()
    odd.questions.get(kind="scale").options.create(text="?")
    for survey in (empty, bare, odd):
        with pytest.raises(ValidationError):
            surveying.publish(survey, actor=clerk_of(survey), today=TODAY)
    with pytest.raises(ValidationError):
        surveying.publish(
            survey := SurveyFactory(), actor=clerk_of(survey), today=date(2026, 12, 1)
        )


def test_only_the_own_department_publishes_and_withdraws():
    survey = SurveyFactory()
    with pytest.raises(MoveRefused):
        surveying.publish(survey, actor=OfficialFactory(), today=TODAY)
    surveying.publish(survey, actor=clerk_of(survey), today=TODAY)
    with pytest.raises(MoveRefused):
        surveying.publish(survey, actor=clerk_of(survey), today=TODAY)
    with pytest.raises(ValidationError):
        surveying.withdraw(survey, actor=clerk_of(survey), reason=" ")
    surveying.withdraw(survey, actor=clerk_of(survey), reason="重做")
    assert not Survey.objects.public(TODAY).exists()


def test_queryset_and_method_agree_about_the_period_and_results_come_after():
    SurveyFactory()
    survey = SurveyFactory(published=True)
    rows = list(Survey.objects.all())
    for day in (date(2026, 11, 1), TODAY, date(2026, 11, 30), date(2026, 12, 1)):
        assert set(Survey.objects.open(day)) == {row for row in rows if row.is_open(day)}
    assert not Survey.objects.with_results(TODAY).exists()
    assert list(Survey.objects.with_results(date(2026, 12, 1))) == [survey]


def test_an_evaluation_of_a_third_party_is_public_from_its_day():
    values = {
        "title": "2026年政务公开第三方评估",
        "evaluator": "某大学公共管理学院",
        "department": DepartmentFactory(),
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 6, 30),
        "summary": "总体良好。",
    }
    evaluation = Evaluation(score=Decimal("91.50"), published_on=TODAY, **values)
    evaluation.full_clean()
    evaluation.save()
    draft = Evaluation.objects.create(**values)
    for day, found in ((TODAY, {evaluation}), (date(2026, 11, 23), set())):
        assert set(Evaluation.objects.public(day)) == found
        assert {row for row in (evaluation, draft) if row.is_public(day)} == found
    for wrong in ({"score": Decimal("100.01")}, {"period_end": date(2025, 1, 1)}):
        with pytest.raises(ValidationError):
            Evaluation(**(values | wrong)).full_clean()
