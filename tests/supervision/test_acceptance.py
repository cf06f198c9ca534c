"""The acceptance checklist: each line from the data, and by hand what no data can tell."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalogs.models import Department, Field
from supervision import acceptance
from supervision.enums import InspectionState
from supervision.models import Inspection, PilotTask
from tests import factories
from tests.supervision.pilot_rows import load_plan, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    load_plan()


def check(code: str, today: date) -> acceptance.Check:
    [found] = [row for row in acceptance.checklist(today=today) if row.code == code]
    return found


def test_a_list_in_force_is_a_point_met(plan, today):
    assert not check("powers", today).is_met
    factories.PowerItemFactory(in_force=True)
    factories.ServiceItemFactory()
    assert check("powers", today).is_met
    assert not check("services", today).is_met


def test_fields_without_matters_or_documents_are_named(plan, today):
    field = Field.objects.pilot().first()
    factories.MatterFactory(in_force=True, field=field, group__field=field)
    found = check("matters", today)
    assert (found.done, found.total, found.is_met) == (1, 9, False)
    assert field.display_name not in found.lacking
    assert check("documents", today).done == 0


def test_fields_with_fewer_than_two_datasets_are_named(plan, today):
    found = check("datasets", today)
    assert (found.done, found.total, len(found.lacking)) == (0, 9, 9)


def test_reports_that_were_due_are_complete_when_all_are_sent_in(plan, today):
    assert check("reports", today).total == 0
    unit = Department.objects.get(code="BHQ")
    report_of(unit, submitted_on=date(2026, 10, 30))
    assert check("reports", today).is_met
    report_of(Department.objects.get(code="WX-JXW"))
    assert (check("reports", today).done, check("reports", today).total) == (1, 2)
    # The report of this month is not due yet.
    report_of(unit, month=date(2026, 11, 1))
    assert check("reports", today).total == 2


def test_an_inspection_of_the_last_two_days_counts(plan, today):
    now = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    row = Inspection.objects.create(
        asked_at=now, started_at=now, ended_at=now, state=InspectionState.FINISHED
    )
    assert check("inspected", today).is_met
    Inspection.objects.filter(pk=row.pk).update(ended_at=now - timedelta(days=1))
    assert not check("inspected", today).is_met


def test_an_inspection_of_one_department_or_rule_is_not_one_of_all_duties(plan, today):
    now = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    ended = {"asked_at": now, "started_at": now, "ended_at": now}
    ended["state"] = InspectionState.FINISHED
    Inspection.objects.create(department=Department.objects.get(code="BHQ"), **ended)
    Inspection.objects.create(rule="matter-without-elements", **ended)
    assert not check("inspected", today).is_met


def test_red_findings_count_until_they_are_closed(inspect, plan, today):
    factories.MatterFactory(in_force=True, elements=[])
    inspect(today, rule="matter-without-elements")
    found = check("red", today)
    assert (found.done, found.total, found.is_met) == (0, 0, False)
    inspect(today + timedelta(days=40), rule="matter-without-elements")
    found = check("red", today + timedelta(days=40))
    assert (found.done, found.total, found.is_met) == (0, 1, False)


def test_where_all_was_inspected_and_nothing_red_was_found_the_point_is_met(plan, today):
    now = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    Inspection.objects.create(
        asked_at=now, started_at=now, ended_at=now, state=InspectionState.FINISHED
    )
    found = check("red", today)
    assert (found.done, found.total, found.is_met) == (0, 0, True)


def test_each_task_is_a_line_entered_by_hand(plan, today):
    PilotTask.objects.filter(number="3.2").update(state="done", progress=100)
    by_hand = {row.code: row for row in acceptance.checklist(today=today) if row.by_hand}
    assert len(by_hand) == 10
    assert by_hand["task-3.2"].is_met
    assert not by_hand["task-3.1"].is_met


def test_the_list_asks_equally_often_however_much_there_is(plan, today, django_assert_num_queries):
    with django_assert_num_queries(13):
        acceptance.checklist(today=today)
    for field in Field.objects.pilot():
        factories.MatterFactory(in_force=True, field=field, group__field=field)
    with django_assert_num_queries(13):
        acceptance.checklist(today=today)
