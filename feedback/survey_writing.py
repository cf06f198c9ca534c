"""Writing surveys: drafts with their questions, changed until they are published, used again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import can_write
from catalogs.history import difference, record
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback import surveying
from feedback.enums import CHOOSING, ConsultationState, QuestionKind
from feedback.models import Survey, SurveyOption, SurveyQuestion

COLUMNS = ("title", "introduction", "department", "opens_on", "closes_on")
# Longer questionnaires are not finished by those who answer.
QUESTIONS_AT_MOST = 30
OPTIONS_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Written:
    """A question as an official writes it; ``options`` are the answers to choose, in order."""

    kind: str
    text: str
    is_required: bool = True
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        kind = str(QuestionKind(self.kind).label)
        needed = [_("must be answered")] if self.is_required else []
        answers = [" / ".join(self.options)] if self.options else []
        return f"{self.text} ({', '.join([kind, *needed, *answers])})"


@transaction.atomic
def draft(
    *, actor: Official, questions: Sequence[Written], at: datetime | None = None, **values: Any
) -> Survey:
    """Write a survey down; nobody sees it until it is published."""
    survey = Survey(**values)
    _check_writer(actor, survey)
    survey.full_clean()
    survey.save()
    _ask(survey, questions)
    record(survey, actor=actor, action="draft", to_state=survey.state, at=at)
    return survey


@transaction.atomic
def edit(
    survey: Survey,
    *,
    actor: Official,
    questions: Sequence[Written] | None = None,
    at: datetime | None = None,
    **values: Any,
) -> Survey:
    """Change a draft and, where given, its ``questions``; what is published is fixed."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _check_writer(actor, survey)
    if survey.state != ConsultationState.DRAFT:
        raise MoveRefused(_("The questions of a published survey are fixed."), code="state")
    before = {name: str(getattr(survey, name)) for name in values}
    for name, value in values.items():
        setattr(survey, name, value)
    _check_writer(actor, survey)
    survey.full_clean()
    changes = difference(before, {name: str(getattr(survey, name)) for name in values})
    if questions is not None and (old := written(survey)) != list(questions):
        survey.questions.all().delete()
        _ask(survey, questions)
        changes["questions"] = [_outline(old), _outline(questions)]
    if changes:
        survey.save()
        record(survey, actor=actor, action="edit", changes=changes, at=at)
    return survey


@transaction.atomic
def copy(survey: Survey, *, actor: Official, today: date, at: datetime | None = None) -> Survey:
    """Make a new draft with the same questions, from ``today`` on and as long as the old one."""
    survey = surveying.locked(survey, "copy", actor)
    return draft(
        actor=actor,
        questions=written(survey),
        at=at,
        title=survey.title,
        introduction=survey.introduction,
        department=survey.department,
        opens_on=today,
        closes_on=today + (survey.closes_on - survey.opens_on),
    )


def written(survey: Survey) -> list[Written]:
    """Return the questions of a survey as they were written, in two queries."""
    return [
        Written(
            row.kind, row.text, row.is_required, tuple(option.text for option in row.options.all())
        )
        for row in survey.questions.prefetch_related("options")
    ]


def check_question(question: Written) -> None:
    """Raise ``ValidationError`` where the answers to choose do not fit the kind."""
    options = question.options
    if question.kind not in CHOOSING:
        if options:
            raise ValidationError({"options_text": _("This kind has no answers to choose from.")})
        return
    longest = SurveyOption._meta.get_field("text").max_length
    if len(options) < 2:
        raise ValidationError({"options_text": _("Write two answers or more, one a line.")})
    if len(options) > OPTIONS_AT_MOST:
        words = _("Write at most %(count)d answers.") % {"count": OPTIONS_AT_MOST}
        raise ValidationError({"options_text": words})
    if len(set(options)) < len(options):
        raise ValidationError({"options_text": _("An answer stands there twice.")})
    if any(len(text) > longest for text in options):
        words = _("An answer has at most %(count)d characters.") % {"count": longest}
        raise ValidationError({"options_text": words})


def _ask(survey: Survey, questions: Sequence[Written]) -> None:
    if len(questions) > QUESTIONS_AT_MOST:
        words = _("A survey has at most %(count)d questions.") % {"count": QUESTIONS_AT_MOST}
        raise ValidationError(words)
    for position, told in enumerate(questions, start=1):
        check_question(told)
        question = SurveyQuestion(
            survey=survey,
            kind=told.kind,
            text=told.text,
            is_required=told.is_required,
            position=position,
        )
        question.full_clean()
        question.save()
        SurveyOption.objects.bulk_create(
            SurveyOption(question=question, text=text, position=place)
            for place, text in enumerate(told.options, start=1)
        )


def _outline(questions: Sequence[Written]) -> str:
    return "\n".join(f"{place}. {row}" for place, row in enumerate(questions, start=1))


def _check_writer(actor: Official, survey: Survey) -> None:
    if not can_write(actor, survey.department_id):
        raise MoveRefused(_("This survey is not yours to edit."), code="role")
