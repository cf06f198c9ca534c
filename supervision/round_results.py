"""The result of an assessment round: three parts of 100, by their shares, and a rank.

Where too few duties were examined to be compared (``supervision/comparable.py``), there is no
automatic score, and a unit is not ranked by the other parts alone: its rank would tell nothing.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Sum

from catalogs.models import Department
from supervision.comparable import Ranked, comparable
from supervision.models import AssessmentRound, ManualMark, RoundResult, Score

CENT = Decimal("0.01")
# The parts of a result, as the columns of a round call their shares.
PARTS = ("automatic", "manual", "evaluation")
# Each part of 100 or None, by its name.
Parts = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Line:
    """What one department gets: each part of 100 or None, the result, and its rank."""

    department: Department
    parts: Parts
    total: Decimal
    rank: int
    # What each part that was counted weighed, in percent together 100.
    weights: Mapping[str, Decimal]


@dataclass(slots=True)
class Results:
    """The lines by rank; who is not ranked, and why; who lacks some of the marks (how many)."""

    lines: list[Line] = field(default_factory=list)
    # Too few duties were examined; the other parts are known all the same.
    sparse: list[tuple[Department, Parts]] = field(default_factory=list)
    # Nothing can be counted.
    left_out: list[Department] = field(default_factory=list)
    unmarked: list[tuple[Department, int]] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """A mark of these very figures, for a page to publish what it showed."""
        told = [
            [line.department.pk, line.rank, str(line.total)]
            + [str(line.parts[name]) for name in PARTS]
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def assessed() -> list[Department]:
    """Return the departments that a round assesses, in their order."""
    return list(Department.objects.answering().order_by("display_order", "code"))


def shares_of(round: AssessmentRound) -> dict[str, int]:
    return {name: getattr(round, f"{name}_share") for name in PARTS}


def missing_of(round: AssessmentRound, line: Line) -> list[str]:
    """Return the parts that have a share in the round and nothing to count for the department."""
    shares = shares_of(round)
    return [name for name in PARTS if shares[name] and line.parts[name] is None]


def mean_of(parts: Parts, shares: Mapping[str, int]) -> tuple[Decimal, dict[str, Decimal]] | None:
    """Return the mean by shares of the parts that are there, and what each weighed in percent.

    A part that is missing leaves its share to the others; None where nothing can be counted.
    """
    counted = {name: value for name, value in parts.items() if value is not None and shares[name]}
    whole = sum(shares[name] for name in counted)
    if not whole:
        return None
    total = sum((shares[name] * value for name, value in counted.items()), Decimal(0)) / whole
    weights = {name: _rounded(Decimal(100 * shares[name]) / whole) for name in counted}
    return _rounded(total), weights


def compute(round: AssessmentRound) -> Results:
    """Compute the round as it stands now, in a fixed number of queries."""
    shares, results = shares_of(round), Results()
    automatic, is_scored = _automatic(round)
    sources = {
        "automatic": automatic,
        "manual": _manual(round),
        "evaluation": _evaluation(round),
    }
    given = _marks(round)
    items = round.items.count()
    counted = []
    for department in assessed():
        parts = {name: sources[name].get(department.pk) for name in PARTS}
        if is_scored and shares["automatic"] and parts["automatic"] is None:
            results.sparse.append((department, parts))
            continue
        mean = mean_of(parts, shares)
        if mean is None:
            results.left_out.append(department)
        else:
            counted.append((department, parts, *mean))
        if 0 < given[department.pk] < items:
            results.unmarked.append((department, items - given[department.pk]))
    ranks = ranked([total for _department, _parts, total, _weights in counted])
    results.lines = [
        Line(department, parts, total, ranks[total], weights)
        for department, parts, total, weights in counted
    ]
    results.lines.sort(key=lambda line: line.rank)
    return results


def published(round: AssessmentRound) -> list[Line]:
    """Return the lines that were fixed when the round was published."""
    shares = shares_of(round)
    lines = []
    rows = RoundResult.objects.filter(round=round).select_related("department")
    for row in rows.order_by("rank", "department__display_order", "department__code"):
        parts = {name: getattr(row, name) for name in PARTS}
        mean = mean_of(parts, shares)
        lines.append(Line(row.department, parts, row.total, row.rank, mean[1] if mean else {}))
    return lines


def ranked(totals: list[Decimal]) -> dict[Decimal, int]:
    """Return the rank of each total: equals share one, and the next comes after all of them."""
    numbers, ranks, before = Counter(totals), {}, 0
    for total in sorted(numbers, reverse=True):
        ranks[total] = before + 1
        before += numbers[total]
    return ranks


def _automatic(round: AssessmentRound) -> tuple[dict[int | None, Decimal], bool]:
    """The mean of the whole scores of the months in which the department can be compared.

    The months are those that the period touches. Also says whether anybody was scored in them.
    """
    months = (round.period_start.replace(day=1), round.period_end)
    rows = Score.objects.of_departments().whole().filter(month__range=months)
    scores = list(rows.order_by().values_list("month", "department", "value"))
    places = comparable({month for month, _department, _value in scores})
    counted: dict[int | None, list[Decimal]] = defaultdict(list)
    for month, department, value in scores:
        if Ranked(month, department, None) in places:
            counted[department].append(value)
    return {pk: _mean(values) for pk, values in counted.items()}, bool(scores)


def _manual(round: AssessmentRound) -> dict[int | None, Decimal]:
    """The points of those possible in the round, of 100."""
    possible = round.items.aggregate(points=Sum("points"))["points"]
    if not possible:
        return {}
    rows = ManualMark.objects.filter(item__round=round).order_by().values_list("department")
    return {
        pk: _rounded(100 * Decimal(points) / possible)
        for pk, points in rows.annotate(given=Sum("points"))
    }


def _evaluation(round: AssessmentRound) -> dict[int | None, Decimal]:
    """The mean score of the evaluations of the department and of the whole district."""
    scores: dict[int | None, list[Decimal]] = defaultdict(list)
    linked = round.evaluations.filter(score__isnull=False)
    for department, score in linked.values_list("department", "score"):
        scores[department].append(score)
    district = scores.pop(None, [])
    if district:
        for department in assessed():
            scores[department.pk] += district
    return {pk: _mean(found) for pk, found in scores.items()}


def _marks(round: AssessmentRound) -> Counter[int]:
    rows = ManualMark.objects.filter(item__round=round).order_by().values_list("department")
    return Counter(dict(rows.annotate(number=Count("pk"))))


def _mean(values: list[Decimal]) -> Decimal:
    return _rounded(sum(values, Decimal(0)) / len(values))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
