"""The administrator's pages of limits and routing rules, each change in the history."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from catalogs.enums import DepartmentKind, Role
from catalogs.models import HistoryRow
from feedback.access import ROLE_PERMISSIONS
from feedback.enums import WORKING_DAYS
from feedback.models import LimitRule, RoutingRule
from tests.factories import DepartmentFactory, FieldFactory
from tests.feedback.factories import SubmissionFactory, administrator, office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def change_page(row) -> str:
    return reverse(f"admin:feedback_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("role", Role.values)
def test_the_group_of_a_role_holds_of_this_app_what_the_table_says(role):
    granted = Group.objects.get(name=role).permissions.filter(content_type__app_label="feedback")
    assert set(granted.values_list("codename", flat=True)) == ROLE_PERMISSIONS.get(role, set())


def test_a_changed_limit_moves_what_is_open_and_tells_why(client):
    submission = SubmissionFactory()
    rule = LimitRule.objects.complete().get(subject="consultation")
    boss = administrator()
    client.force_login(boss)
    values = {"working_days": 5, "reason": "优化营商环境要求。"}
    assert client.post(change_page(rule), values).status_code == 302
    rule.refresh_from_db()
    submission.refresh_from_db()
    assert rule.working_days == 5
    assert submission.due_on == date(2026, 11, 23)
    row = HistoryRow.objects.of(rule).get()
    assert (row.actor, row.reason) == (boss, values["reason"])
    assert row.changes == {"working_days": [7, 5]}


@pytest.mark.parametrize(
    "values", [{"working_days": 0, "reason": "因为"}, {"working_days": 5, "reason": " "}]
)
def test_a_limit_without_reason_or_out_of_range_is_refused(client, values):
    rule = LimitRule.objects.complete().get(subject="consultation")
    client.force_login(administrator())
    assert client.post(change_page(rule), values).status_code == 200
    rule.refresh_from_db()
    assert rule.working_days == 7


def test_every_limit_is_listed_and_the_office_reads_only(client):
    client.force_login(office())
    response = client.get(reverse("admin:feedback_limitrule_changelist"))
    assert response.context["cl"].result_count == len(WORKING_DAYS)
    rule = LimitRule.objects.first()
    values = {"working_days": 5, "reason": "理由"}
    assert client.post(change_page(rule), values).status_code == 403


def test_routing_rules_are_added_changed_and_deleted_with_their_history(client):
    department, field = DepartmentFactory(), FieldFactory()
    client.force_login(administrator())
    add = reverse("admin:feedback_routingrule_add")
    assert client.post(add, {"words": "", "department": department.pk}).status_code == 200
    values = {"words": "电梯 加装", "department": department.pk}
    assert client.post(add, values).status_code == 302
    rule = RoutingRule.objects.get()
    assert client.post(change_page(rule), values | {"field": field.pk}).status_code == 302
    assert list(HistoryRow.objects.of(rule).order_by("pk").values_list("action", flat=True)) == [
        "create",
        "edit",
    ]
    gone = reverse("admin:feedback_routingrule_delete", args=[rule.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 302
    assert not RoutingRule.objects.exists()


def test_a_routing_rule_names_a_unit_of_the_district(client):
    city = DepartmentFactory(kind=DepartmentKind.MUNICIPAL_DEPARTMENT)
    client.force_login(administrator())
    values = {"words": "路灯", "field": "", "department": city.pk}
    page = reverse("admin:feedback_routingrule_add")
    assert client.post(page, values).status_code == 200
    assert not RoutingRule.objects.exists()
    assert client.post(page, values | {"department": DepartmentFactory().pk}).status_code == 302
    assert RoutingRule.objects.get().words == "路灯"
