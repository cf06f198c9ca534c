"""Who may push, and what is released without a reviewer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalogs import attachment_texts, push_systems
from catalogs.models import HistoryRow, Publication, PushDelivery
from catalogs.push_enums import PushRule
from portal.opendata.push import bodies, gate
from tests.factories import DepartmentFactory, MatterFactory, OfficialFactory
from tests.portal.opendata.pushed import ADDRESS, attachment, record, sender

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory(organization_code="014006438")


@pytest.fixture
def matter(department):
    return MatterFactory(department=department, in_force=True)


@pytest.fixture
def releasing(department):
    return sender(department=department, rule=PushRule.RELEASE, release_genres=["reply"])


def served(matter, **values):
    return record(matters=[{"code": matter.code}], **values)


def test_what_the_rule_names_is_public_at_once_with_its_number_and_the_history_says_why(
    releasing, matter
):
    response = releasing.push(served(matter))
    publication = Publication.objects.get()

    assert response.json()["state"] == "published"
    assert response.json()["index_number"] == "014006438/2026-00001"
    assert response.json()["permalink"].endswith("/documents/014006438/2026-00001/")
    assert list(Publication.objects.public(timezone.localdate())) == [publication]
    page = Client().get(response.json()["permalink"])
    assert page.status_code == 200
    rows = HistoryRow.objects.of(publication).order_by("pk")
    assert [row.action for row in rows] == ["create", "push", "release_by_rule"]
    assert rows[2].actor is None
    assert releasing.system.name in rows[2].reason
    assert releasing.push(served(matter)).json() == response.json()


@pytest.mark.parametrize(
    "values",
    [
        {"genre": "notice"},
        {"body": "联系人张某,电话13812345678。"},
        {"summary": "身份证号32021119900101123X。"},
        {"attachments": [attachment(name="4111 1111 1111 1111.txt")]},
        {
            "kind": "policy",
            "interpretation_plan": {"form": "text", "phase": "before", "responsible": "办公室"},
        },
    ],
    ids=["another genre", "a telephone", "an identity card", "a bank card", "a policy"],
)
def test_what_the_rule_does_not_cover_goes_to_review_and_says_why(releasing, matter, values):
    response = releasing.push(served(matter, **values))
    assert response.status_code == 201, response.content
    assert response.json()["state"] == "in_review"
    assert response.json()["index_number"] is None
    assert len(response.json()["held_for_review"]) == 1


def table(content: str) -> list[dict]:
    return [attachment(content.encode(), "名单.csv")]


def test_numbers_of_persons_in_an_attached_table_are_left_to_a_reviewer_who_reads_why(
    releasing, matter
):
    held = releasing.push(served(matter, attachments=table("姓名,电话\n张某,13812345678")), key="a")
    assert held.json()["state"] == "in_review"
    (why,) = held.json()["held_for_review"]
    row = HistoryRow.objects.of(Publication.objects.get()).get(action="push")
    assert row.reason.splitlines()[1] == why
    freed = releasing.push(served(matter, attachments=table("床位,12")), key="b")
    assert freed.json()["state"] == "published"
    assert freed.json()["held_for_review"] == []


def test_an_attachment_that_cannot_be_looked_through_is_left_to_a_reviewer(
    releasing, matter, monkeypatch
):
    monkeypatch.setattr(attachment_texts, "MOST_BYTES", 10)
    held = releasing.push(served(matter, attachments=table("床位,12,床位,12")))
    assert held.json()["state"] == "in_review"
    assert len(held.json()["held_for_review"]) == 1


def test_the_history_gives_the_reasons_in_the_language_of_the_portal(releasing, matter):
    response = releasing.push(served(matter, genre="notice"), HTTP_ACCEPT_LANGUAGE="en")
    (told,) = response.json()["held_for_review"]
    assert told == "Documents of this genre go to review."
    row = HistoryRow.objects.of(Publication.objects.get()).get(action="push")
    assert row.reason.splitlines()[1] == "该体裁的信息须送审。"


def test_only_the_matters_of_the_rule_are_released(releasing, department, matter):
    other = MatterFactory(department=department, in_force=True)
    releasing.system.release_matters.set([matter])
    assert releasing.push(served(matter), key="a").json()["state"] == "published"
    assert releasing.push(served(other), key="b").json()["state"] == "in_review"
    assert releasing.push(record(), key="c").json()["state"] == "in_review"


def test_a_refused_release_leaves_no_gap_in_the_index_numbers(releasing, matter):
    assert releasing.push(served(matter), key="a").json()["index_number"].endswith("-00001")
    assert releasing.push(served(matter, public_until="2020-01-01"), key="b").status_code == 422
    assert releasing.push(served(matter), key="b").json()["index_number"].endswith("-00002")


@pytest.mark.parametrize(
    "header", ["", "Token ", "Token bhpush-wrong", "Bearer x", "Token \xff"], ids=repr
)
def test_a_missing_or_wrong_token_opens_nothing(header):
    sender()
    headers = {"Authorization": header} if header else {}
    for send in (Client().post, Client().get):
        response = send(ADDRESS, headers=headers)
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Token"
        assert response["Content-Type"] == "application/problem+json"
    assert not PushDelivery.objects.exists()


def test_the_log_in_of_an_official_is_no_token(admin_client):
    assert admin_client.get(ADDRESS).status_code == 401
    assert admin_client.post(ADDRESS, "{}", content_type="application/json").status_code == 401


def test_the_key_of_an_open_api_reader_is_no_token_of_a_system(releasing, matter):
    """And the token of a system tells nothing of another's publications."""
    releasing.push(served(matter))
    assert sender().status().status_code == 404


