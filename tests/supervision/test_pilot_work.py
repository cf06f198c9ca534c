"""The plan of the pilot: loaded once from its files, and what is said of its tasks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from catalogs.enums import Role
from catalogs.models import HistoryRow, Publication
from catalogs.workflow import MoveRefused
from supervision import pilot_work
from supervision.enums import StageMoment, TaskState
from supervision.models import PilotStage, PilotTask
from tests import factories
from tests.supervision.pilot_rows import load_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    load_plan()


@pytest.fixture
def office_clerk():
    return factories.OfficialFactory(government_office=True)


def test_stages_tasks_and_the_plan_come_from_their_files(plan):
    assert PilotStage.objects.count() == 4
    task = PilotTask.objects.get(number="2.2")
    assert (task.responsible.code, task.cooperating.count(), task.stage.number) == ("BHQ", 12, 3)
    document = Publication.objects.get(index_number=pilot_work.PLAN_NUMBER)
    assert document.issued_on == date(2017, 9, 14)
    assert document.is_public(date(2026, 11, 24))
    assert HistoryRow.objects.of(document).get().action == "import_create"


def test_a_second_load_makes_nothing_and_keeps_what_was_said(plan, office_clerk):
    task = PilotTask.objects.get(number="1.1")
    pilot_work.update_task(task, actor=office_clerk, state="done", progress=100, note="已公布。")
    assert not any(pilot_work.load().values())
    task.refresh_from_db()
    assert (task.state, task.progress, task.note) == (TaskState.DONE, 100, "已公布。")
    assert Publication.objects.filter(index_number=pilot_work.PLAN_NUMBER).count() == 1


def test_the_command_says_what_it_made(plan, capsys):
    call_command("load_pilot")
    assert "tasks: 0 created" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        (date(2017, 12, 31), StageMoment.TO_COME),
        (date(2018, 1, 1), StageMoment.UNDER_WAY),
        (date(2018, 6, 30), StageMoment.UNDER_WAY),
        (date(2018, 7, 1), StageMoment.ENDED),
    ],
)
def test_a_stage_is_to_come_under_way_or_ended(plan, today, moment):
    assert pilot_work.moment_of(PilotStage.objects.get(number=3), today) == moment


def test_what_is_said_of_a_task_has_its_history(plan, office_clerk):
    task = PilotTask.objects.get(number="3.4")
    pilot_work.update_task(task, actor=office_clerk, state="under_way", progress=60, note="试运行")
    row = HistoryRow.objects.of(task).get()
    assert (row.actor, row.action, row.to_state) == (office_clerk, "update_task", "under_way")
    assert row.changes["progress"] == [0, 60]
    pilot_work.update_task(task, actor=office_clerk, state="under_way", progress=60, note="试运行")
    assert HistoryRow.objects.of(task).count() == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEGAL_AFFAIRS])
def test_units_do_not_judge_their_own_tasks(plan, role):
    actor = factories.OfficialFactory(role=role)
    with pytest.raises(MoveRefused):
        pilot_work.update_task(
            PilotTask.objects.get(number="1.1"), actor=actor, state="done", progress=100, note=""
        )


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "done", "progress": 90, "note": ""}, "__all__"),
        ({"state": "under_way", "progress": 120, "note": ""}, "progress"),
        ({"state": "under_way", "progress": 10, "note": "联系13812345678"}, "note"),
    ],
)
def test_a_state_that_does_not_fit_its_progress_is_refused(plan, office_clerk, values, name):
    task = PilotTask.objects.get(number="1.1")
    with pytest.raises(ValidationError) as refused:
        pilot_work.update_task(task, actor=office_clerk, **values)
    assert name in refused.value.message_dict
    task.refresh_from_db()
    assert task.state == TaskState.NOT_STARTED


def test_the_database_itself_holds_state_and_progress_together(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        PilotTask.objects.filter(number="1.1").update(progress=40)
