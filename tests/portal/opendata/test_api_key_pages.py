"""The free key: asked for on a page, shown once, given up by its holder or ended by an official."""

import pytest
from django.urls import reverse

from catalogs.models import HistoryRow
from portal.models import ApiKey
from tests.feedback.asking_pages import proof

pytestmark = pytest.mark.django_db
WANTED = {"holder": "滨湖公交App", "email": "dev@example.org", "purpose": "换乘查询"}


def ask(client, **changed):
    form = client.get(reverse("portal:api-key")).context["form"]
    posted = WANTED | {"key": form["key"].value()} | proof(form) | changed
    return client.post(reverse("portal:api-key"), posted), posted


def key_of(client) -> str:
    response, _posted = ask(client)
    assert response.status_code == 302, response.context["form"].errors
    return client.get(response.headers["Location"]).context["receipt"]["key"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_whoever_asks_gets_a_key_that_the_api_takes(client, language):
    prefix = "/en" if language == "en" else ""
    assert client.get(f"{prefix}/data/api-key/").status_code == 200
    key = key_of(client)
    answer = client.get("/api/v1/fields/", headers={"X-API-Key": key})
    assert answer.headers["RateLimit-Policy"].startswith('"key";')
    row = ApiKey.objects.get()
    assert (row.holder, row.email, row.purpose) == tuple(WANTED.values())


def test_the_button_pressed_twice_gives_one_key(client):
    first, posted = ask(client)
    again = client.post(reverse("portal:api-key"), posted)
    assert first.headers["Location"] == again.headers["Location"]
    assert ApiKey.objects.count() == 1


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(client):
    response, _posted = ask(client, email="nobody", purpose="")
    form = response.context["form"]
    assert set(form.errors) == {"email", "purpose"}
    assert "滨湖公交App" in response.content.decode()
    assert not ApiKey.objects.exists()


def test_a_machine_that_does_no_work_gets_no_key(client):
    response, _posted = ask(client, work="")
    assert set(response.context["form"].errors) == {"answer"}
    assert not ApiKey.objects.exists()


def test_the_key_is_shown_to_the_browser_that_asked_until_it_is_hidden(client):
    key_of(client)
    page = reverse("portal:api-key-given")
    shown = client.get(page)
    assert shown.status_code == 200
    assert "X-API-Key" in shown.content.decode()
    assert client.get(page).headers["Cache-Control"].find("no-store") >= 0
    client.post(reverse("portal:api-key-hide"))
    assert client.get(page).status_code == 302
    client.cookies.clear()
    assert client.get(page).status_code == 302


def test_a_holder_gives_up_the_key_and_it_ends_at_once(client):
    key = key_of(client)
    page = reverse("portal:api-key-give-up")
    assert client.get(page).status_code == 200
    assert client.post(page, {"key": key}).status_code == 302
    assert client.get("/api/v1/fields/", headers={"X-API-Key": key}).status_code == 401
    row = ApiKey.objects.get()
    assert row.revoked_at is not None
    assert HistoryRow.objects.of(row).filter(action="revoke", actor=None).count() == 1
    again = client.post(page, {"key": key})
    assert again.context["form"].errors["key"]


def test_wrong_keys_cannot_be_tried_without_end(client):
    page = reverse("portal:api-key-give-up")
    answers = [client.post(page, {"key": "bh_wrong"}).status_code for _n in range(11)]
    assert answers == [200] * 10 + [429]
