"""Every list of the open API: what is public, all of it, in pages, and nothing else."""

import json

import pytest
import time_machine
from django.urls import reverse

from portal.opendata.api.index import LISTS as NAMES
from tests import factories
from tests.portal.opendata.public_rows import LISTS

pytestmark = pytest.mark.django_db
every_list = pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.API_REQUESTS_A_MINUTE = 0


def read(client, listed, **asked):
    response = client.get(reverse(f"api:{listed.name}"), asked)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def keys(listed, answer):
    return {row[listed.key] for row in answer["results"]}


def test_every_list_of_the_index_is_among_those_tested(client):
    said = client.get("/api/v1/").json()["lists"]
    assert set(said) == set(NAMES) == {listed.name for listed in LISTS}
    assert said["powers"] == "http://testserver/api/v1/powers/"


@every_list
def test_a_public_row_is_in_its_list_and_another_is_not(client, listed):
    shown = listed.shown()
    hidden = listed.hidden() if listed.hidden else None
    found = keys(listed, read(client, listed, size=100))
    assert getattr(shown, listed.column) in found
    assert hidden is None or getattr(hidden, listed.column) not in found


@every_list
def test_a_row_is_found_at_its_own_address_with_all_that_the_list_says_of_it(client, listed):
    shown = listed.shown()
    rows = read(client, listed, size=100)["results"]
    [row] = [row for row in rows if row[listed.key] == getattr(shown, listed.column)]
    alone = client.get(row["api_url"].removeprefix("http://testserver")).json()
    assert row.items() <= alone.items()
    assert client.get(row["url"].removeprefix("http://testserver")).status_code == 200


@every_list
def test_a_row_that_is_not_public_has_no_address(client, listed):
    if listed.hidden is None:
        pytest.skip("every row of this list is public")
    hidden, shown = listed.hidden(), listed.shown()
    address = next(
        row["api_url"]
        for row in read(client, listed, size=100)["results"]
        if row[listed.key] == getattr(shown, listed.column)
    ).removeprefix("http://testserver")
    shown_key, hidden_key = (str(getattr(row, listed.column)) for row in (shown, hidden))
    response = client.get(address.replace(f"/{shown_key}/", f"/{hidden_key}/"))
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


@every_list
def test_a_list_asks_equally_often_however_many_rows_it_has(
    client, listed, django_assert_max_num_queries
):
    listed.shown()
    with django_assert_max_num_queries(12) as first:
        read(client, listed)
    for _n in range(3):
        listed.shown()
    with django_assert_max_num_queries(len(first)) as again:
        assert len(read(client, listed)["results"]) >= 4
    assert len(again) == len(first)


@every_list
def test_a_list_is_walked_from_page_to_page_and_back_without_gap_or_repeat(client, listed):
    for _n in range(3):
        listed.shown()
    whole = [row[listed.key] for row in read(client, listed, size=100)["results"]]
    for order in [None, *orders_of(listed)]:
        asked = {"size": 2} | ({"order": order} if order else {})
        forward, last = walk(client, read(client, listed, **asked), "next", listed.key)
        assert sorted(map(str, forward)) == sorted(map(str, whole))
        backward, _first = walk(client, last, "previous", listed.key)
        assert backward == forward
    assert len(whole) == len(set(whole)) >= 3


def orders_of(listed):
    from django.urls import resolve

    return resolve(reverse(f"api:{listed.name}")).func.cls.orders


def walk(client, answer, way, key):
    pages = [answer]
    while url := pages[-1][way]:
        response = client.get(url.removeprefix("http://testserver"))
        assert response.status_code == 200
        pages.append(response.json())
    in_order = pages if way == "next" else pages[::-1]
    return [row[key] for page in in_order for row in page["results"]], pages[-1]


def test_the_pages_are_linked_in_the_header_too(client):
    for _n in range(3):
        factories.FieldFactory()
    response = client.get("/api/v1/fields/", {"size": 1})
    first = response.json()
    assert f'<{first["next"]}>; rel="next"' in response.headers["Link"]
    second = client.get(first["next"].removeprefix("http://testserver"))
    assert f'<{second.json()["previous"]}>; rel="previous"' in second.headers["Link"]


