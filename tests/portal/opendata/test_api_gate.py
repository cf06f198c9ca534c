"""What holds at every address of the open API: reading only, limits, errors in one shape."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from portal.models import ApiKey, ApiKeyUse
from portal.opendata import keys
from portal.opendata.gate import open_api
from portal.opendata.problems import Fault, bad_parameters

pytestmark = pytest.mark.django_db
MISSING = "/api/v1/no-such-thing/"


@open_api
def echo(request):
    return HttpResponse("same every time", content_type="text/plain")


@open_api
def refusing(request):
    raise bad_parameters([Fault("size", "Too large."), Fault("colour", "Unknown.")])


@pytest.fixture(autouse=True)
def _within_one_minute():
    with time_machine.travel("2026-11-24T09:00:10+08:00", tick=False):
        yield


def ask(view=echo, method="get", **headers):
    return view(getattr(RequestFactory(), method)("/api/v1/echo/", headers=headers))


def given(**values):
    told = {"holder": "滨湖公交App", "email": "dev@example.org", "purpose": "换乘查询"}
    return keys.give(**told | values, now=timezone.now())


def test_every_site_may_read_and_no_cookie_is_sent(client):
    response = client.get(MISSING)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert not response.cookies
    assert 'rel="service-desc"' in response.headers["Link"]


def test_a_browser_is_told_before_it_asks_what_it_may_send():
    response = ask(method="options", **{"Access-Control-Request-Method": "GET"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "X-API-Key" in response.headers["Access-Control-Allow-Headers"]


def test_an_address_that_is_none_is_a_problem_in_the_language_of_the_reader(client):
    response = client.get(MISSING, headers={"Accept-Language": "en"})
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "http://testserver/api/v1/docs/#problem-404",
        "title": "There is nothing at this address",
        "status": 404,
        "detail": "There is nothing at this address.",
    }
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_whoever_writes_is_told_what_is_allowed(client, method):
    response = getattr(client, method)(MISSING)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["status"] == 405


def test_a_format_there_is_not_is_told_in_the_same_shape(client):
    response = client.get("/api/v1/fields/", headers={"Accept": "text/csv"})
    assert (response.status_code, response.json()["status"]) == (406, 406)


def test_all_faults_of_an_address_are_told_at_once():
    response = ask(refusing)
    assert response.status_code == 400
    assert b'"errors": [{"parameter": "size", "detail": "Too large."}' in response.content
    assert b'{"parameter": "colour", "detail": "Unknown."}]' in response.content
    assert response.headers["Cache-Control"] == "no-store"


def test_an_answer_the_reader_has_is_not_sent_again():
    first = ask()
    again = ask(**{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert ask(**{"If-None-Match": '"another"'}).status_code == 200
    assert ask(**{"If-Match": '"another"'}).status_code == 412


def test_the_headers_say_how_many_requests_are_left(settings):
    settings.API_REQUESTS_A_MINUTE = 5
    first, second = ask(), ask()
    assert first.headers["RateLimit-Policy"] == '"address";q=5;w=60'
    assert first.headers["RateLimit"].startswith('"address";r=4;t=')
    assert second.headers["RateLimit"].startswith('"address";r=3;t=')


def test_one_request_too_many_is_told_when_to_come_again(settings):
    settings.API_REQUESTS_A_MINUTE = 1
    ask()
    refused = ask()
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "50"
    assert '"address";r=0;' in refused.headers["RateLimit"]


def test_without_a_limit_nothing_is_counted(settings):
    settings.API_REQUESTS_A_MINUTE = 0
    assert "RateLimit" not in ask().headers


@pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
def test_a_key_has_its_own_larger_limit_and_is_counted_by_day(settings, header):
    settings.API_REQUESTS_A_MINUTE, settings.API_REQUESTS_A_MINUTE_BY_KEY = 1, 50
    row, key = given()
    sent = f"Token {key}" if header == "Authorization" else key
    answers = [ask(**{header: sent}) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert '"key";r=47;' in answers[-1].headers["RateLimit"]
    assert ApiKeyUse.objects.get(key=row).times == 3


def test_the_day_of_a_key_does_not_count_what_its_limit_refused(settings):
    settings.API_REQUESTS_A_MINUTE_BY_KEY = 2
    row, key = given()
    answers = [ask(**{"X-API-Key": key}).status_code for _n in range(4)]
    assert answers == [200, 200, 429, 429]
    assert ApiKeyUse.objects.get(key=row).times == 2


def test_the_day_of_a_key_is_counted_without_a_limit_too(settings):
    settings.API_REQUESTS_A_MINUTE_BY_KEY = 0
    row, key = given()
    ask(**{"X-API-Key": key})
    assert ApiKeyUse.objects.get(key=row).times == 1


def test_a_revoked_key_and_a_wrong_one_are_refused_alike():
    row, key = given()
    assert ask(**{"X-API-Key": key}).status_code == 200
    keys.revoke(row, actor=None, now=timezone.now())
    refused = ask(**{"X-API-Key": key})
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == 'Token realm="api"'
    assert ask(**{"X-API-Key": "bh_wrong"}).content == refused.content


def test_of_a_key_only_its_hash_and_first_letters_are_kept():
    row, key = given()
    kept = ApiKey.objects.values().get(pk=row.pk)
    assert key not in str(kept)
    assert kept["prefix"] == key[:10]
    assert len(key) >= 40


def test_who_holds_a_key_is_forgotten_some_time_after_it_ended():
    row, _key = given()
    now = timezone.now()
    keys.revoke(row, actor=None, now=now)
    assert keys.erase_due(now=now + keys.CONTACT_RETENTION) == 0
    later = now + keys.CONTACT_RETENTION + timedelta(seconds=1)
    assert (keys.erase_due(now=later), keys.erase_due(now=later)) == (1, 0)
    row.refresh_from_db()
    assert (row.email, row.purpose) == ("", "")
