"""Results of assessment rounds: shares, what is missing, ranks, and how they are asked for."""

from datetime import date
from decimal import Decimal

import pytest

from supervision import round_results
from supervision.comparable import FEWEST_EXAMINED
from supervision.models import Score
from tests import factories
from tests.supervision.rounds import (
    OCTOBER,
    SEPTEMBER,
    evaluation,
    mark,
    open_round,
    score,
    set_items,
)

pytestmark = pytest.mark.django_db


def lines(round) -> dict:
    return {line.department: line for line in round_results.compute(round).lines}


@pytest.mark.parametrize(
    ("parts", "total", "weights"),
    [
        (("80", "90", "100"), "85.00", {"automatic": 60, "manual": 30, "evaluation": 10}),
        (("80", "90", None), "83.33", {"automatic": "66.67", "manual": "33.33"}),
        ((None, "90", "50"), "80.00", {"manual": 75, "evaluation": 25}),
        ((None, None, "50"), "50.00", {"evaluation": 100}),
    ],
)
def test_a_missing_part_leaves_its_share_to_the_others(parts, total, weights):
    values = {
        name: None if value is None else Decimal(value)
        for name, value in zip(round_results.PARTS, parts, strict=True)
    }
    shares = {"automatic": 60, "manual": 30, "evaluation": 10}
    found = round_results.mean_of(values, shares)
    assert found == (Decimal(total), {name: Decimal(w) for name, w in weights.items()})
    assert round_results.mean_of(dict.fromkeys(shares), shares) is None
    assert (
        round_results.mean_of(
            {**dict.fromkeys(shares), "manual": Decimal(9)},
            {"automatic": 100, "manual": 0, "evaluation": 0},
        )
        is None
    )


def test_equal_results_share_a_rank_and_the_next_comes_after_them():
    totals = [Decimal(value) for value in ("70", "90", "80", "80")]
    assert round_results.ranked(totals) == {
        Decimal("90"): 1,
        Decimal("80"): 2,
        Decimal("70"): 4,
    }


def test_the_automatic_part_is_the_mean_of_the_months_of_the_period(round, departments):
    score(departments[0], SEPTEMBER, "80.00")
    score(departments[0], OCTOBER, "90.00")
    score(departments[0], date(2026, 8, 1), "10.00")
    score(departments[0], date(2026, 11, 1), "10.00")
    assert lines(round)[departments[0]].parts["automatic"] == Decimal("85.00")


def test_manual_points_count_out_of_all_the_points_of_the_round(round, supervisor, departments):
    mark(round, supervisor, departments[0], 组织领导="9", 创新做法="4.5")
    assert lines(round)[departments[0]].parts["manual"] == Decimal("90.00")


def test_an_evaluation_counts_for_its_department_or_for_everyone(supervisor, departments):
    own, whole = evaluation(departments[0], value="70"), evaluation(value="90")
    round = open_round(supervisor, evaluations=[own, whole])
    parts = {key: line.parts["evaluation"] for key, line in lines(round).items()}
    assert parts == {
        departments[0]: Decimal("80.00"),
        departments[1]: Decimal("90.00"),
        departments[2]: Decimal("90.00"),
    }


def test_a_department_of_which_nothing_is_known_is_left_out(round, supervisor, departments):
    mark(round, supervisor, departments[0], 组织领导="9", 创新做法="4.5")
    results = round_results.compute(round)
    assert [line.department for line in results.lines] == departments[:1]
    assert results.left_out == departments[1:]
    assert round_results.missing_of(round, results.lines[0]) == ["automatic", "evaluation"]


def test_a_department_of_few_duties_has_no_automatic_score_and_no_rank(ready, departments):
    Score.objects.filter(department=departments[0]).update(examined=FEWEST_EXAMINED - 1)
    results = round_results.compute(ready)
    assert [(line.department, line.rank) for line in results.lines] == [
        (departments[1], 1),
        (departments[2], 2),
    ]
    [(department, parts)] = results.sparse
    assert department == departments[0]
    assert (parts["automatic"], parts["manual"]) == (None, Decimal("100.00"))


def test_months_of_few_duties_do_not_count(round, departments):
    score(departments[0], SEPTEMBER, "10.00", duties=FEWEST_EXAMINED - 1)
    score(departments[0], OCTOBER, "90.00")
    assert lines(round)[departments[0]].parts["automatic"] == Decimal("90.00")


def test_where_the_automatic_score_has_no_share_few_duties_matter_not(supervisor, departments):
    round = open_round(supervisor, automatic_share=0, manual_share=90)
    set_items(round, supervisor, 组织领导=10)
    score(departments[0], OCTOBER, "90.00", duties=1)
    mark(round, supervisor, departments[0], 组织领导="9")
    assert lines(round)[departments[0]].total == Decimal("90.00")


def test_the_results_take_the_same_number_of_queries_for_many(
    ready, supervisor, django_assert_max_num_queries
):
    for number in range(30):
        department = factories.DepartmentFactory(organization_code=f"0150{number:05d}")
        score(department, OCTOBER, "50.00")
        mark(ready, supervisor, department, 组织领导="1", 创新做法="1")
    with django_assert_max_num_queries(9):
        assert len(round_results.compute(ready).lines) == 33