@pytest.mark.parametrize("size", ["0", "101", "-1", "1.5", "many", "²", ""])
def test_a_page_has_one_to_a_hundred_rows(client, size):
    response = client.get("/api/v1/fields/", {"size": size})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "size"


def test_a_cursor_is_good_only_for_its_list_and_order(client):
    for _n in range(2):
        factories.FieldFactory(), factories.DepartmentFactory()
    response = client.get("/api/v1/departments/", {"size": 1})
    cursor = response.json()["next"].split("cursor=")[1].replace("%3A", ":")
    assert client.get("/api/v1/departments/", {"cursor": cursor}).status_code == 200
    for name, asked in (
        ("fields", {"cursor": cursor}),
        ("departments", {"cursor": cursor[:-1]}),
        ("departments", {"cursor": "W10"}),
    ):
        refused = client.get(f"/api/v1/{name}/", asked)
        assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "cursor")


def test_all_that_is_wrong_with_an_address_is_told_at_once(client):
    response = client.get(
        "/api/v1/publications/?colour=red&from=yesterday&updated_since=soon&department=NONE"
        "&kind=rumour&size=0&order=best&q=a&q=b"
    )
    assert response.status_code == 400
    told = {fault["parameter"] for fault in response.json()["errors"]}
    assert told == {
        *("colour", "from", "updated_since", "department", "kind", "size", "order", "q"),
    }


def test_a_day_that_is_none_is_told_how_days_are_written(client):
    address = "/api/v1/publications/?from=2026-13-01"
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.json()["errors"] == [
        {"parameter": "from", "detail": "Write a day like 2026-11-24."}
    ]


def test_the_character_zero_is_refused_wherever_it_stands(client):
    assert client.get("/api/v1/publications/", {"q": "a\x00"}).status_code == 400
    assert client.get("/api/v1/publications/", {"department": "a\x00"}).status_code == 400
    assert client.get("/api/v1/publications/a%00b/").status_code == 404


def test_an_entry_takes_no_parameters_but_its_own(client):
    shown = LISTS[0].shown()
    address = reverse("api:power", args=[shown.code])
    assert client.get(address, {"level": "county"}).status_code == 200
    assert client.get(address, {"level": "moon"}).status_code == 400
    assert client.get(address, {"colour": "red"}).status_code == 400


@every_list
def test_an_answer_the_reader_has_is_not_sent_again_until_something_changes(client, listed):
    listed.shown()
    address = reverse(f"api:{listed.name}")
    first = client.get(address)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304
    listed.shown()
    assert client.get(address, headers=known).status_code == 200
    assert client.get(address, headers=since).status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"


def test_a_page_with_a_next_one_is_the_same_answer_at_another_time(client):
    factories.FieldFactory.create_batch(3)
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        first = client.get("/api/v1/fields/?size=1")
        assert first.json()["next"]
        clock.shift(61)
        for header, known in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            again = client.get("/api/v1/fields/?size=1", headers={header: first.headers[known]})
            assert (again.status_code, again.headers["ETag"]) == (304, first.headers["ETag"])


def test_what_was_withdrawn_is_gone_for_readers_with_an_old_answer_too(client):
    shown = LISTS[3].shown()
    address = reverse("api:publication", args=[shown.index_number])
    first = client.get(address)
    shown.state, shown.withdrawal_reason = "withdrawn", "内容有误"
    shown.withdrawn_at = shown.published_at
    shown.save()
    known = {
        "If-None-Match": first.headers["ETag"],
        "If-Modified-Since": first.headers["Last-Modified"],
    }
    assert client.get(address, headers=known).status_code == 404


def test_head_tells_what_get_would_send_without_sending_it(client):
    factories.FieldFactory()
    whole, head = client.get("/api/v1/fields/"), client.head("/api/v1/fields/")
    assert head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_codes_come_with_their_words_in_both_languages(client):
    document = LISTS[3].shown()
    row = client.get(reverse("api:publication", args=[document.index_number])).json()
    assert row["kind"] == {"code": "information", "name": "政务信息", "name_en": "Information"}
    english = client.get(
        reverse("api:publication", args=[document.index_number]),
        headers={"Accept-Language": "en"},
    )
    assert json.loads(english.content) == row
