"""Every state, action and role of an application's two tables, allowed and refused."""

import pytest

from applications import (
    answering,
    charging,
    closing,
    handling,
    inquiring,
    publishing_requests,
    rating,
    receiving,
    remedies,
    revealing,
)
from applications.enums import APPLICANT, CLOSED_STATES, OPEN_STATES, ApplicationState
from applications.steps import STEPS
from applications.workflow import WORKFLOW
from catalogs.enums import Role
from catalogs.workflow import STAYS, MoveRefused

TABLES = [WORKFLOW, STEPS]
ROLES = [*Role.values, APPLICANT]
EVERY_MOVE = [
    pytest.param(table, row, state, role, id=f"{row.action}-{state}-{role}")
    for table in TABLES
    for row in table.moves
    for state in ApplicationState.values
    for role in ROLES
]
# The verb of each action; the system's own are called by the nightly task.
VERBS = {
    "register": receiving.register,
    "assign": handling.assign,
    "ask_correction": handling.ask_correction,
    "supply_correction": handling.receive_correction,
    "record_correction": handling.receive_correction,
    "close_uncorrected": closing.close_uncorrected,
    "send_fee_notice": charging.send_fee_notice,
    "record_payment": charging.record_payment,
    "close_unpaid": closing.close_unpaid,
    "submit_answer": answering.submit_answer,
    "return_answer": answering.return_answer,
    "approve_answer": answering.approve_answer,
    "issue_answer": answering.issue_answer,
    "deliver": answering.deliver,
    "file": answering.file,
    "withdraw": closing.withdraw,
    "record_withdrawal": closing.withdraw,
    "reassign": handling.reassign,
    "transfer": handling.transfer,
    "ask_co_handler": handling.ask_co_handler,
    "give_opinion": handling.give_opinion,
    "ask_third_party": handling.ask_third_party,
    "consult_agency": handling.consult_agency,
    "record_inquiry_answer": handling.receive_inquiry_answer,
    "override_objection": handling.override_objection,
    "end_silent_inquiry": inquiring.end_silent_inquiries,
    "request_extension": handling.request_extension,
    "approve_extension": handling.approve_extension,
    "refuse_extension": handling.refuse_extension,
    "draft_answer": answering.draft_answer,
    "add_note": handling.add_note,
    "reveal_identity": revealing.reveal_identity,
    "record_remedy": remedies.record_remedy,
    "publish_request": publishing_requests.publish_request,
    "rate": rating.rate,
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


def test_every_state_is_reached_from_the_receipt_and_every_move_ends_in_a_state():
    reached, frontier = {"received"}, {"received"}
    while frontier:
        frontier = set().union(*(WORKFLOW.targets(state) for state in frontier)) - reached
        reached |= frontier
    assert reached == set(ApplicationState.values)


def test_every_open_state_leads_on_and_the_end_states_lead_nowhere():
    assert all(WORKFLOW.targets(state) for state in OPEN_STATES)
    for state in (*CLOSED_STATES, ApplicationState.FILED):
        assert WORKFLOW.targets(state) == set()


def test_a_step_stays_where_it_is():
    assert {row.target for row in STEPS.moves} == {STAYS}


def test_no_two_rows_share_an_action_and_each_has_its_verb():
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


def test_only_the_system_closes_what_was_not_corrected_or_paid_or_answered():
    assert {row.action for table in TABLES for row in table.moves if not row.roles} == {
        "close_uncorrected",
        "close_unpaid",
        "end_silent_inquiry",
    }
