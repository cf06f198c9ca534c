"""Rows by address, as caches see them: what tells answers apart, and since when they hold."""

import pytest
import time_machine
from django.utils import timezone

from catalogs import data_releasing
from catalogs.data_enums import DataUse
from catalogs.models import Dataset, DatasetUse
from portal.opendata.store import building
from tests.portal.opendata import rows_data
from tests.portal.opendata.rows_data import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=True):
        yield


@pytest.fixture
def ask(client):
    """Ask for rows of the dataset."""
    path = rows_data.address(rows_data.ready())
    return lambda **parameters: client.get(path, {"_size": "1000", **parameters})


def test_an_answer_the_reader_has_is_not_sent_again(ask, client):
    first = ask(_sort="床位")
    headers = {"If-None-Match": first.headers["ETag"]}
    again = client.get(first.wsgi_request.get_full_path(), headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert DatasetUse.objects.get(way=DataUse.QUERY).times == 1


def test_answers_differ_in_their_tags_by_question_and_format(ask):
    tags = {
        ask().headers["ETag"],
        ask(_size="3").headers["ETag"],
        ask(_format="csv").headers["ETag"],
        ask(床位="1").headers["ETag"],
    }
    assert len(tags) == 4
    assert ask().headers["ETag"] in tags


def test_an_answer_is_another_when_the_dictionary_changes(ask, client):
    first = ask(_size="3")
    dataset = Dataset.objects.get()
    dataset.columns.filter(name="床位").update(title="床位数")
    dataset.save()

    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(first.wsgi_request.get_full_path(), headers=known)
    assert again.status_code == 200
    assert again.json()["columns"][3]["title"] == "床位数"


def test_caches_keep_an_answer_for_a_minute(ask):
    headers = ask().headers
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Last-Modified"].endswith("GMT")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in headers["Link"]
    assert 'rel="describedby"' in headers["Link"]


def test_a_reader_who_knows_only_the_time_gets_the_rows_that_were_made_ready_later(client):
    dataset = rows_data.ready()
    with time_machine.travel("2026-11-24T10:00:00+08:00"):
        data_releasing.release_version(
            dataset,
            content=rows_data.content(rows(5)),
            name="next.json",
            actor=None,
            now=timezone.now(),
        )
        before = client.get(rows_data.address(dataset))
    dataset.refresh_from_db()
    with time_machine.travel("2026-11-24T10:05:00+08:00"):
        building.build(dataset.latest)
        known = {"If-Modified-Since": before.headers["Last-Modified"]}
        after = client.get(rows_data.address(dataset), headers=known)
        again = {"If-Modified-Since": after.headers["Last-Modified"]}
        assert client.get(rows_data.address(dataset), headers=again).status_code == 304

    assert (before.json()["version"], after.json()["version"]) == (1, 2)


def test_a_reader_who_asks_for_the_headers_gets_them_without_the_rows(ask, client):
    path = ask().wsgi_request.get_full_path()
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["ETag"] == ask().headers["ETag"]
    assert response.headers["Content-Length"] == str(len(ask().content))
    assert client.head(f"{path}&_format=csv").headers["Content-Type"].startswith("text/csv")
