"""What the rows by address refuse: each with its status, its reason, and what to do."""

import time

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from catalogs import data_catalogue, data_releasing
from catalogs.enums import Role
from catalogs.models import DatasetVersion
from portal.opendata.query import Order, Query
from portal.opendata.rows import counting
from portal.opendata.rows.cursors import sealed
from portal.opendata.rows.parameters import FUNCTIONS, MOST_FAULTS, OPERATORS, PARAMETERS
from tests import datasets, factories
from tests.portal.opendata import rows_data
from tests.portal.opendata.rows_data import NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=True):
        yield


@pytest.fixture
def path():
    return rows_data.address(rows_data.ready())


def refused(response, status: int) -> dict:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    problem = response.json()
    assert problem["status"] == status
    return problem


def test_every_fault_of_an_address_is_told_at_once(client, path):
    problem = refused(client.get(path, {"床位": "many", "_size": "0", "nothing": "1"}), 400)
    assert {fault["parameter"] for fault in problem["errors"]} == {"床位", "_size", "nothing"}


def test_a_cursor_that_is_none_is_told_beside_other_faults(client, path):
    problem = refused(client.get(path, {"_size": "0", "_cursor": "abc"}), 400)
    assert {fault["parameter"] for fault in problem["errors"]} == {"_size", "_cursor"}


def test_reasons_are_in_the_language_of_the_reader(client, path):
    response = client.get(path, {"_size": "0"}, headers={"Accept-Language": "en-GB,en;q=0.9"})
    (fault,) = refused(response, 400)["errors"]
    assert fault["detail"] == "Write a whole number from 1 to 1000."
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(
    "asked", [{"_columns": "床位,"}, {"_sort": "-"}, {"_aggregate": "count:"}, {"": "1"}], ids=str
)
def test_a_name_that_is_missing_is_told_as_such(client, path, asked):
    problem = refused(client.get(path, asked, headers={"Accept-Language": "en"}), 400)
    assert [fault["detail"] for fault in problem["errors"]] == ["A name is missing here."]


def test_very_many_faults_are_not_all_looked_for(client, path):
    asked = {f"床位的名称{number}": "1" for number in range(900)}
    assert len(refused(client.get(path, asked), 400)["errors"]) == MOST_FAULTS


