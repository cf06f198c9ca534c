"""Surveys and evaluations of the demonstration: answers drawn by weights, the same every day."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from catalogs.demo.cast import casts
from catalogs.demo.dates import at_nine
from catalogs.models import Department, Official
from catalogs.reference import read_fixture
from feedback import evaluating, survey_writing, surveying
from feedback.enums import CHOOSING, QuestionKind
from feedback.models import Survey
from feedback.survey_writing import Written

# How often somebody answers a question that may be left empty.
WILLING = 0.45


def load(*, today: date) -> int:
    """Publish each survey and answer it day by day; return how many."""
    records = read_fixture("demo/surveys")
    cast_of = casts(record["department"] for record in records)
    for record in records:
        cast = cast_of[record["department"]]
        opens_on = today + timedelta(days=record["opens"])
        survey = survey_writing.draft(
            actor=cast.clerk,
            questions=[_written(words) for words in record["questions"]],
            title=record["title"],
            introduction=record["introduction"],
            department=cast.department,
            opens_on=opens_on,
            closes_on=today + timedelta(days=record["closes"]),
            at=at_nine(opens_on - timedelta(days=2)),
        )
        survey = surveying.publish(survey, actor=cast.clerk, today=opens_on, at=at_nine(opens_on))
        _answer(survey, record, today)
    return len(records)


def load_evaluations(*, today: date) -> int:
    """Enter the evaluations of third parties; return how many."""
    actor = Official.objects.get(username="office")
    departments = {row.code: row for row in Department.objects.all()}
    records = read_fixture("demo/evaluations")
    for record in records:
        published_on = today + timedelta(days=record["published"])
        row = evaluating.enter(
            actor=actor,
            title=record["title"],
            evaluator=record["evaluator"],
            department=departments[record["department"]] if record["department"] else None,
            period_start=today + timedelta(days=record["from"]),
            period_end=today + timedelta(days=record["to"]),
            score=Decimal(record["score"]),
            summary=record["summary"],
            at=at_nine(published_on),
        )
        evaluating.publish(row, actor=actor, today=published_on, at=at_nine(published_on, 60))
    return len(records)


def _written(words: dict[str, Any]) -> Written:
    required, options = words.get("required", True), tuple(words.get("options", ()))
    return Written(words["kind"], words["text"], required, options)


def _answer(survey: Survey, record: dict[str, Any], today: date) -> None:
    questions = list(zip(survey.questions.all(), record["questions"], strict=True))
    draw = Random(record["seed"])
    days = (min(today, survey.closes_on) - survey.opens_on).days
    offered = {
        question.pk: list(question.options.values_list("pk", flat=True))
        for question, words in questions
        if words["kind"] in CHOOSING
    }
    for visitor in range(record["responses"]):
        day = survey.opens_on + timedelta(days=visitor * days // record["responses"])
        surveying.respond(
            survey,
            token=f"demonstration-{survey.pk}-{visitor}",
            answers={
                question.pk: _drawn(draw, words, offered.get(question.pk, []))
                for question, words in questions
            },
            now=at_nine(day, 5 + visitor % 400),
        )


def _drawn(draw: Random, words: dict[str, Any], offered: list[int]) -> Any:
    """Draw a mark, one option by its weight, some by their per cent, or a text or none."""
    kind = words["kind"]
    if kind == QuestionKind.SCALE:
        return draw.choices(range(1, 6), words["weights"])[0]
    if kind == QuestionKind.CHOICE:
        return draw.choices(offered, words["weights"])[0]
    if kind == QuestionKind.CHOICES:
        pairs = zip(offered, words["weights"], strict=True)
        chosen = [pk for pk, share in pairs if draw.random() * 100 < share]
        return chosen or draw.choices(offered, words["weights"])
    return draw.choice(words["texts"]) if draw.random() < WILLING else ""
