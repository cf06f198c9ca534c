"""Figures of the dashboard: read from findings, tallies and scores, never from the big tables."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q

from catalogs.models import Department, Field
from supervision.comparable import comparable_departments
from supervision.dashboard_periods import Period, Span, add_up, months_until, weeks_until
from supervision.enums import COUNTED_STATES, WHOLE, FindingState, Level
from supervision.models import Finding, Score
from supervision.models.findings import SINCE, FindingQuerySet
from supervision.rules import RULES

WORST = 10


@dataclass(frozen=True)
class Scope:
    """What the dashboard looks at: a period, and within it a department, a field, an aspect."""

    period: Period
    department: Department | None = None
    field: Field | None = None
    aspect: str = ""

    @cached_property
    def findings(self) -> FindingQuerySet:
        """The findings within the scope, of any time."""
        rows = Finding.objects.order_by()
        if self.department is not None:
            rows = rows.filter(department=self.department)
        if self.field is not None:
            rows = rows.filter(field=self.field)
        if self.aspect:
            rows = rows.filter(rule__in=[rule.code for rule in RULES if rule.aspect == self.aspect])
        return rows

    @cached_property
    def standing(self) -> list["Standing"]:
        """How many findings stand in each place: one walk over an index, however it is asked."""
        columns = ("state", "level", "department", "field", "rule")
        rows = self.findings.standing().values_list(*columns).annotate(number=Count("pk"))
        return [Standing(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many findings of a rule stand in one state, level, department and field."""

    state: str
    level: str
    department: int
    field: int | None
    rule: str
    number: int

    @property
    def is_counted(self) -> bool:
        return self.state in COUNTED_STATES


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings stand now, and how many came and went in the period."""

    red: int
    yellow: int
    overdue: int
    rectified: int
    exempt: int
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Findings opened and closed in each span of time."""

    spans: Sequence[Span]
    opened: Sequence[int]
    closed: Sequence[int]


@dataclass(frozen=True, slots=True)
class OfRule:
    """How many findings of a rule stand and count."""

    rule: Any
    red: int
    yellow: int

    @property
    def total(self) -> int:
        return self.red + self.yellow


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one place: by month and indicator, ``newest`` the last month that has any."""

    months: Mapping[date, Mapping[str, Score]]

    @property
    def newest(self) -> Mapping[str, Score]:
        return self.months[max(self.months)] if self.months else {}

    @property
    def month(self) -> date | None:
        return max(self.months, default=None)

    def whole(self, month: date) -> Score | None:
        return self.months.get(month, {}).get(WHOLE)


def first_day(today: date) -> date:
    """Return the first month of the dashboard: of the first score or finding."""
    days = [
        Score.objects.aggregate(first=Min("month"))["first"],
        Finding.objects.aggregate(first=Min("opened_on"))["first"],
    ]
    return min([today, *filter(None, days)]).replace(day=1)


def counts(scope: Scope, *, today: date) -> Counts:
    """Return the counts of a scope, in four queries over indexes."""
    rows, period = scope.findings, scope.period
    counted: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for row in scope.standing:
        states[row.state] += row.number
        if row.is_counted:
            counted[row.level] += row.number
    return Counts(
        red=counted[Level.RED],
        yellow=counted[Level.YELLOW],
        overdue=rows.overdue(today).count(),
        rectified=states[FindingState.RECTIFIED],
        exempt=states[FindingState.EXEMPT],
        opened=rows.filter(opened_on__range=(period.start, period.end)).count(),
        closed=rows.filter(closed_on__range=(period.start, period.end)).count(),
    )


def trend(scope: Scope, *, today: date) -> Trend:
    """Return what was opened and closed: by week before a month's end, else by month."""
    of = weeks_until if scope.period.is_month else months_until
    spans = of(scope.period, today)
    first, last = spans[0].start, spans[-1].end

    def daily(column: str) -> list[tuple[date, int]]:
        rows = scope.findings.filter(**{f"{column}__range": (first, last)})
        return list(rows.values_list(column).annotate(number=Count("pk")))

    opened, closed = daily("opened_on"), daily("closed_on")
    return Trend(spans, add_up(opened, spans), add_up(closed, spans))