@pytest.mark.parametrize("header", ["If-Match", "If-Unmodified-Since"])
def test_a_condition_that_does_not_hold_is_named(client, path, header):
    value = {"If-Match": '"another"'}.get(header, "Fri, 24 Nov 2000 00:00:00 GMT")
    for address in (path, "/api/v1/fields/"):
        response = client.get(address, headers={header: value, "Accept-Language": "en"})
        assert response.status_code == 412
        assert header in response.json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_rows_are_only_read(client, path, method):
    response = getattr(client, method)(path)
    refused(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_browser_may_ask_from_another_site(client, path):
    headers = {"Origin": "https://app.example", "Access-Control-Request-Method": "GET"}
    response = client.options(path, headers=headers)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response.headers["Access-Control-Allow-Methods"]


def test_what_was_never_public_is_not_there(client):
    draft = datasets.drafted(code="draft")
    refused(client.get(rows_data.address(draft)), 404)
    refused(client.get("/api/v1/datasets/nothing/rows/"), 404)


def test_what_was_withdrawn_is_gone_at_once(client, path):
    dataset = rows_data.Dataset.objects.get()
    reader = client.get(path)
    office = factories.OfficialFactory(role=Role.ADMINISTRATOR)
    data_catalogue.withdraw(dataset, actor=office, reason="数据有误", now=timezone.now())
    known = {"If-None-Match": reader.headers["ETag"]}
    refused(client.get(path, headers=known), 410)


def test_an_entry_of_the_catalogue_is_believed_for_its_seconds_and_no_longer(
    client, path, settings, django_assert_num_queries
):
    settings.DATA_ENTRY_SECONDS = 0.3
    settings.DATA_USE_SECONDS = 3600
    assert client.get(path).status_code == 200
    with django_assert_num_queries(0):
        assert client.get(path, {"床位": "1"}).status_code == 200
    counting.write()
    office = factories.OfficialFactory(role=Role.ADMINISTRATOR)
    dataset = rows_data.Dataset.objects.get()
    data_catalogue.withdraw(dataset, actor=office, reason="数据有误", now=timezone.now())
    time.sleep(0.35)
    refused(client.get(path), 410)


def test_data_that_are_open_on_conditions_are_refused_with_the_way_to_ask(client):
    dataset = rows_data.ready(openness="conditional", conditions="仅用于研究。")
    problem = refused(client.get(rows_data.address(dataset)), 403)
    assert f"http://testserver/data/{dataset.code}/" in problem["detail"]


def test_rows_that_are_being_made_ready_are_asked_for_again_soon(client):
    dataset = rows_data.published()
    response = client.get(rows_data.address(dataset))
    refused(response, 503)
    assert response.headers["Retry-After"] == "30"


def test_rows_that_could_not_be_made_ready_send_to_the_file(client):
    dataset = rows_data.published()
    DatasetVersion.objects.update(build_error="第 3 行有误。")
    response = client.get(rows_data.address(dataset))
    problem = refused(response, 503)
    assert f"/data/{dataset.code}/" in problem["detail"]
    assert int(response.headers["Retry-After"]) > 30


@pytest.mark.parametrize("parameters", [{}, {"_format": "ndjson"}], ids=str)
def test_what_the_store_refuses_is_told_before_anything_is_sent(client, path, parameters):
    place = sealed((10_000,), Query(order=(Order("床位"),)), code="homes", version=1)
    asked = {"_sort": "床位", "_cursor": place, **parameters}
    assert refused(client.get(path, asked), 422)["detail"]


def test_no_format_that_is_asked_for_is_said(client, path):
    problem = refused(client.get(path, headers={"Accept": "application/xml"}), 406)
    assert "text/csv" in problem["detail"]


def test_a_cursor_of_an_older_version_begins_again(client, path):
    dataset = rows_data.Dataset.objects.get()
    further = client.get(path, {"_size": "5"}).json()["next"]
    data_releasing.release_version(
        dataset,
        content=rows_data.content(rows_data.rows(20)),
        name="rows.json",
        actor=None,
        now=timezone.now(),
    )
    dataset = rows_data.Dataset.objects.get()
    assert client.get(further).status_code == 200, "the older version answers until the newer can"
    rows_data.building.build(dataset.latest)
    problem = refused(client.get(further), 400)
    assert [fault["parameter"] for fault in problem["errors"]] == ["_cursor"]


def test_no_statement_is_read_from_an_address(client, path):
    for text in ("' OR 1=1 --", '"; DROP TABLE rows; --', "%", "_", "\\", "SELECT 1"):
        response = client.get(path, {"镇街": text})
        assert response.json()["rows"] == []
        response = client.get(path, {"镇街__contains": text})
        assert response.json()["rows"] == []
    refused(client.get(path, {"sql": "SELECT 1"}), 400)
    assert client.get(path, {"_total": "true"}).json()["total"] == 130


_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["true", "1", "-2.5", "2026-01-31T08:00", "荣巷街道", '"', "a,b"]),
)
_lists = st.lists(
    st.one_of(
        st.sampled_from([*NAMES, "count", "-count", "nothing"]),
        st.sampled_from([f'{function}:"{name}"' for function in FUNCTIONS for name in NAMES]),
        st.sampled_from([f'-"{name}"' for name in NAMES]),
        st.text(max_size=6),
    ),
    max_size=4,
).map(",".join)
_parameters = st.one_of(
    st.tuples(
        st.one_of(
            st.sampled_from(NAMES),
            st.sampled_from([f"_where.{name}__{word}" for name in NAMES for word in OPERATORS]),
            st.text(max_size=10),
        ),
        _texts,
    ),
    st.tuples(st.sampled_from(["_columns", "_group", "_aggregate", "_sort"]), _lists),
    st.tuples(st.sampled_from([*PARAMETERS]), _texts),
    st.tuples(st.just("_format"), st.sampled_from(["json", "csv", "ndjson", "xlsx"])),
    st.tuples(st.just("_size"), st.integers(-1, 1001).map(str)),
)


@bounds(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parameters=st.lists(_parameters, max_size=5))
def test_whatever_is_asked_is_answered_or_refused_with_reasons(client, path, settings, parameters):
    settings.API_REQUESTS_A_MINUTE = 0
    asked = {}
    for name, text in parameters:
        asked.setdefault(name, []).append(text)
    response = client.get(path, asked)
    if response.status_code == 200:
        assert response.getvalue() is not None
        return
    problem = refused(response, 400)
    assert problem["errors"]
    assert all(fault["detail"] for fault in problem["errors"])
