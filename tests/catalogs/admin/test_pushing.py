"""The pages of departmental systems: entered, given tokens, suspended, their deliveries seen."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogs import push_systems
from catalogs.enums import Role
from catalogs.models import HistoryRow, PushDelivery, PushSystem
from tests.factories import MatterFactory

from .conftest import desk_of

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rf"{push_systems.TOKEN_BEGINS}[\w-]{{43}}")


def typed(department, **values) -> dict:
    return {
        "name": "环评审批系统",
        "department": department.pk,
        "rule": "review",
        "contact": "信息科 0510-00000000",
        "allowed_networks": "",
        **values,
    }


def token_in(response) -> str:
    found = set(TOKEN.findall(response.content.decode()))
    assert len(found) == 1
    return found.pop()


@pytest.fixture
def system(department, administrator):
    return push_systems.register(
        actor=administrator.official,
        now=timezone.now(),
        name="环评审批系统",
        department=department,
        contact="信息科",
    )[0]


def test_the_token_is_shown_once_when_the_system_is_entered(administrator, department):
    response = administrator.post("add", model="pushsystem", **typed(department))
    system = PushSystem.objects.get()

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not any("messages" in name for name in response.cookies)
    assert push_systems.identify(token_in(response)) == system
    page = administrator.get("change", system)
    assert not TOKEN.search(page.content.decode())
    assert system.token_prefix in page.content.decode()
    row = HistoryRow.objects.of(system).get()
    assert (row.action, row.actor) == ("create", administrator.official)
    assert not TOKEN.search(str(row.changes))


def test_a_new_token_is_shown_once_and_ends_the_old_one_with_a_reason(administrator, system):
    page = administrator.get("move", system, "rotate")
    assert page.status_code == 200
    assert not TOKEN.search(page.content.decode())
    refused = administrator.post("move", system, "rotate", reason="")
    assert not TOKEN.search(refused.content.decode())

    response = administrator.post("move", system, "rotate", reason="定期更换")
    assert push_systems.identify(token_in(response)) == system
    assert HistoryRow.objects.of(system).first().reason == "定期更换"


def test_a_system_is_suspended_with_a_reason_and_resumed(administrator, system):
    administrator.post("move", system, "suspend", reason="令牌外泄")
    system.refresh_from_db()
    assert (system.state, system.suspension_reason) == ("suspended", "令牌外泄")
    administrator.post("move", system, "resume")
    system.refresh_from_db()
    assert (system.state, system.suspension_reason) == ("active", "")


def test_a_change_of_the_rule_stands_in_the_history(administrator, system, department):
    matter = MatterFactory(department=department)
    values = typed(
        department,
        rule="release",
        release_genres=["reply", "notice"],
        release_matters=[matter.pk],
        allowed_networks="10.1.0.0/16",
    )
    assert administrator.post("change", system, **values).status_code == 302
    system.refresh_from_db()
    assert system.release_genres == ["reply", "notice"]
    assert list(system.release_matters.all()) == [matter]
    assert {"rule", "release_genres"} <= set(HistoryRow.objects.of(system).first().changes)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"rule": "release"}, "release_genres"),
        ({"allowed_networks": "10.1.0.0/16\nhere"}, "allowed_networks"),
        ({"contact": ""}, "contact"),
        ({"name": "环评审批系统"}, "name"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(administrator, department, system, values, name):
    values = typed(department, **{"name": "另一系统", **values})
    response = administrator.post("add", model="pushsystem", **values)
    assert set(response.context["adminform"].form.errors) == {name}
    assert PushSystem.objects.count() == 1


def test_matters_of_another_department_are_not_released(administrator, department):
    values = typed(department, release_matters=[MatterFactory().pk])
    response = administrator.post("add", model="pushsystem", **values)
    assert set(response.context["adminform"].form.errors) == {"release_matters"}


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.SUPERVISOR])
def test_others_than_administrators_only_read(department, system, role):
    desk = desk_of(department=department, role=role)
    page = desk.get("change", system)
    assert page.status_code == 200
    assert "_save" not in page.content.decode()
    assert desk.post("change", system, **typed(department)).status_code == 403
    assert desk.post("move", system, "suspend", reason="x").status_code == 403


def test_a_department_sees_its_own_systems_and_deliveries_only(clerk, stranger, system):
    delivery = PushDelivery.objects.create(
        system=system,
        key="hb-2026-0117",
        received_at=timezone.now(),
        result="refused",
        status=422,
        errors=[{"field": "title", "detail": "标题必填"}],
    )
    assert "hb-2026-0117" in clerk.get("changelist", model="pushdelivery").content.decode()
    assert "标题必填" in clerk.get("change", delivery).content.decode()
    assert "hb-2026-0117" not in stranger.get("changelist", model="pushdelivery").content.decode()
    assert stranger.get("change", delivery).status_code == 404
    assert stranger.get("change", system).status_code == 404


def test_the_list_of_deliveries_takes_the_same_queries_however_long(
    administrator, system, django_assert_num_queries, django_assert_max_num_queries
):
    def rows(count):
        for number in range(count):
            PushDelivery.objects.create(
                system=system,
                key=f"key-{number}",
                received_at=timezone.now(),
                result="repeated",
                status=201,
            )

    url = reverse("admin:catalogs_pushdelivery_changelist")
    rows(1)
    administrator.client.get(url)
    with django_assert_max_num_queries(20) as few:
        administrator.client.get(url)
    rows(20)
    with django_assert_num_queries(len(few)):
        administrator.client.get(url)
