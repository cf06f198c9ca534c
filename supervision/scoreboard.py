"""The scoreboard everyone reads: the scores of a month by department and field, ranked.

It reads scores and findings alone, never what they were counted from, so that it asks equally
often and equally little however many matters there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from supervision.comparable import Ranked, comparable
from supervision.enums import WHOLE, Indicator
from supervision.models import Inspection, Score
from supervision.round_results import ranked

# What stands on the board, in this order.
SHOWN = (WHOLE, str(Indicator.COMPLETENESS), str(Indicator.TIMELINESS))
MONTHS_OF_TREND = 12
Values = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Line:
    """One department or field: its scores of the month and of the month before, and its rank.

    Equal scores share a rank, and the next is as far down as there are better ones. What cannot
    be compared (``supervision.comparable``) has no rank.
    """

    place: Any
    values: Values
    before: Values
    rank: int | None
    rank_before: int | None
    is_compared: bool = True

    def change(self, indicator: str = WHOLE) -> Decimal | None:
        """Return how the score moved since the month before; None where one is missing."""
        if indicator not in self.values or indicator not in self.before:
            return None
        return self.values[indicator] - self.before[indicator]


@dataclass(frozen=True, slots=True)
class Board:
    """The scores of ``month``, counted on ``day``; empty where nothing was inspected yet."""

    month: date | None = None
    day: date | None = None
    months: tuple[date, ...] = ()
    district: Line | None = None
    departments: tuple[Line, ...] = ()
    fields: tuple[Line, ...] = ()
    trend: tuple[tuple[date, Values], ...] = field(default=())
    # How many departments and fields have scores and too few rows behind them to be compared.
    not_compared: int = 0


def board(*, today: date, month: date | None = None) -> Board:
    """Return the board of ``month``, the newest one without; ``KeyError`` for one without scores.

    ``trend`` holds the district's scores of the last twelve months up to it. Departments and
    fields that cannot be compared are counted and left out.
    """
    district = _district(today)
    if not district:
        if month is not None:
            raise KeyError(month)
        return Board()
    month = month or max(district)
    earlier = [other for other in sorted(district) if other <= month]
    if month not in district:
        raise KeyError(month)
    before = _month_before(month)
    scores = list(_of_months(month, before))
    compared = comparable([month, before])
    departments = _lines(scores, "department", month, compared)
    fields = _lines(scores, "field", month, compared)
    return Board(
        month=month,
        day=district[month][0],
        months=tuple(sorted(district, reverse=True)),
        district=Line(None, district[month][1], district.get(before, (None, {}))[1], None, None),
        departments=tuple(line for line in departments if line.is_compared),
        fields=tuple(line for line in fields if line.is_compared),
        trend=tuple((other, district[other][1]) for other in earlier[-MONTHS_OF_TREND:]),
        not_compared=sum(not line.is_compared for line in (*departments, *fields)),
    )


def of_department(department: Any, *, today: date) -> Line | None:
    """Return the newest scores of one department, ranked among all; None where it has none."""
    scores = Score.objects.of_departments().filter(month__lte=today)
    newest = scores.order_by("-month").values_list("month", flat=True).first()
    if newest is None:
        return None
    months = (newest, _month_before(newest))
    lines = _lines(list(_of_months(*months)), "department", newest, comparable(months))
    return next((line for line in lines if line.place == department), None)


def glance(*, today: date) -> tuple[date, Values] | None:
    """Return month and scores of the district, the newest there are."""
    district = _district(today)
    return (max(district), district[max(district)][1]) if district else None


def inspected_last() -> Inspection | None:
    """Return the last inspection of everything that came to its end."""
    whole = Inspection.objects.finished().filter(department__isnull=True, rule="")
    return whole.order_by("-ended_at").first()


def _district(today: date) -> dict[date, tuple[date, Values]]:
    """Return the district's scores by month, each with the day it was counted."""
    rows = Score.objects.of_district().filter(indicator__in=SHOWN, month__lte=today)
    found: dict[date, tuple[date, Values]] = {}
    for row in rows:
        found.setdefault(row.month, (row.day, {}))[1][row.indicator] = row.value
    return found


def _of_months(*months: date) -> Iterable[Score]:
    rows = Score.objects.filter(month__in=months, indicator__in=SHOWN)
    one_of_two = rows.filter(department__isnull=False, field__isnull=True) | rows.filter(
        department__isnull=True, field__isnull=False
    )
    return one_of_two.select_related("department", "field")


def _pks(compared: set[Ranked], of: str, month: date) -> set[int]:
    """Return the departments or fields that are ranked in a month."""
    return {getattr(place, of) for place in compared if place.month == month} - {None}


def _lines(
    scores: Iterable[Score], of: str, month: date, compared: set[Ranked]
) -> tuple[Line, ...]:
    """Return the places of ``month`` by rank, those without one last."""
    places: dict[int, Any] = {}
    values: dict[int, Values] = defaultdict(dict)
    before: dict[int, Values] = defaultdict(dict)
    for row in scores:
        place = getattr(row, of)
        if place is None:
            continue
        if row.month == month:
            places[place.pk] = place
        (values if row.month == month else before)[place.pk][row.indicator] = row.value
    now = _pks(compared, of, month)
    ranks = _ranks(values, now)
    ranks_before = _ranks(before, _pks(compared, of, _month_before(month)))
    lines = [
        Line(place, values[pk], before[pk], ranks.get(pk), ranks_before.get(pk), pk in now)
        for pk, place in places.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.rank or len(lines) + 1, _order(line.place))))


def _order(place: Any) -> tuple[int, int]:
    return (place.display_order, place.pk)


def _ranks(values: dict[int, Values], compared: set[int]) -> dict[int, int]:
    scored = {pk: row[WHOLE] for pk, row in values.items() if WHOLE in row and pk in compared}
    ranks = ranked(list(scored.values()))
    return {pk: ranks[value] for pk, value in scored.items()}


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
