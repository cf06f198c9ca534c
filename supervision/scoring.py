"""Scores: from the tallies of a day to a number of 0 to 100, each traceable to its rules.

An indicator scores 100 × Σ weight × (1 − found ÷ examined) ÷ Σ weight over its rules that
examined anything; rules that only warn do not count. The whole score is the mean of the
indicators that have one, by their weights; of too few rows one decides nothing beside others.
Satisfaction is the satisfied part of the marks that people gave.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from supervision.enums import WHOLE, Indicator
from supervision.models import IndicatorWeight, RuleSetting, Score, Tally
from supervision.rules import RULES, Rule
from supervision.satisfaction import marks_by_department

CENT = Decimal("0.01")
# With fewer rows a single gap takes more than a fifth of an indicator.
FEWEST_EXAMINED = 5


class Place(NamedTuple):
    """Where a score is of: primary keys of a department and a field, None for all of them."""

    department: int | None
    field: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one rule gives to an indicator: its weight, and the rows behind it."""

    rule: Rule
    weight: int
    examined: int
    found: int
    red: int

    @property
    def share(self) -> float:
        """The part of the rows without a gap, 0 to 1."""
        return 1 - self.found / self.examined


@dataclass(frozen=True, slots=True)
class Value:
    """A score before it is written."""

    value: Decimal
    examined: int
    found: int


def value_of(found: Iterable[Part]) -> Value | None:
    """Return the score of the parts of one indicator; None where nothing was examined."""
    found = [part for part in found if part.examined]
    weight = sum(part.weight for part in found)
    if not weight:
        return None
    share = sum(part.weight * part.share for part in found) / weight
    return Value(
        _rounded(share), sum(part.examined for part in found), sum(part.found for part in found)
    )


def counting(values: Mapping[str, Value | Score], weights: Mapping[str, int]) -> set[str]:
    """Return the indicators that count for the whole score: those with a score and a weight.

    Where some examined rows enough, those that did not are left out: a single gap would decide.
    """
    weighed = {name for name in values if weights.get(name)}
    enough = {name for name in weighed if values[name].examined >= FEWEST_EXAMINED}
    return enough or weighed


def whole_of(values: Mapping[str, Value | Score], weights: Mapping[str, int]) -> Value | None:
    """Return the weighted mean of the indicators that count; None where none does."""
    counted = {name: values[name] for name in counting(values, weights)}
    weight = sum(weights[name] for name in counted)
    if not weight:
        return None
    mean = (
        sum((weights[name] * value.value for name, value in counted.items()), Decimal(0)) / weight
    )
    return Value(
        mean.quantize(CENT, ROUND_HALF_UP),
        sum(value.examined for value in counted.values()),
        sum(value.found for value in counted.values()),
    )


@transaction.atomic
def write_scores(*, today: date) -> int:
    """Write the scores of this month from the last tallies; return how many. May run twice."""
    weights = {row.indicator: row.weight for row in IndicatorWeight.objects.complete()}
    # Two inspections at once take their turns.
    list(IndicatorWeight.objects.select_for_update())
    scored = _scored(today)
    rows = []
    for place, values in scored.items():
        if whole := whole_of(values, weights):
            values = values | {WHOLE: whole}
        rows += [
            Score(
                month=today.replace(day=1),
                day=today,
                department_id=place.department,
                field_id=place.field,
                indicator=name,
                value=value.value,
                examined=value.examined,
                found=value.found,
            )
            for name, value in values.items()
        ]
    Score.objects.of_month(today).delete()
    Score.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def change_weight(row: IndicatorWeight, *, actor: Official, weight: int, reason: str) -> None:
    """Let an indicator weigh ``weight`` from the next inspection on; past months stay."""
    if role_of(actor) != Role.ADMINISTRATOR:
        raise MoveRefused(_("An administrator changes the weights."), code="role")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    row = IndicatorWeight.objects.select_for_update().get(pk=row.pk)
    changes = difference({"weight": row.weight}, {"weight": weight})
    row.weight = weight
    row.full_clean()
    row.save()
    if changes:
        record(row, actor=actor, action="change_weight", reason=reason, changes=changes)


def _scored(today: date) -> dict[Place, dict[str, Value]]:
    """Return the value of every indicator at every place that has one."""
    scored: dict[Place, dict[str, Value]] = defaultdict(dict)
    for place, found in _parts_by_place(Tally.objects.newest()).items():
        for indicator in Indicator:
            own = [part for part in found if part.rule.indicator == indicator]
            if value := value_of(own):
                scored[place][str(indicator)] = value
    marks = marks_by_department(today)
    for pk, given in marks.items():
        scored[Place(pk, None)][str(Indicator.SATISFACTION)] = Value(
            _rounded(given.share), given.number, given.dissatisfied
        )
    if marks:
        number = sum(given.number for given in marks.values())
        dissatisfied = sum(given.dissatisfied for given in marks.values())
        scored[Place(None, None)][str(Indicator.SATISFACTION)] = Value(
            _rounded(1 - dissatisfied / number), number, dissatisfied
        )
    return scored


def weighed_rules() -> list[tuple[Rule, int]]:
    """Return the rules that count, in the table's order, each with the weight it is set to."""
    weights = dict(RuleSetting.objects.active().values_list("code", "weight"))
    return [
        (rule, weights[rule.code]) for rule in RULES if rule.code in weights and not rule.is_warning
    ]


def _parts_by_place(tallies: Iterable[Tally]) -> dict[Place, list[Part]]:
    """Add up the tallies of each rule: by department, by field, by both, and over all."""
    sums: dict[tuple[Place, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in tallies:
        department, field = row.department_id, row.field_id
        places = {Place(department, None), Place(None, None)}
        if field is not None:
            places |= {Place(department, field), Place(None, field)}
        for place in places:
            counts = sums[place, row.rule]
            for index, number in enumerate((row.examined, row.found, row.red)):
                counts[index] += number
    found: dict[Place, list[Part]] = defaultdict(list)
    for rule, weight in weighed_rules():
        for place in {place for place, code in sums if code == rule.code}:
            counts = sums[place, rule.code]
            if counts[0]:
                found[place].append(Part(rule, weight, *counts))
    return found


def _rounded(share: float) -> Decimal:
    return (Decimal(str(share)) * 100).quantize(CENT, ROUND_HALF_UP)
