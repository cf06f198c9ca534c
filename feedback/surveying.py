"""Verbs of surveys: published, answered once by each visitor, closed, counted."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import can_write
from catalogs.history import record
from catalogs.identity import personal_numbers, without_parts
from catalogs.models import Official
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused
from feedback.enums import SCALE, TEXT_LENGTH, QuestionKind
from feedback.models import Survey, SurveyAnswer, SurveyQuestion, SurveyResponse
from feedback.survey_workflow import TABLE
from feedback.visitors import visitor_hash

# The public sees no figures of fewer responses: who knows that a neighbour answered would know
# what. The same number is used for small cells of official statistics.
FEWEST_RESPONSES = 5


@dataclass(slots=True)
class QuestionResult:
    """What was answered to a question: how often each mark or option, or the texts."""

    question: SurveyQuestion
    counts: dict[Any, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    # How many people answered; somebody may choose several of the options.
    people: int = 0

    @property
    def answered(self) -> int:
        """How many marks, choices or texts there are."""
        return sum(self.counts.values()) + len(self.texts)

    @property
    def mean(self) -> float | None:
        """The mean mark of a scale; None for other kinds and without an answer."""
        if self.question.kind != QuestionKind.SCALE or not self.answered:
            return None
        return sum(mark * times for mark, times in self.counts.items()) / self.answered


@transaction.atomic
def publish(survey: Survey, *, actor: Official, today: date, at: datetime | None = None) -> Survey:
    """Publish a survey whose questions can be answered; it opens on its first day."""
    survey = locked(survey, "publish", actor)
    if survey.closes_on < today:
        raise ValidationError({"closes_on": _("This day has passed.")})
    questions = list(survey.questions.annotate(choices=Count("options")))
    if not questions:
        raise ValidationError(_("A survey has at least one question."))
    for question in questions:
        if question.choices < 2 if question.is_choosing else question.choices > 0:
            raise ValidationError(
                _("“%(question)s” has two or more answers to choose if it is a choice, else none.")
                % {"question": question}
            )
    return _moved(survey, "publish", actor=actor, at=at)


@transaction.atomic
def close(
    survey: Survey, *, actor: Official, reason: str, today: date, at: datetime | None = None
) -> Survey:
    """Make ``today`` the last day of an open survey; its results are public from tomorrow."""
    survey = locked(survey, "close", actor, reason)
    if not survey.is_open(today) or survey.closes_on == today:
        raise MoveRefused(_("The survey is not open beyond today."), code="state")
    changes = {"closes_on": [str(survey.closes_on), str(today)]}
    survey.closes_on = today
    return _moved(survey, "close", actor=actor, reason=reason, changes=changes, at=at)


@transaction.atomic
def withdraw(survey: Survey, *, actor: Official, reason: str, at: datetime | None = None) -> Survey:
    """Take a survey off the site; the answers are kept."""
    survey = locked(survey, "withdraw", actor, reason)
    return _moved(survey, "withdraw", actor=actor, reason=reason, at=at)


@transaction.atomic
def respond(
    survey: Survey, *, token: str, answers: Mapping[int, Any], now: datetime
) -> SurveyResponse:
    """Keep a visitor's answers, once.

    ``answers`` holds by the question's primary key a mark, an option's primary key, a list of
    them, or a text. Raises ``ValidationError`` keyed ``question-<pk>``; ``MoveRefused`` when
    the survey is not open or the visitor, known by ``token``, has answered.
    """
    today = timezone.localdate(now)
    # Held, so that a survey withdrawn at this moment does not take an answer after it.
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not survey.is_open(today):
        raise MoveRefused(_("The survey is not open."), code="state")
    rows, errors = [], {}
    for question in survey.questions.prefetch_related("options"):
        try:
            rows += _answers_to(question, answers.get(question.pk))
        except ValidationError as error:
            errors[f"question-{question.pk}"] = error
    if errors:
        raise ValidationError(errors)
    response, is_new = SurveyResponse.objects.get_or_create(
        survey=survey,
        visitor=_visitor(survey, token),
        defaults={"answered_on": today},
    )
    if not is_new:
        raise MoveRefused(_("You have answered this survey already."), code="answered")
    for row in rows:
        row.response = response
    SurveyAnswer.objects.bulk_create(rows)
    return response


def has_answered(survey: Survey, token: str) -> bool:
    """Say whether the visitor known by ``token`` has answered; an empty token is nobody."""
    return bool(token) and survey.responses.filter(visitor=_visitor(survey, token)).exists()


def results(survey: Survey) -> list[QuestionResult]:
    """Return the results of each question in order, in five queries; texts are for officials.

    The counts of a scale are keyed by mark, those of a choice by option, in their order.
    """
    questions = list(survey.questions.prefetch_related("options"))
    of_survey = SurveyAnswer.objects.filter(question__survey=survey)
    counted = of_survey.order_by().values("question", "score", "option").annotate(times=Count("pk"))
    times = {(row["question"], row["score"], row["option"]): row["times"] for row in counted}
    people = dict(
        of_survey.order_by()
        .values_list("question")
        .annotate(people=Count("response", distinct=True))
    )
    texts: dict[int, list[str]] = {}
    for question, text in of_survey.exclude(text="").values_list("question", "text"):
        texts.setdefault(question, []).append(text)
    found = []
    for question in questions:
        if question.kind == QuestionKind.SCALE:
            counts: dict[Any, int] = {
                mark: times.get((question.pk, mark, None), 0) for mark in SCALE
            }
        else:
            counts = {
                option: times.get((question.pk, None, option.pk), 0)
                for option in question.options.all()
            }
        answered = people.get(question.pk, 0)
        found.append(QuestionResult(question, counts, texts.get(question.pk, []), answered))
    return found


def masked(text: str) -> str:
    """Return a text without numbers of identity cards and mobile telephones, for officials."""
    numbers = personal_numbers(text)
    return without_parts(unicodedata.normalize("NFKC", text), numbers) if numbers else text


def _visitor(survey: Survey, token: str) -> str:
    return visitor_hash(token, purpose=f"survey-{survey.pk}")


def _answers_to(question: SurveyQuestion, given: Any) -> list[SurveyAnswer]:
    """Return the unsaved answers; ValidationError for one that is missing or not offered."""
    if given in (None, "", []) or (isinstance(given, str) and not given.strip()):
        if question.is_required:
            raise ValidationError(_("Answer this question."))
        return []
    if question.kind == QuestionKind.TEXT:
        text = str(given).strip()
        if len(text) > TEXT_LENGTH:
            raise ValidationError(_("This text is too long."))
        return [SurveyAnswer(question=question, text=text)]
    if question.kind == QuestionKind.SCALE:
        if given not in SCALE:
            raise ValidationError(_("A mark is one to five."))
        return [SurveyAnswer(question=question, score=given)]
    chosen = set(given) if isinstance(given, (list, tuple, set)) else {given}
    offered = {option.pk: option for option in question.options.all()}
    one_too_many = question.kind == QuestionKind.CHOICE and len(chosen) > 1
    if one_too_many or not chosen <= set(offered):
        raise ValidationError(_("Choose one of the answers offered."))
    return [SurveyAnswer(question=question, option=offered[pk]) for pk in sorted(chosen)]


def locked(survey: Survey, action: str, actor: Official, reason: str = "") -> Survey:
    """Hold the row, and see that the actor and the table allow ``action``."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not can_write(actor, survey.department_id):
        raise MoveRefused(_("This survey is not yours to edit."), code="role")
    TABLE.check(action, state=survey.state, reason=reason)
    return survey


def _moved(survey: Survey, action: str, *, actor: Official, **told: Any) -> Survey:
    old, survey.state = survey.state, TABLE.find(action).target or survey.state
    survey.save()
    record(survey, actor=actor, action=action, from_state=old, to_state=survey.state, **told)
    refresh_later(survey)
    return survey