def test_a_suspended_system_pushes_nothing_until_it_is_resumed():
    system, administrator = sender(), OfficialFactory(administrator=True)
    now = timezone.now()
    push_systems.suspend(system.system, actor=administrator, reason="令牌外泄", now=now)
    assert system.push(record()).status_code == 403
    assert system.status().status_code == 403
    assert PushDelivery.objects.get().status == 403
    push_systems.resume(system.system, actor=administrator, now=now)
    assert system.push(record()).status_code == 201


def test_a_new_token_ends_the_one_before():
    system, administrator = sender(), OfficialFactory(administrator=True)
    _row, token = push_systems.rotate(
        system.system, actor=administrator, reason="定期更换", now=timezone.now()
    )
    assert system.push(record()).status_code == 401
    system.token = token
    assert system.push(record()).status_code == 201


@pytest.mark.parametrize(
    ("networks", "address", "status"),
    [
        ("", "203.0.113.9", 201),
        ("10.1.0.0/16\n203.0.113.9", "203.0.113.9", 201),
        ("10.1.0.0/16", "10.1.200.3", 201),
        ("10.1.0.0/16", "10.2.0.1", 403),
        ("10.1.0.0/16", "2001:db8::1", 403),
        ("10.1.0.0/16", "::ffff:10.1.0.9", 201),
    ],
)
def test_a_system_pushes_from_its_own_addresses_only(networks, address, status):
    system = sender(allowed_networks=networks)
    assert system.push(record(), REMOTE_ADDR=address).status_code == status
    assert PushDelivery.objects.get().status == status


@pytest.mark.parametrize("key", ["", "two words", "a/b", "x" * 101, "键"])
def test_each_publication_needs_a_key_that_fits_an_address(key):
    response = sender().push(record(), key=key)
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"\xff\xfe", 400), (b"[]", 422), (b"null", 422), (b"", 422), (b"[" * 9999, 400)],
    ids=["cut off", "no UTF-8", "a list", "null", "empty", "too deep"],
)
def test_a_body_that_is_no_record_is_refused_and_kept_among_the_deliveries(body, status):
    response = sender().push(body)
    assert response.status_code == status
    assert PushDelivery.objects.get().status == status


def test_a_body_that_is_no_record_is_told_what_a_record_is():
    refused = sender().push(b"[]", HTTP_ACCEPT_LANGUAGE="en").json()["errors"]
    told = "The body is one record: a JSON object with the fields of the record."
    assert refused == [{"field": "(record)", "detail": told}]


def test_a_body_too_large_or_in_another_format_is_refused(monkeypatch):
    system = sender()
    monkeypatch.setattr(bodies, "MOST_BYTES", 100)
    assert system.push(record(body="文" * 100)).status_code == 413
    response = system.client.post(ADDRESS, {"title": "x"}, headers={**system._headers("k")})
    assert response.status_code == 415


def test_only_the_methods_of_push_are_answered():
    system = sender()
    for address, allowed in ((ADDRESS, "POST"), (f"{ADDRESS}key/", "GET, PUT")):
        response = system.client.delete(address, headers=system._headers(""))
        assert response.status_code == 405
        for method in allowed.split(", "):
            assert method in response["Allow"]
        in_english = {**system._headers(""), "Accept-Language": "en"}
        told = system.client.delete(address, headers=in_english)
        assert told.json()["title"] == "This address does not take the method"


def test_a_system_is_answered_in_the_language_it_asks_for():
    system = sender()
    for language, title in (("en", "What was sent has errors"), ("zh", "提交的内容有误")):
        refused = system.push(record(kind="novel"), HTTP_ACCEPT_LANGUAGE=language)
        assert refused.json()["title"] == title
        assert "Accept-Language" in refused["Vary"]


def test_what_comes_too_often_waits_and_wrong_tokens_wait_too(monkeypatch):
    system = sender()
    monkeypatch.setattr(gate, "PUSHES", (gate.Limit(2, gate.HOUR),))
    assert [system.status().status_code for _n in range(3)] == [404, 404, 429]
    assert int(system.status()["Retry-After"]) > 0
    other = sender()
    assert other.status().status_code == 404

    monkeypatch.setattr(gate, "WRONG_TOKENS", (gate.Limit(1, gate.HOUR),))
    other.token = "bhpush-guess"
    assert [other.push(record()).status_code for _n in range(2)] == [401, 429]
    assert not PushDelivery.objects.exists()


def test_no_answer_of_push_is_for_other_sites_or_sets_a_cookie():
    system = sender()
    for response in (system.push(record()), system.status(), system.push(b"{", key="b")):
        assert not response.cookies
        assert "Access-Control-Allow-Origin" not in response


def test_of_a_token_only_its_hash_and_its_first_letters_are_kept():
    system = sender()
    row = system.system
    row.refresh_from_db()
    assert system.token.startswith(row.token_prefix)
    assert len(system.token) - len(row.token_prefix) > 30
    assert all(
        system.token not in str(value) for value in type(row).objects.values().get().values()
    )
    assert timezone.now() - row.token_made_at < timedelta(minutes=1)
