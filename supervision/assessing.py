"""Verbs of assessment rounds: opened, changed, their items set, published, withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.history import difference, record
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback.models import Evaluation
from supervision.assessment_workflow import ROUND_WORKFLOW, ROUND_WRITERS
from supervision.enums import RoundState
from supervision.models import AssessmentRound, ManualItem, RoundResult
from supervision.round_results import PARTS, Results, compute

COLUMNS = (
    *("title", "period_start", "period_end"),
    *("automatic_share", "manual_share", "evaluation_share", "note"),
)
# A table of more does not fit a page, and one form has a thousand values at most.
MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One manual item as it shall be; ``pk`` is that of the row it changes, None for a new one."""

    name: str
    standard: str
    points: int
    pk: int | None = None


@transaction.atomic
def open_round(
    *, actor: Official, now: datetime, evaluations: Iterable[Evaluation] = (), **values: Any
) -> AssessmentRound:
    """Open a round with its period and the shares of its parts, 100 together.

    Raises ``ValidationError`` by column.
    """
    if role_of(actor) not in ROUND_WRITERS:
        raise MoveRefused(_("Supervisors open assessment rounds."), code="role")
    evaluations = list(evaluations)
    round = AssessmentRound(**values)
    round.full_clean()
    _check_evaluations(evaluations)
    round.save()
    round.evaluations.set(evaluations)
    record(round, actor=actor, action="open", to_state=round.state, at=now)
    return round


@transaction.atomic
def edit_round(
    round: AssessmentRound,
    *,
    actor: Official,
    now: datetime,
    evaluations: Iterable[Evaluation] = (),
    **values: Any,
) -> AssessmentRound:
    """Change an open round; ``evaluations`` are all that count from now on."""
    round = locked(round, "edit", actor=actor)
    evaluations = list(evaluations)
    _check_evaluations(evaluations)
    before = _written(round)
    for name in COLUMNS:
        if name in values:
            setattr(round, name, values[name])
    round.full_clean()
    round.save()
    round.evaluations.set(evaluations)
    if changes := difference(before, _written(round)):
        record(round, actor=actor, action="edit", changes=changes, at=now)
    return round


@transaction.atomic
def set_items(
    round: AssessmentRound, *, actor: Official, items: Sequence[Item], now: datetime
) -> AssessmentRound:
    """Let the round have these items in this order; one that is gone loses its marks.

    Points may not fall below a mark that was given. Raises ``ValidationError``.
    """
    round = locked(round, "set_items", actor=actor)
    if len(items) > MOST_ITEMS:
        raise ValidationError(
            _("A round has at most %(number)d items.") % {"number": MOST_ITEMS}, code="items"
        )
    if len({item.name.strip() for item in items}) < len(items):
        raise ValidationError(_("Each item has a name of its own."), code="items")
    before = _items(round)
    own = {row.pk: row for row in round.items.all()}
    kept = {item.pk for item in items}
    for pk in own.keys() - kept:
        own.pop(pk).delete()
    for position, item in enumerate(items, start=1):
        row = own.get(item.pk or 0) or ManualItem(round=round)
        row.name, row.standard = item.name.strip(), item.standard.strip()
        row.points, row.position = item.points, position
        row.full_clean()
        if row.pk and row.marks.filter(points__gt=row.points).exists():
            raise ValidationError(
                _("“%(item)s” has marks of more points than that.") % {"item": row.name},
                code="points",
            )
        row.save()
    if changes := difference(before, _items(round)):
        record(round, actor=actor, action="set_items", changes=changes, at=now)
    return round


@transaction.atomic
def publish(
    round: AssessmentRound, *, actor: Official, today: date, now: datetime, seen: str = ""
) -> AssessmentRound:
    """Fix the results as they are now and show them to everyone.

    ``seen`` is the fingerprint of the results that were read before; others are refused
    (``MoveRefused`` with code "changed"). ``ValidationError`` says what is not ready.
    """
    round = locked(round, "publish", actor=actor)
    results = compute(round)
    if seen and seen != results.fingerprint:
        raise MoveRefused(_("The results have changed since you read them."), code="changed")
    if obstacles := obstacles_of(round, results, today=today):
        raise ValidationError(obstacles)
    RoundResult.objects.bulk_create(
        [
            RoundResult(
                round=round,
                department=line.department,
                total=line.total,
                rank=line.rank,
                **{name: line.parts[name] for name in PARTS},
            )
            for line in results.lines
        ]
    )
    round.state, round.published_on = RoundState.PUBLISHED, today
    round.save()
    record(
        round,
        actor=actor,
        action="publish",
        from_state=RoundState.OPEN,
        to_state=round.state,
        at=now,
    )
    return round


@transaction.atomic
def withdraw(
    round: AssessmentRound, *, actor: Official, reason: str, now: datetime
) -> AssessmentRound:
    """Take the results off the site and open the round again; the history keeps them, and why."""
    round = locked(round, "withdraw", actor=actor, reason=reason)
    rows = round.results.select_related("department")
    changes = {f"result of {row.department.code}": [f"{row.rank}: {row.total}", ""] for row in rows}
    changes["published_on"] = [str(round.published_on), ""]
    round.results.all().delete()
    round.state, round.published_on = RoundState.OPEN, None
    round.save()
    record(
        round,
        actor=actor,
        action="withdraw",
        reason=reason,
        from_state=RoundState.PUBLISHED,
        to_state=round.state,
        changes=changes,
        at=now,
    )
    return round


def obstacles_of(round: AssessmentRound, results: Results, *, today: date) -> list[str]:
    """Return the sentences that say why the round cannot be published yet."""
    obstacles = []
    if round.period_end >= today:
        obstacles.append(_("The period is not over yet."))
    if not results.lines:
        obstacles.append(_("No department has a result."))
    obstacles += [
        _("%(department)s lacks marks for %(number)d of the items.")
        % {"department": department.display_name, "number": number}
        for department, number in results.unmarked
    ]
    obstacles += [
        _("The evaluation “%(title)s” is not published.") % {"title": evaluation.title}
        for evaluation in round.evaluations.all()
        if not evaluation.is_public(today)
    ]
    return obstacles


def locked(
    round: AssessmentRound, action: str, *, actor: Official, reason: str = ""
) -> AssessmentRound:
    """Return the round's row, held until the transaction ends, when the table allows ``action``."""
    round = AssessmentRound.objects.select_for_update().get(pk=round.pk)
    ROUND_WORKFLOW.check(action, state=round.state, reason=reason, role=role_of(actor))
    return round


def _check_evaluations(evaluations: Iterable[Evaluation]) -> None:
    if any(evaluation.score is None for evaluation in evaluations):
        raise ValidationError({"evaluations": _("An evaluation without a score cannot count.")})


def _written(round: AssessmentRound) -> dict[str, str]:
    values = {name: str(getattr(round, name)) for name in COLUMNS}
    titles = round.evaluations.order_by("pk").values_list("title", flat=True)
    return values | {"evaluations": "; ".join(titles)}


def _items(round: AssessmentRound) -> dict[str, str]:
    return {
        f"item: {row.name}": f"{row.points}; {row.standard}"
        for row in round.items.order_by("position", "pk")
    }