def worst_overdue(scope: Scope, *, today: date) -> list[Finding]:
    """Return those longest past the day of rectification, the oldest gaps first among equals."""
    rows = scope.findings.overdue(today).select_related("department", "field")
    return list(rows.order_by("rectify_by", SINCE, "pk")[:WORST])


def urgent(scope: Scope) -> list[Finding]:
    """Return what a department does first: what is to be rectified soonest, red before yellow."""
    rows = scope.findings.filter(state=FindingState.OPEN).select_related("department", "field")
    # By the alphabet "red" comes before "yellow".
    return list(rows.order_by("rectify_by", "level", "pk")[:WORST])


def by_rule(scope: Scope) -> list[OfRule]:
    """Return the rules whose findings stand, the most red first."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in scope.standing:
        if row.is_counted:
            numbers[row.rule][row.level] += row.number
    found = [
        OfRule(rule, numbers[rule.code][Level.RED], numbers[rule.code][Level.YELLOW])
        for rule in RULES
        if rule.code in numbers
    ]
    return sorted(found, key=lambda row: (-row.red, -row.yellow))


def scores(
    period: Period, *, department: Department | None = None, field: Field | None = None
) -> Scores:
    """Return the scores of a place in the twelve months to the period's end, in one query."""
    first = months_until(period, period.end)[0].start
    rows = Score.objects.filter(
        month__range=(first, period.end), department=department, field=field
    ).order_by()
    months: dict[date, dict[str, Score]] = defaultdict(dict)
    for row in rows:
        months[row.month][row.indicator] = row
    return Scores(months)


def ranking(month: date, *, field: Field | None = None) -> list[Score]:
    """Return the whole scores of the departments that are ranked in a month, the best first."""
    rows = (
        Score.objects.of_month(month)
        .whole()
        .filter(department__in=comparable_departments(month), field=field)
    )
    return list(rows.select_related("department").order_by("-value", "department_id"))


def rank_of(row: Score, ranked: Sequence[Score]) -> int | None:
    """Return the place of a score, equal scores sharing one; None where it is not ranked."""
    if row not in ranked:
        return None
    return 1 + sum(other.value > row.value for other in ranked)


def scores_by_place(month: date, indicator: str = WHOLE) -> dict[tuple[Any, Any], Score]:
    """Return the scores of a month by department and field, None for all of them."""
    rows = Score.objects.of_month(month).filter(indicator=indicator).order_by()
    return {(row.department_id, row.field_id): row for row in rows}


def red_by_place(scope: Scope) -> dict[tuple[Any, Any], int]:
    """Return the red findings that count, by department and field; None for all of them."""
    numbers: Counter[tuple[Any, Any]] = Counter()
    for row in scope.standing:
        if row.is_counted and row.level == Level.RED:
            numbers[row.department, None] += row.number
            numbers[None, None] += row.number
            if row.field is not None:
                numbers[row.department, row.field] += row.number
                numbers[None, row.field] += row.number
    return numbers


def opened_or_closed(rows: FindingQuerySet, period: Period) -> FindingQuerySet:
    """Return what stood at the end of the period, or was closed in it."""
    began = Q(opened_on__lte=period.end)
    return rows.filter(began & (Q(closed_on__isnull=True) | Q(closed_on__gte=period.start)))


def stood_on(rows: FindingQuerySet, day: date) -> FindingQuerySet:
    """Return what had been found and was not closed at the end of a day."""
    return rows.filter(Q(opened_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day)))


def scores_of_places(
    month: date, department: Department | None
) -> dict[int | None, dict[str, Decimal]]:
    """Return the scores of a month by indicator: of each department, or of one by field.

    Under None stands the score of the whole.
    """
    rows = Score.objects.of_month(month).order_by()
    if department is None:
        rows, column = rows.filter(field__isnull=True), "department_id"
    else:
        rows, column = rows.filter(department=department), "field_id"
    places: dict[int | None, dict[str, Decimal]] = defaultdict(dict)
    for place, indicator, value in rows.values_list(column, "indicator", "value"):
        places[place][indicator] = value
    return places
