"""What machines look for in the same place on every site."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


def facts(client) -> list[tuple[str, str]]:
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    return [tuple(line.split(": ", 1)) for line in lines]


def test_whoever_finds_a_weakness_learns_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "office@example.org"
    found = facts(client)
    said = dict(found)
    assert [value for name, value in found if name == "Contact"] == [
        "mailto:office@example.org",
        "http://testserver/feedback/error/",
    ]
    assert said["Canonical"] == "http://testserver/.well-known/security.txt"
    assert said["Preferred-Languages"] == "zh, en"
    left = datetime.fromisoformat(said["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=366)
    assert client.get("/feedback/error/").status_code == 200


def test_a_keeper_of_passwords_is_led_to_the_page_of_the_password(client):
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")


def test_machines_are_asked_not_to_walk_through_filters_and_rows(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    for path in ("/data/", "/en/feedback/answers/", "/data/reuses/", "/supervision/red/"):
        assert f"Disallow: {path}?" in lines
        assert f"Allow: {path}?page=" in lines
    for path in ("/api/v1/", "/data/*/rows/?", "/en/data/*/rows/?"):
        assert f"Disallow: {path}" in lines
