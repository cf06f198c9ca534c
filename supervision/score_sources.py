"""Where a score comes from: its rules with their counts, or its indicators with their weights."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalogs.models import HistoryRow
from supervision import scoring
from supervision.dashboards import stood_on
from supervision.enums import INDICATOR_WEIGHTS, WHOLE, FindingState, Indicator
from supervision.models import Finding, IndicatorWeight, Score, Tally
from supervision.models.findings import FindingQuerySet
from supervision.scoring import Part, Place


@dataclass(frozen=True, slots=True)
class Weighed:
    """An indicator within a whole score; with too few rows it does not count."""

    indicator: Indicator
    weight: int
    score: Score
    counts: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A score with what it was computed from.

    ``parts`` of an indicator, ``weighed`` of a whole score. ``is_same`` tells whether they still
    give the score: weights may have changed since, or the tallies of its day be thinned out.
    """

    score: Score
    parts: list[Part]
    weighed: list[Weighed]
    is_same: bool


def parts_by_indicator(place: Place, *, day: date | None = None) -> dict[str, list[Part]]:
    """Return what each rule gave at the last inspection, or at the last not later than ``day``."""
    rows = Tally.objects.as_of(day)
    if place.department is not None:
        rows = rows.filter(department=place.department)
    if place.field is not None:
        rows = rows.filter(field=place.field)
    summed = rows.order_by().values_list("rule")
    counts = {
        code: numbers
        for code, *numbers in summed.annotate(
            of_examined=Sum("examined"), of_found=Sum("found"), of_red=Sum("red")
        )
    }
    parts = defaultdict(list)
    for rule, weight in scoring.weighed_rules():
        numbers = counts.get(rule.code)
        if numbers and numbers[0]:
            parts[str(rule.indicator)].append(Part(rule, weight, *numbers))
    return parts


def weights() -> dict[str, int]:
    """Return what each indicator weighs, as the administrator set it or as it is at first."""
    known = dict(IndicatorWeight.objects.values_list("indicator", "weight"))
    return {str(name): known.get(name, weight) for name, weight in INDICATOR_WEIGHTS.items()}


def source_of(score: Score) -> Source:
    """Return what a score was computed from."""
    if score.indicator == WHOLE:
        return _of_whole(score)
    parts: list[Part] = []
    if score.indicator == Indicator.SATISFACTION:
        return Source(score, parts, [], is_same=True)
    place = Place(score.department_id, score.field_id)
    parts = parts_by_indicator(place, day=score.day).get(score.indicator, [])
    given = scoring.value_of(parts)
    return Source(score, parts, [], is_same=given is not None and given.value == score.value)


def _of_whole(score: Score) -> Source:
    own = Score.objects.of_month(score.month).filter(
        department=score.department_id, field=score.field_id
    )
    weight_of = weights()
    by_indicator = {row.indicator: row for row in own}
    counting = scoring.counting(by_indicator, weight_of)
    weighed = [
        Weighed(name, weight_of[name], by_indicator[name], counts=name in counting)
        for name in Indicator
        if name in by_indicator and weight_of[name]
    ]
    given = scoring.whole_of(by_indicator, weight_of)
    return Source(score, [], weighed, is_same=given is not None and given.value == score.value)


def findings_of(score: Score, rules: Sequence[str], *, today: date) -> FindingQuerySet:
    """Return the findings behind a score, of the rules given: what counted on the score's day.

    Of a month that is over it is what stood then and was not exempt then; its state may be another
    today.
    """
    rows = Finding.objects.filter(rule__in=rules)
    if score.department_id is not None:
        rows = rows.filter(department=score.department_id)
    if score.field_id is not None:
        rows = rows.filter(field=score.field_id)
    if score.month == today.replace(day=1):
        rows = rows.counted()
    else:
        rows = stood_on(rows, score.day).alias(state_then=_state_on(score.day))
        rows = rows.exclude(state_then=FindingState.EXEMPT)
    return rows.select_related("department", "field").order_by(
        "level", F("rectify_by").asc(nulls_last=True), "pk"
    )


def _state_on(day: date) -> Coalesce:
    """Return the state a finding was in at the end of a day, as its history tells."""
    ended = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    moves = HistoryRow.objects.filter(
        content_type=ContentType.objects.get_for_model(Finding),
        object_id=OuterRef("pk"),
        at__lt=ended,
    ).exclude(to_state="")
    last = moves.order_by("-at", "-pk").values("to_state")[:1]
    return Coalesce(Subquery(last), Value(str(FindingState.OPEN)))
