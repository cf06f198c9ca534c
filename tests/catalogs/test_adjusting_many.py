"""Revisions proposed in bulk, as an import does, obey what a single proposal obeys."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs import adjusting
from catalogs.enums import AdjustmentState
from catalogs.models import Adjustment, HistoryRow
from tests.factories import AdjustmentFactory, OfficialFactory, PowerItemFactory

HEAD = {"reason": "reform", "basis": "批复", "effective_on": date(2099, 1, 1)}


@pytest.fixture
def items(db):
    first = PowerItemFactory(in_force=True)
    return [first, PowerItemFactory(department=first.department, in_force=True)]


def revise(items, actor):
    return adjusting.propose_revisions(
        {item: {"office": "乙科"} for item in items}, actor=actor, **HEAD
    )


def test_each_entry_gets_its_draft_with_a_history_row(items):
    clerk = OfficialFactory(department=items[0].department)
    for row in revise(items, clerk):
        assert (row.state, row.proposed) == (AdjustmentState.DRAFT, {"office": "乙科"})
        assert HistoryRow.objects.of(row).get().actor == clerk


def test_one_entry_with_an_adjustment_under_way_holds_all(items):
    AdjustmentFactory(power=items[1], proposed={"office": "甲科"})
    with pytest.raises(ValidationError):
        revise(items, OfficialFactory(department=items[0].department))
    assert Adjustment.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "abolished"])
def test_only_an_entry_in_force_is_revised(items, state):
    other = PowerItemFactory(
        department=items[0].department, **({"abolished": True} if state == "abolished" else {})
    )
    with pytest.raises(ValidationError):
        revise([*items, other], OfficialFactory(department=items[0].department))
    assert not Adjustment.objects.exists()


def test_an_entry_of_another_department_holds_all(items):
    with pytest.raises(ValidationError):
        revise(
            [*items, PowerItemFactory(in_force=True)],
            OfficialFactory(department=items[0].department),
        )
    assert not Adjustment.objects.exists()
