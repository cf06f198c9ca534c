"""Every state, action and role of every workflow table, allowed and refused."""

import pytest

from catalogs import adjusting, publishing, reviewing
from catalogs.enums import AdjustmentState, NonDisclosureState, PublicationState, Role
from catalogs.workflow import MoveRefused

TABLES = [
    (adjusting.WORKFLOW, AdjustmentState),
    (reviewing.WORKFLOW, NonDisclosureState),
    (publishing.WORKFLOW, PublicationState),
]
EVERY_MOVE = [
    pytest.param(workflow, row, state, role, id=f"{workflow.name}-{row.action}-{state}-{role}")
    for workflow, states in TABLES
    for row in workflow.moves
    for state in states.values
    for role in Role.values
]


@pytest.mark.parametrize(("workflow", "row", "state", "role"), EVERY_MOVE)
def test_a_move_is_allowed_from_its_sources_to_its_roles_and_to_nobody_else(
    workflow, row, state, role
):
    allowed = state in row.sources and role in row.roles
    assert (row in workflow.available(state, role)) is allowed
    if allowed:
        assert workflow.check(row.action, state=state, role=role, reason="because") is row
    else:
        with pytest.raises(MoveRefused):
            workflow.check(row.action, state=state, role=role, reason="because")


@pytest.mark.parametrize(("workflow", "states"), TABLES, ids=lambda value: str(value)[:20])
def test_every_state_is_reached_from_the_draft_and_every_move_ends_in_a_state(workflow, states):
    reached, frontier = {"draft"}, {"draft"}
    while frontier:
        frontier = set().union(*(workflow.targets(state) for state in frontier)) - reached
        reached |= frontier
    assert reached == set(states.values)


@pytest.mark.parametrize(("workflow", "states"), TABLES, ids=lambda value: str(value)[:20])
def test_a_move_that_needs_a_reason_is_refused_without_one(workflow, states):
    rows = [row for row in workflow.moves if row.needs_reason]
    assert rows
    for row in rows:
        with pytest.raises(MoveRefused) as refusal:
            workflow.check(row.action, state=min(row.sources), role=min(row.roles), reason="  ")
        assert "reason" in refusal.value.message_dict


def test_no_two_rows_of_a_table_share_an_action():
    for workflow, _states in TABLES:
        actions = [row.action for row in workflow.moves]
        assert len(actions) == len(set(actions))
