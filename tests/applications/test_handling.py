"""Handling: assigned, passed on, discussed; whose application it is and who is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from applications import access, closing, handling
from applications.models import Application
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of, office, reviewer_of
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def application(calendar):
    return ApplicationFactory(examining=True)


def told() -> set[str]:
    return {letter.address for letter in Letter.objects.all()}


def test_an_assigned_application_belongs_to_the_department_and_its_clerks_are_told(calendar):
    application = ApplicationFactory(registered=True)
    clerk, stranger = OfficialFactory(), OfficialFactory()
    handling.assign(application, actor=office(), department=clerk.department)
    assert list(Application.objects.visible_to(clerk)) == [application]
    assert not Application.objects.visible_to(stranger).exists()
    assert told() == {clerk.email}


def test_the_history_of_the_assignment_keeps_the_department_the_applicant_wished_for(calendar):
    application = ApplicationFactory(registered=True, department=DepartmentFactory())
    wished, lead = application.department, DepartmentFactory()
    handling.assign(application, actor=office(), department=lead)
    row = HistoryRow.objects.of(application).get(action="assign")
    assert row.changes["department"] == [wished.code, lead.code]


def test_a_handler_of_another_department_is_refused(calendar):
    application = ApplicationFactory(registered=True)
    with pytest.raises(ValidationError) as refusal:
        handling.assign(
            application,
            actor=office(),
            department=DepartmentFactory(),
            handler=OfficialFactory(),
        )
    assert "handler" in refusal.value.message_dict


def test_a_named_handler_is_told_alone(application):
    clerk, colleague = clerk_of(application), clerk_of(application)
    application = handling.reassign(application, actor=clerk, handler=colleague)
    assert list(Application.objects.mine(colleague)) == [application]
    assert not Application.objects.mine(clerk).exists()
    assert told() == {colleague.email}


def test_a_transfer_moves_the_lead_keeps_the_clock_and_tells_both_sides(application):
    clerk, successor = clerk_of(application), OfficialFactory()
    before = application.due_on
    application = handling.transfer(
        application, actor=clerk, department=successor.department, reason="属于该局职责。"
    )
    assert (application.department, application.due_on) == (successor.department, before)
    assert not Application.objects.visible_to(clerk).exists()
    assert told() == {successor.email, PERSON["email"]}
    row = HistoryRow.objects.of(application).get(action="transfer")
    assert row.changes["department"][1] == successor.department.code
    with pytest.raises(MoveRefused):
        handling.add_note(application, actor=clerk, text="还在看")


def test_a_transfer_to_the_leading_department_or_without_a_reason_is_refused(application):
    clerk = clerk_of(application)
    with pytest.raises(ValidationError):
        handling.transfer(application, actor=clerk, department=application.department, reason="误")
    with pytest.raises(MoveRefused):
        handling.transfer(application, actor=clerk, department=DepartmentFactory(), reason=" ")


def test_a_co_handling_department_sees_the_application_gives_its_opinion_and_no_more(application):
    clerk, helper = clerk_of(application), OfficialFactory()
    asked = handling.ask_co_handler(
        application,
        actor=clerk,
        department=helper.department,
        question="是否掌握该信息?",
        today=TODAY,
    )
    assert list(Application.objects.visible_to(helper)) == [application]
    assert {row.action for row in access.available_actions(application, helper)} == {
        "give_opinion",
        "add_note",
    }
    with pytest.raises(MoveRefused):
        handling.give_opinion(asked, actor=clerk, opinion="代答", today=TODAY)
    asked = handling.give_opinion(asked, actor=helper, opinion="不掌握。", today=TODAY)
    assert (asked.opinion, asked.answered_by) == ("不掌握。", helper)
    for action in ("draft_answer", "reveal_identity", "transfer"):
        assert not access.may(helper, application, action)


def test_a_co_handling_department_writes_nothing_more_after_the_end(application):
    clerk, helper = clerk_of(application), OfficialFactory()
    department = helper.department
    handling.ask_co_handler(
        application, actor=clerk, department=department, question="?", today=TODAY
    )
    application = closing.withdraw(application, actor=None, today=TODAY)
    assert access.available_actions(application, helper) == []
    with pytest.raises(MoveRefused):
        handling.add_note(application, actor=helper, text="补充")
    assert handling.add_note(application, actor=clerk, text="补充")


def test_a_department_is_asked_once_and_the_lead_not_at_all(application):
    clerk, other = clerk_of(application), DepartmentFactory()
    ask = {"actor": clerk, "question": "?", "today": TODAY}
    handling.ask_co_handler(application, department=other, **ask)
    for department in (other, application.department):
        with pytest.raises(ValidationError):
            handling.ask_co_handler(application, department=department, **ask)


def test_a_note_is_kept_and_its_text_is_not_in_the_history(application):
    note = handling.add_note(application, actor=clerk_of(application), text="先查档案室")
    assert [note.text for note in application.notes.all()] == ["先查档案室"]
    row = HistoryRow.objects.of(application).get(action="add_note")
    assert (row.reason, row.changes) == ("", {})
    assert note.author == row.actor


def test_a_stranger_of_another_department_can_do_nothing(application):
    for official in (OfficialFactory(), OfficialFactory(reviewer=True)):
        assert access.available_actions(application, official) == []
        assert not application.is_visible_to(official)


def test_the_supervisor_sees_all_and_does_nothing(application):
    supervisor = OfficialFactory(supervisor=True)
    assert list(Application.objects.visible_to(supervisor)) == [application]
    assert access.available_actions(application, supervisor) == []


def test_what_one_may_do_is_offered_and_what_one_may_not_is_refused(application):
    clerk, reviewer = clerk_of(application), reviewer_of(application)
    offered = {row.action for row in access.available_actions(application, clerk)}
    assert {"ask_correction", "draft_answer", "request_extension", "submit_answer"} <= offered
    assert not {"approve_answer", "approve_extension", "assign", "give_opinion"} & offered
    assert {row.action for row in access.available_actions(application, reviewer)} == {
        "reassign",
        "add_note",
        "reveal_identity",
    }


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        ("examining", ["withdraw"]),
        ("awaiting_correction", ["supply_correction", "withdraw"]),
        ("awaiting_payment", ["withdraw"]),
        ("delivered", ["rate"]),
        ("closed_uncorrected", []),
    ],
)
def test_the_applicant_is_offered_what_the_state_allows(calendar, state, actions):
    application = ApplicationFactory(**{state: True})
    assert [row.action for row in access.applicant_actions(application)] == actions


def test_the_same_move_twice_is_refused_the_second_time(calendar):
    application = ApplicationFactory(registered=True)
    official, department = office(), DepartmentFactory()
    handling.assign(application, actor=official, department=department)
    with pytest.raises(MoveRefused):
        handling.assign(application, actor=official, department=department)
    assert HistoryRow.objects.of(application).filter(action="assign").count() == 1
