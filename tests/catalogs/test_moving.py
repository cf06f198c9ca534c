"""The first and the last of every verb on a case, shown on a document as the case."""

import pytest

from catalogs.enums import PublicationState, Role
from catalogs.models import HistoryRow, Publication
from catalogs.moving import hold, settle
from catalogs.workflow import MoveRefused, move, step
from tests.factories import OfficialFactory, PublicationFactory

pytestmark = pytest.mark.django_db
SUBMIT = move(
    "submit",
    [PublicationState.DRAFT],
    PublicationState.IN_REVIEW,
    label="Submit",
    consequence="",
    roles=[Role.CLERK],
)
BY_ITSELF = step("remind", [PublicationState.DRAFT], label="Remind", consequence="")
BY_CITIZEN = step("rate", [PublicationState.DRAFT], label="Rate", consequence="", roles=["citizen"])


def test_a_case_is_held_as_the_database_has_it():
    document = PublicationFactory()
    Publication.objects.filter(pk=document.pk).update(title="改过的标题")
    held = hold(document, SUBMIT, actor=OfficialFactory())
    assert held.title == "改过的标题"


def test_a_state_or_a_role_the_table_does_not_name_is_refused():
    document, reviewer = PublicationFactory(), OfficialFactory(reviewer=True)
    with pytest.raises(MoveRefused) as refusal:
        hold(document, SUBMIT, actor=reviewer)
    assert refusal.value.code == "role"
    Publication.objects.filter(pk=document.pk).update(state=PublicationState.IN_REVIEW)
    with pytest.raises(MoveRefused) as refusal:
        hold(document, SUBMIT, actor=OfficialFactory())
    assert refusal.value.code == "state"


def test_without_an_account_only_the_system_and_the_named_citizen_act():
    document = PublicationFactory()
    assert hold(document, BY_ITSELF, actor=None) == document
    assert hold(document, BY_CITIZEN, actor=None, citizen="citizen") == document
    for row in (SUBMIT, BY_CITIZEN):
        with pytest.raises(MoveRefused):
            hold(document, row, actor=None)
    with pytest.raises(MoveRefused):
        hold(document, SUBMIT, actor=None, citizen="citizen")


def test_a_move_is_settled_with_its_history_and_what_was_counted_anew():
    document, clerk = PublicationFactory(), OfficialFactory()
    counted = []

    def recount(case):
        counted.append(case.state)
        return {"due_on": [None, "2026-11-24"]}

    row = settle(document, SUBMIT, actor=clerk, changes={"a": [1, 2]}, recount=recount)
    document.refresh_from_db()
    assert counted == [document.state] == [PublicationState.IN_REVIEW]
    assert (row.from_state, row.to_state) == (PublicationState.DRAFT, PublicationState.IN_REVIEW)
    assert row.changes == {"a": [1, 2], "due_on": [None, "2026-11-24"]}


def test_a_step_leaves_the_state_and_is_told():
    document = PublicationFactory()
    settle(document, BY_ITSELF, actor=None)
    document.refresh_from_db()
    assert document.state == PublicationState.DRAFT
    assert HistoryRow.objects.of(document).filter(action="remind").count() == 1
