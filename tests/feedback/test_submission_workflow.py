"""Every state, action and role of a submission's two tables, allowed and refused."""

import pytest

from catalogs.enums import Role
from catalogs.workflow import STAYS, MoveRefused
from feedback import extending, handling, publishing_replies, receiving, replying, withdrawing
from feedback.enums import (
    ASKER,
    CLOSED_STATES,
    CONCLUDED_STATES,
    OPEN_STATES,
    SubmissionState,
)
from feedback.steps import STEPS
from feedback.workflow import WORKFLOW

TABLES = [WORKFLOW, STEPS]
ROLES = [*Role.values, ASKER]
EVERY_MOVE = [
    pytest.param(table, row, state, role, id=f"{row.action}-{state}-{role}")
    for table in TABLES
    for row in table.moves
    for state in SubmissionState.values
    for role in ROLES
]
VERBS = {
    "examine": receiving.examine,
    "issue": handling.issue,
    "return": handling.return_,
    "reply": replying.reply,
    "send_back_reply": replying.send_back_reply,
    "review": replying.review,
    "publish": publishing_replies.publish_reply,
    "republish": publishing_replies.publish_reply,
    "withdraw_reply": publishing_replies.withdraw_reply,
    "rate": replying.rate,
    "not_accept": receiving.not_accept,
    "merge": receiving.merge,
    "withdraw": withdrawing.withdraw,
    "request_extension": extending.request_extension,
    "approve_extension": extending.approve_extension,
    "refuse_extension": extending.refuse_extension,
    "reassign": handling.reassign,
    "transfer": handling.transfer,
    "ask_co_handler": handling.ask_co_handler,
    "give_opinion": handling.give_opinion,
    "urge": handling.urge,
    "urge_by_asker": handling.urge,
    "add_note": handling.add_note,
    "reveal_contact": handling.reveal_contact,
}


@pytest.mark.parametrize(("table", "row", "state", "role"), EVERY_MOVE)
def test_a_move_is_allowed_from_its_sources_to_its_roles_and_to_nobody_else(
    table, row, state, role
):
    allowed = state in row.sources and role in row.roles
    assert (row in table.available(state, role)) is allowed
    if allowed:
        assert table.check(row.action, state=state, role=role, reason="because") is row
    else:
        with pytest.raises(MoveRefused):
            table.check(row.action, state=state, role=role, reason="because")


def test_every_state_is_reached_from_the_receipt():
    reached, frontier = {"received"}, {"received"}
    while frontier:
        frontier = set().union(*(WORKFLOW.targets(state) for state in frontier)) - reached
        reached |= frontier
    assert reached == set(SubmissionState.values)


def test_open_states_lead_on_and_closed_ones_lead_nowhere():
    assert set(OPEN_STATES) | set(CONCLUDED_STATES) == set(SubmissionState)
    assert not set(OPEN_STATES) & set(CONCLUDED_STATES)
    assert all(WORKFLOW.targets(state) for state in OPEN_STATES)
    for state in (*CLOSED_STATES, SubmissionState.RATED):
        assert WORKFLOW.targets(state) == set()


def test_a_step_stays_where_it_is_and_each_action_has_its_verb():
    assert {row.target for row in STEPS.moves} == {STAYS}
    actions = [row.action for table in TABLES for row in table.moves]
    assert len(actions) == len(set(actions))
    assert set(actions) == set(VERBS)


@pytest.mark.parametrize(
    "row",
    [row for table in TABLES for row in table.moves if row.needs_reason],
    ids=lambda row: row.action,
)
def test_a_move_that_needs_a_reason_is_refused_without_one(row):
    table = WORKFLOW if row in WORKFLOW.moves else STEPS
    with pytest.raises(MoveRefused) as refusal:
        table.check(row.action, state=min(row.sources), role=min(row.roles), reason="  ")
    assert "reason" in refusal.value.message_dict
