"""Figures of the dashboard: counts, trends, scores and where a score comes from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from catalogs.matter_parts import save_matter_parts
from supervision import dashboard_periods, dashboards, score_sources
from supervision.comparable import FEWEST_EXAMINED
from supervision.dashboards import Scope
from supervision.enums import Aspect, FindingState, Level
from supervision.models import Finding, IndicatorWeight, RuleSetting, Score, Tally
from supervision.scoring import Place
from supervision.thinning import thin
from tests import factories

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"
NOVEMBER = dashboard_periods.read("2026-11")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_name_in_addresses(name, start, end):
    period = dashboard_periods.read(name)
    assert (period.name, period.start, period.end) == (name, start, end)
    assert period.is_month is (name == "2026-02")


@pytest.mark.parametrize("name", ["", "2026-13", "2026-Q5", "1999", "2026-1", "now"])
def test_what_is_no_period_is_refused(name):
    with pytest.raises(ValueError, match=f"^{name}$"):
        dashboard_periods.read(name)


def test_months_quarters_and_years_are_offered_newest_first():
    groups = dashboard_periods.offered(date(2025, 11, 9), date(2026, 2, 3))
    assert [[period.name for period in periods] for _label, periods in groups] == [
        ["2026-02", "2026-01", "2025-12", "2025-11"],
        ["2026-Q1", "2025-Q4"],
        ["2026", "2025"],
    ]


def test_weeks_of_a_trend_end_with_the_week_of_today_and_months_with_its_month(today):
    weeks = dashboard_periods.weeks_until(NOVEMBER, today)
    assert (len(weeks), weeks[-1].start, weeks[-1].end) == (
        13,
        date(2026, 11, 23),
        date(2026, 11, 29),
    )
    months = dashboard_periods.months_until(dashboard_periods.read("2026"), today)
    assert (months[0].start, months[-1].end) == (date(2025, 12, 1), date(2026, 11, 30))


@pytest.fixture
def matters():
    """Three matters without elements in one department and field, and one elsewhere."""
    first = factories.MatterFactory(in_force=True, elements=[])
    same = {"department": first.department, "group": first.group, "field": first.field}
    others = [factories.MatterFactory(in_force=True, elements=[], **same) for _place in range(2)]
    return [first, *others, factories.MatterFactory(in_force=True, elements=[])]


def of_rule(scope: Scope) -> dashboards.OfRule:
    return next(row for row in dashboards.by_rule(scope) if row.rule.code == RULE)


def test_counts_tell_what_stands_now_and_what_came_and_went_in_the_period(inspect, matters, today):
    inspect(date(2026, 10, 9), rule=RULE)
    own = Finding.objects.filter(department=matters[0].department, rule=RULE)
    pks = list(own.order_by("pk").values_list("pk", flat=True))
    assert len(pks) == 3
    own.filter(pk=pks[0]).update(level=Level.RED, reddened_on=today)
    own.filter(pk=pks[1]).update(state=FindingState.RECTIFIED)
    own.filter(pk=pks[2]).update(state=FindingState.EXEMPT, exempt_until=date(2026, 12, 31))
    save_matter_parts(matters[3], elements=["决定"], channels=[], time_limit_text="")
    inspect(today, rule=RULE)
    # What stood yellow for weeks has turned red meanwhile.
    own.filter(pk=pks[1]).update(level=Level.YELLOW)
    district = dashboards.counts(Scope(NOVEMBER), today=today)
    assert (district.red, district.yellow, district.rectified, district.exempt) == (1, 1, 1, 1)
    assert (district.overdue, district.opened, district.closed) == (1, 0, 1)
    scope = Scope(NOVEMBER, matters[0].department, matters[0].field)
    assert dashboards.counts(scope, today=today).closed == 0
    october = Scope(dashboard_periods.read("2026-10"))
    assert dashboards.counts(october, today=today).opened == 4
    other = Scope(NOVEMBER, aspect=Aspect.SITE)
    assert dashboards.counts(other, today=today).red == 0


def test_a_trend_puts_each_day_into_its_span(inspect, matters, today):
    inspect(date(2026, 11, 17), rule=RULE)
    save_matter_parts(matters[0], elements=["决定"], channels=[], time_limit_text="")
    inspect(today, rule=RULE)
    weeks = dashboards.trend(Scope(NOVEMBER), today=today)
    assert (weeks.opened[-2], weeks.opened[-1], sum(weeks.opened)) == (4, 0, 4)
    assert (weeks.closed[-2], weeks.closed[-1]) == (0, 1)
    months = dashboards.trend(Scope(dashboard_periods.read("2026")), today=today)
    assert (months.opened[-1], months.closed[-1]) == (4, 1)


def test_what_is_longest_overdue_comes_first(inspect, matters, today):
    inspect(date(2026, 11, 2), rule=RULE)
    last = Finding.objects.get(object_id=matters[2].pk, rule=RULE)
    Finding.objects.filter(pk=last.pk).update(rectify_by=date(2026, 10, 1))
    worst = dashboards.worst_overdue(Scope(NOVEMBER), today=today)
    assert worst[0] == last
    assert len(worst) == 4
    assert dashboards.urgent(Scope(NOVEMBER, matters[3].department))[0].title == matters[3].name


def test_rules_stand_with_their_red_and_yellow(inspect, matters, today):
    inspect(today, rule=RULE)
    Finding.objects.filter(object_id=matters[0].pk, rule=RULE).update(level=Level.RED)
    row = of_rule(Scope(NOVEMBER))
    assert (row.red, row.yellow, row.total) == (1, 3, 4)
    red = dashboards.red_by_place(Scope(NOVEMBER))
    place = matters[0].department_id, matters[0].field_id
    assert (red[place], red[place[0], None], red[None, place[1]], red[None, None]) == (1, 1, 1, 1)


def test_scores_of_a_place_by_month_and_its_rank(inspect, matters, today):
    fine = factories.MatterFactory(in_force=True)
    inspect(date(2026, 10, 30))
    inspect(today)
    scores = dashboards.scores(NOVEMBER, department=fine.department)
    assert sorted(scores.months) == [date(2026, 10, 1), date(2026, 11, 1)]
    assert scores.month == date(2026, 11, 1)
    whole = scores.whole(scores.month)
    assert dashboards.rank_of(whole, dashboards.ranking(scores.month)) is None, "one matter alone"
    Score.objects.update(examined=FEWEST_EXAMINED)
    ranked = dashboards.ranking(scores.month)
    assert dashboards.rank_of(whole, ranked) == 1 + sum(row.value > whole.value for row in ranked)
    assert [row.value for row in ranked] == sorted((row.value for row in ranked), reverse=True)


def test_a_score_is_given_again_by_the_rules_behind_it(inspect, matters, today):
    inspect(today)
    for indicator in ("completeness", "timeliness", "whole"):
        score = Score.objects.of_month(today).of_district().filter(indicator=indicator).first()
        if score is not None:
            assert score_sources.source_of(score).is_same
    own = Score.objects.get(department=matters[0].department, field=None, indicator="completeness")
    source = score_sources.source_of(own)
    part = next(part for part in source.parts if part.rule.code == RULE)
    assert (part.examined, part.found) == (3, 3)


def test_a_score_of_a_past_month_has_the_counts_of_its_day(inspect, matters, today):
    inspect(date(2026, 10, 30))
    for matter in matters:
        save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    inspect(today)
    old = Score.objects.of_month(date(2026, 10, 1)).of_district()
    source = score_sources.source_of(old.get(indicator="completeness"))
    assert source.is_same
    assert next(part for part in source.parts if part.rule.code == RULE).found == 4
    now = score_sources.parts_by_indicator(Place(None, None))["completeness"]
    assert next(part for part in now if part.rule.code == RULE).found == 0


def test_it_is_told_when_weights_were_changed_since(inspect, matters, today):
    inspect(today)
    RuleSetting.objects.filter(code=RULE).update(weight=99)
    score = Score.objects.of_month(today).of_district().get(indicator="completeness")
    assert not score_sources.source_of(score).is_same
    IndicatorWeight.objects.filter(indicator="completeness").update(weight=0)
    whole = Score.objects.of_month(today).of_district().whole().get()
    weighed = score_sources.source_of(whole).weighed
    assert all(row.indicator != "completeness" for row in weighed)


def test_weights_are_ours_until_an_administrator_writes_others():
    assert score_sources.weights()["data"] == 5
    IndicatorWeight.objects.create(indicator="data", weight=0)
    assert score_sources.weights()["data"] == 0


def test_tallies_of_long_ago_are_thinned_to_the_last_day_of_each_month(inspect, matters, today):
    days = [date(2026, 6, 3), date(2026, 6, 30), date(2026, 7, 2), date(2026, 11, 20), today]
    for day in days:
        inspect(day, rule=RULE)
    old = Score.objects.of_month(date(2026, 6, 1)).of_district().get(indicator="completeness")
    assert thin(today=today) > 0
    kept = set(Tally.objects.filter(rule=RULE).values_list("day", flat=True))
    assert sorted(kept) == [days[1], days[2], days[3], today]
    assert score_sources.source_of(old).is_same
    assert old.value <= Decimal(100)
    assert thin(today=today) == 0


def test_a_tally_of_an_earlier_day_is_found_by_its_rule(inspect, matters, today):
    inspect(today - timedelta(days=7), rule=RULE)
    inspect(today, rule=RULE)
    assert set(Tally.objects.as_of(None).values_list("day", flat=True)) == {today}
    earlier = Tally.objects.as_of(today - timedelta(days=1))
    assert set(earlier.values_list("day", flat=True)) == {today - timedelta(days=7)}
    assert not Tally.objects.as_of(date(2020, 1, 1)).exists()
