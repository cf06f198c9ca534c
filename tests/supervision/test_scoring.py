"""Scores: what a rule weighs, what an indicator weighs, and where a score comes from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import Role
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback.models import SubmissionRating
from supervision import rules, score_sources, scoring
from supervision.enums import WHOLE, Indicator
from supervision.models import Finding, IndicatorWeight, Score, Tally
from supervision.scoring import Place
from tests import factories
from tests.feedback.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


def part(weight: int, examined: int, found: int) -> scoring.Part:
    return scoring.Part(rules.RULES[0], weight, examined, found, red=0)


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ([(3, 10, 0)], "100.00"),
        ([(3, 10, 10)], "0.00"),
        ([(1, 4, 1)], "75.00"),
        ([(1, 4, 1), (3, 10, 10)], "18.75"),
        # What examined nothing does not count.
        ([(1, 4, 1), (3, 0, 0)], "75.00"),
        ([(1, 3, 1)], "66.67"),
    ],
)
def test_an_indicator_is_the_weighted_share_of_rows_without_a_gap(parts, value):
    assert scoring.value_of(part(*numbers) for numbers in parts).value == Decimal(value)


def test_an_indicator_that_examined_nothing_has_no_score():
    assert scoring.value_of([part(3, 0, 0)]) is None
    assert scoring.value_of([]) is None


def test_the_whole_score_weighs_the_indicators_that_have_one():
    values = {
        "completeness": scoring.Value(Decimal(80), 10, 2),
        "timeliness": scoring.Value(Decimal(50), 6, 3),
        "data": scoring.Value(Decimal(0), 1, 1),
    }
    whole = scoring.whole_of(values, {"completeness": 30, "timeliness": 10, "data": 0})
    assert (whole.value, whole.examined, whole.found) == (Decimal("72.50"), 16, 5)
    assert scoring.whole_of(values, {}) is None


def test_an_indicator_of_too_few_rows_decides_nothing_beside_others():
    values = {
        "completeness": scoring.Value(Decimal(80), 10, 2),
        "timeliness": scoring.Value(Decimal(0), 4, 4),
    }
    weights = {"completeness": 30, "timeliness": 10}
    assert scoring.whole_of(values, weights).value == 80
    del values["completeness"]
    assert scoring.whole_of(values, weights).value == 0


def test_an_overdue_gap_costs_where_it_was_found_and_not_once_more(inspect, today):
    department = factories.MatterFactory(in_force=True, elements=[]).department
    group = factories.MatterGroupFactory()
    factories.MatterFactory.create_batch(9, in_force=True, department=department, group=group)
    inspect(today)
    Finding.objects.update(rectify_by=today)
    inspect(today + timedelta(days=1))
    assert Finding.objects.filter(rule="finding-not-rectified", department=department).exists()
    scores = Score.objects.filter(department=department, field=None)
    assert not scores.filter(indicator="timeliness").exists()
    assert scores.get(indicator=WHOLE).value == score(department=department)


@pytest.fixture
def matters():
    """Two departments: one with one gap of two matters, one with none."""
    first = factories.MatterFactory(in_force=True, elements=[])
    factories.MatterFactory(in_force=True, department=first.department, group=first.group)
    second = factories.MatterFactory(in_force=True, group=first.group)
    return first.department, second.department


def score(*, department=None, field=None) -> Decimal:
    return Score.objects.get(
        indicator="completeness",
        department_id=department.pk if department else None,
        field_id=field.pk if field else None,
    ).value


def test_an_inspection_writes_scores_of_departments_fields_and_the_district(
    inspect, matters, today
):
    first, second = matters
    inspect(today)
    rule = rules.find("matter-without-elements")
    parts = score_sources.parts_by_indicator(Place(first.pk, None))["completeness"]
    of_rule = [part for part in parts if part.rule == rule]
    assert [(p.examined, p.found) for p in of_rule] == [(2, 1)]
    assert score(department=first) < score(department=second)
    field = first.publicitymatter_set.first().field
    # Rules about the department itself have no field: they count in its score alone.
    in_field = score_sources.parts_by_indicator(Place(first.pk, field.pk))["completeness"]
    assert set(in_field) <= set(parts)
    assert score(department=first, field=field) == scoring.value_of(in_field).value
    assert score(field=field) > score(department=first, field=field)
    assert Score.objects.of_month(today).of_district().whole().count() == 1


def test_scores_of_a_month_are_written_once_and_those_of_a_past_month_stay(inspect, matters, today):
    inspect(date(2026, 10, 30))
    before = list(Score.objects.of_month(date(2026, 10, 1)).values_list("pk", flat=True))
    inspect(today)
    inspect(today)
    assert list(Score.objects.of_month(date(2026, 10, 5)).values_list("pk", flat=True)) == before
    assert set(Score.objects.of_month(today).values_list("day", flat=True)) == {today}


def test_a_rule_that_binds_nobody_any_more_leaves_no_old_counts(inspect, matters, today):
    inspect(date(2026, 11, 23))
    matters[0].publicitymatter_set.update(effective_on=date(2027, 1, 1))
    matters[1].publicitymatter_set.update(effective_on=date(2027, 1, 1))
    inspect(today)
    newest = Tally.objects.newest().filter(rule="matter-without-elements")
    assert [(row.day, row.examined) for row in newest] == [(today, 0)]


def test_satisfaction_is_the_satisfied_part_of_the_marks_given(inspect, today):
    submission = SubmissionFactory(reviewed=True)
    SubmissionRating.objects.create(submission=submission, score=4, rated_on=today)
    other = SubmissionFactory(reviewed=True, department=submission.department)
    SubmissionRating.objects.create(submission=other, score=1, rated_on=today)
    inspect(today)
    row = Score.objects.get(department=submission.department, indicator=Indicator.SATISFACTION)
    assert (row.value, row.examined, row.found) == (Decimal("50.00"), 2, 1)


def test_an_administrator_changes_a_weight_with_a_reason():
    row = IndicatorWeight.objects.complete().get(indicator="data")
    admin = factories.OfficialFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(ValidationError):
        scoring.change_weight(row, actor=admin, weight=10, reason=" ")
    with pytest.raises(MoveRefused):
        scoring.change_weight(
            row, actor=factories.OfficialFactory(role=Role.SUPERVISOR), weight=10, reason="考核办法"
        )
    with pytest.raises(ValidationError):
        scoring.change_weight(row, actor=admin, weight=101, reason="考核办法")
    scoring.change_weight(row, actor=admin, weight=10, reason="考核办法")
    row.refresh_from_db()
    assert row.weight == 10
    assert HistoryRow.objects.of(row).get().changes == {"weight": [5, 10]}


def test_the_whole_score_is_kept_apart_from_the_indicators():
    assert WHOLE not in Indicator.values
