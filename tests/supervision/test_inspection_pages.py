"""Inspections on the desk: who asks, how far one is, what failed, and two who ask for the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogs.enums import Role
from supervision import inspecting, rules
from supervision.asking import LONGEST_RUN, ask_once
from supervision.enums import InspectionState
from supervision.models import Finding, Inspection, RuleRun, RuleSetting
from supervision.ruling import settings_of_rules
from tests import factories
from tests.racing import race
from tests.supervision.finding_desk import TODAY, gaps, page, supervisor

pytestmark = pytest.mark.django_db
LIST = "/en/desk/inspections/"
RULE = "matter-without-elements"


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel("2026-11-24 10:00 +0800", tick=False):
        yield


def test_one_rule_is_inspected_at_once_and_its_page_tells_what_it_found(
    client, calendar, office, django_capture_on_commit_callbacks
):
    gaps(2)
    official = supervisor()
    client.force_login(official)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(LIST, {"department": "", "rule": RULE})
    asked = Inspection.objects.get()
    assert response.url == page("inspection-detail", asked.pk)
    assert (asked.asked_by, asked.rule, asked.state) == (official, RULE, "finished")
    assert Finding.objects.count() == 2
    response = client.get(response.url)
    runs = {str(row["name"]): row["run"].opened for row in response.context["rows"]}
    assert runs["Matter without content elements"] == 2
    assert set(runs) == {
        "Calendar of what is due",
        "Matter without content elements",
        "Scores of the month",
    }
    words = response.content.decode()
    assert "3 of 3 steps done" in words
    assert "data-hx-trigger" not in words
    assert "refresh" not in words
    row = client.get(LIST).context["rows"][0]
    assert (row["opened"], row["closed"], row["failed"]) == (2, 0, 0)
    assert row["scope"] == "Matter without content elements"


def test_one_department_is_inspected_alone(
    client, calendar, office, django_capture_on_commit_callbacks
):
    first, second = gaps(2)
    client.force_login(supervisor())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(LIST, {"department": first.department.pk, "rule": RULE})
    assert [row.department for row in Finding.objects.all()] == [first.department]
    assert second.department != first.department


@pytest.mark.parametrize(
    ("field", "value"), [("rule", "no-such-rule"), ("department", "0"), ("department", "x")]
)
def test_a_scope_that_does_not_exist_is_told_beside_its_field(client, office, field, value):
    client.force_login(supervisor())
    response = client.post(LIST, {field: value})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not Inspection.objects.exists()


def test_a_rule_that_is_switched_off_is_not_offered(client, office):
    settings_of_rules()
    RuleSetting.objects.filter(code=RULE).update(is_active=False)
    client.force_login(supervisor())
    assert set(client.post(LIST, {"rule": RULE}).context["form"].errors) == {"rule"}


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEGAL_AFFAIRS])
def test_other_roles_read_inspections_and_ask_for_none(client, office, role):
    client.force_login(factories.OfficialFactory(role=role))
    assert client.get(LIST).context["form"] is None
    assert client.post(LIST, {}).status_code == 403
    assert not Inspection.objects.exists()


def test_a_second_request_of_the_same_scope_leads_to_the_one_that_is_under_way(client, office):
    now, department = timezone.now(), factories.DepartmentFactory()
    first, is_new = ask_once(actor=supervisor(), now=now)
    assert is_new
    assert ask_once(actor=supervisor(), now=now) == (first, False)
    client.force_login(supervisor())
    assert client.post(LIST, {}).url == page("inspection-detail", first.pk)
    of_department, is_new = ask_once(actor=supervisor(), now=now, department=department)
    assert is_new
    assert of_department != first
    assert ask_once(actor=supervisor(), now=now, rule=RULE)[1]
    # What was stopped long ago, or is finished, is waited for by nobody.
    assert ask_once(actor=supervisor(), now=now + LONGEST_RUN)[1]
    Inspection.objects.update(state=InspectionState.FINISHED)
    assert ask_once(actor=supervisor(), now=now, rule=RULE)[1]


def test_joining_an_inspection_is_for_those_who_inspect(office):
    now = timezone.now()
    ask_once(actor=supervisor(), now=now)
    with pytest.raises(inspecting.MoveRefused):
        ask_once(actor=factories.OfficialFactory(), now=now)


def test_the_page_of_one_that_runs_asks_again_with_and_without_javascript(client, office):
    row = Inspection.objects.create(
        state=InspectionState.RUNNING, rules_total=4, asked_at=timezone.now()
    )
    RuleRun.objects.create(inspection=row, rule=RULE, opened=3)
    client.force_login(factories.OfficialFactory())
    words = client.get(page("inspection-detail", row.pk)).content.decode()
    assert "1 of 4 steps done" in words
    assert 'data-hx-trigger="every 2s"' in words
    again = page("inspection-detail", row.pk)
    assert f'<a href="{again}">' in words
    Inspection.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    words = client.get(page("inspection-detail", row.pk)).content.decode()
    assert "stopped before its end" in words
    assert "data-hx-trigger" not in words
    assert client.get(page("inspection-detail", 0)).status_code == 404


def test_what_failed_stands_first_and_the_others_run(client, inspect, monkeypatch):
    def fail(rows, on):
        raise RuntimeError("no such column")

    broken = tuple(
        replace(rule, found=fail) if rule.code == "publication-late" else rule
        for rule in rules.RULES
    )
    monkeypatch.setattr(inspecting, "RULES", broken)
    gaps(1)
    row = inspect(TODAY)
    client.force_login(supervisor())
    response = client.get(page("inspection-detail", row.pk))
    assert [str(run["name"]) for run in response.context["failed"]] == [
        str(rules.find("publication-late").name)
    ]
    reason = "RuntimeError: no such column"
    assert reason not in response.content.decode()
    client.force_login(factories.OfficialFactory(role=Role.ADMINISTRATOR))
    assert reason in client.get(page("inspection-detail", row.pk)).content.decode()
    assert Finding.objects.filter(rule=RULE).count() == 1
    listed = client.get(LIST).context["rows"][0]
    assert (listed["failed"], listed["state"]["tone"]) == (1, "red")


def test_the_list_asks_as_many_questions_of_ten_inspections_as_of_one(client, inspect):
    client.force_login(supervisor())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    department = factories.DepartmentFactory()
    inspect(TODAY, rule=RULE)
    asked()
    before = asked()
    for _number in range(9):
        inspect(TODAY, rule=RULE, department=department)
    assert asked() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_once_share_one_inspection(office, calendar, monkeypatch):
    monkeypatch.setattr("supervision.asking.run_inspection.delay", lambda pk: None)
    officials, now = [supervisor() for _number in range(3)], timezone.now()
    met = race(
        *(lambda official=official: ask_once(actor=official, now=now) for official in officials)
    )
    assert met == ["done"] * 3
    assert Inspection.objects.count() == 1
