"""Verbs of third-party evaluations: entered, corrected, published, withdrawn."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.history import difference, record
from catalogs.models import Official, Publication
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused
from feedback.enums import ConsultationState
from feedback.models import Evaluation
from feedback.survey_workflow import EVALUATION_WORKFLOW, EVALUATION_WRITERS

COLUMNS = (
    *("title", "evaluator", "department", "period_start", "period_end"),
    *("score", "summary", "publication"),
)


@transaction.atomic
def enter(*, actor: Official, at: datetime | None = None, **values: Any) -> Evaluation:
    """Write an evaluation down; nobody sees it until it is published."""
    _check_writer(actor)
    evaluation = Evaluation(**values)
    evaluation.full_clean()
    evaluation.save()
    record(evaluation, actor=actor, action="create", to_state=evaluation.state, at=at)
    return evaluation


@transaction.atomic
def edit(
    evaluation: Evaluation, *, actor: Official, at: datetime | None = None, **values: Any
) -> Evaluation:
    """Change a draft; what is published is withdrawn first, with a reason."""
    _check_writer(actor)
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if evaluation.state != ConsultationState.DRAFT:
        raise MoveRefused(
            _("A published evaluation is withdrawn before it is changed."), code="state"
        )
    before = _written(evaluation, values)
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.full_clean()
    if changes := difference(before, _written(evaluation, values)):
        evaluation.save()
        record(evaluation, actor=actor, action="edit", changes=changes, at=at)
    return evaluation


@transaction.atomic
def publish(
    evaluation: Evaluation, *, actor: Official, today: date, at: datetime | None = None
) -> Evaluation:
    """Show an evaluation to everyone from ``today`` on, once its period is over."""
    evaluation = _locked(evaluation, "publish", actor)
    if evaluation.period_end > today:
        raise ValidationError({"period_end": _("The period is not over yet.")})
    linked = Publication.objects.filter(pk=evaluation.publication_id)
    if evaluation.publication_id and not linked.public(today).exists():
        raise ValidationError({"publication": _("The full report is not public.")})
    evaluation.published_on = today
    return _moved(evaluation, "publish", ConsultationState.DRAFT, actor=actor, at=at)


@transaction.atomic
def withdraw(
    evaluation: Evaluation, *, actor: Official, reason: str, at: datetime | None = None
) -> Evaluation:
    """Take an evaluation off the site; it is a draft again."""
    evaluation = _locked(evaluation, "withdraw", actor, reason)
    day = str(evaluation.published_on)
    evaluation.published_on = None
    return _moved(
        evaluation,
        "withdraw",
        ConsultationState.PUBLISHED,
        actor=actor,
        reason=reason,
        changes={"published_on": [day, ""]},
        at=at,
    )


def _locked(evaluation: Evaluation, action: str, actor: Official, reason: str = "") -> Evaluation:
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    EVALUATION_WORKFLOW.check(action, state=evaluation.state, reason=reason, role=role_of(actor))
    return evaluation


def _moved(
    evaluation: Evaluation, action: str, old: str, *, actor: Official, **told: Any
) -> Evaluation:
    evaluation.save()
    record(
        evaluation,
        actor=actor,
        action=action,
        from_state=old,
        to_state=evaluation.state,
        **told,
    )
    refresh_later(evaluation)
    return evaluation


def _check_writer(actor: Official) -> None:
    if role_of(actor) not in EVALUATION_WRITERS:
        raise MoveRefused(_("Evaluations are not yours to enter."), code="role")


def _written(evaluation: Evaluation, names: Any) -> dict[str, str]:
    values = {name: getattr(evaluation, name) for name in names}
    return {name: "" if value is None else str(value) for name, value in values.items()}
