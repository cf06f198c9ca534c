"""Headers, log-in and health as a browser and a watching machine meet them."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from catalogs.enums import Role

pytestmark = pytest.mark.django_db


def test_every_page_carries_the_strict_headers(client):
    headers = client.get("/accounts/login/").headers

    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["script-src"].startswith("'self'")
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_nobody_can_sign_up(client):
    data = {
        "username": "stranger",
        "email": "stranger@example.org",
        "password1": "a-long-enough-word",
        "password2": "a-long-enough-word",
    }
    client.post(reverse("account_signup"), data)

    assert not get_user_model().objects.filter(username="stranger").exists()


@pytest.fixture
def official():
    return get_user_model().objects.create_user(
        username="wang",
        email="wang@example.org",
        password="right-password-9",
        role=Role.SUPERVISOR,
    )


@pytest.mark.parametrize("login", ["wang", "wang@example.org"], ids=["user name", "address"])
def test_an_official_logs_in_by_user_name_or_address(client, official, login):
    answer = client.post("/accounts/login/", {"login": login, "password": "right-password-9"})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(official.pk)


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client, official):
    for _ in range(5):
        client.post("/accounts/login/", {"login": "wang", "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": "wang", "password": "right-password-9"})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_admin_has_no_login_of_its_own_that_would_pass_by_the_lock(client):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_health_answers_as_long_as_the_process_runs(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_readiness_names_database_and_cache(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "cache": "ok"}


def test_readiness_says_when_a_migration_is_missing(client):
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="catalogs").delete()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "not migrated"


@pytest.mark.redis
def test_the_cache_of_the_second_pass_is_redis(settings):
    from django.core.cache import cache

    cache.set("word", "值")

    assert "redis" in settings.CACHES["default"]["BACKEND"]
    assert cache.get("word") == "值"
    assert type(cache).__name__ == "ConnectionProxy"


@pytest.mark.postgres
def test_the_database_of_the_second_pass_is_postgresql():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT version()")
        assert cursor.fetchone()[0].startswith("PostgreSQL")
