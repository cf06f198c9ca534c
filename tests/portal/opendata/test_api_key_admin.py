"""The keys of the open API in the admin: administrators see how they are used, and end them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogs.models import HistoryRow
from portal.models import ApiKey
from portal.opendata import keys
from portal.opendata.key_tasks import erase_contacts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    official = factories.OfficialFactory(administrator=True)
    client.force_login(official)
    return official


def given():
    told = {"holder": "滨湖公交App", "email": "dev@example.org", "purpose": "换乘查询"}
    return keys.give(**told, now=timezone.now())


def page_of(row):
    return reverse("admin:portal_apikey_change", args=[row.pk])


def test_the_list_says_how_much_each_key_is_used_and_never_the_key(client, administrator):
    row, key = given()
    for _n in range(3):
        keys.count_use(row, today=timezone.localdate())
    shown = client.get(reverse("admin:portal_apikey_changelist")).content.decode()
    assert row.prefix in shown
    assert '<td class="field-requests">3</td>' in shown
    assert key not in shown
    page = client.get(page_of(row)).content.decode()
    assert "dev@example.org" in page
    assert key not in page


def test_a_key_that_was_never_used_and_has_not_ended_says_neither(client, administrator):
    row, _key = given()
    page = client.get(page_of(row)).content.decode()
    assert "None" not in page.split('id="content-main"')[1]
    assert "field-revocation_reason" not in page
    keys.revoke(row, actor=administrator, now=timezone.now(), reason="调用异常。")
    assert "field-revocation_reason" in client.get(page_of(row)).content.decode()


def test_an_administrator_ends_a_key_and_says_why(client, administrator):
    row, key = given()
    assert client.post(page_of(row), {"reason": ""}).status_code == 200
    assert keys.find(key) is not None
    assert client.post(page_of(row), {"reason": "调用异常。"}).status_code == 302
    row = ApiKey.objects.get(pk=row.pk)
    assert (row.revoked_by, row.revocation_reason) == (administrator, "调用异常。")
    assert keys.find(key) is None
    told = HistoryRow.objects.of(row).filter(actor=administrator)
    assert [line.action for line in told] == ["revoke"]


def test_a_key_that_has_ended_cannot_be_ended_again(client, administrator):
    row, _key = given()
    keys.revoke(row, actor=None, now=timezone.now())
    shown = client.get(page_of(row)).content.decode()
    assert 'name="reason"' not in shown
    client.post(page_of(row), {"reason": "再次停用。"})
    row = ApiKey.objects.get(pk=row.pk)
    assert (row.revoked_by, row.revocation_reason) == (None, "")


def test_the_nightly_task_erases_who_held_a_key_long_ago():
    row, _key = given()
    keys.revoke(row, actor=None, now=timezone.now() - 2 * keys.CONTACT_RETENTION)
    erase_contacts()
    row.refresh_from_db()
    assert (row.email, row.purpose) == ("", "")
