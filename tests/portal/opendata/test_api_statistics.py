"""The figures of the API are those of the public pages."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from applications import statistics as of_applications
from feedback import statistics as of_interaction
from supervision import scoreboard
from tests import factories
from tests.applications.factories import ApplicationFactory
from tests.feedback.factories import SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_that_day(settings):
    settings.API_REQUESTS_A_MINUTE = 0
    with time_machine.travel("2026-11-24T09:00:10+08:00", tick=False):
        yield


def ask(client, name, **asked):
    return client.get(reverse(f"api:{name}-statistics"), asked)


def test_applications_are_counted_as_on_their_page(client):
    department = factories.DepartmentFactory()
    for _n in range(2):
        ApplicationFactory(in_review=True, department=department)
    said = ask(client, "application").json()
    shown = of_applications.statistics(2026, today=TODAY)
    assert said["received"] == shown.received == 2
    assert (said["open"], said["overdue"]) == (shown.open, shown.overdue)
    assert [row["received"] for row in said["months"]] == list(shown.months_received)
    [row] = said["departments"]
    assert row["department"]["code"] == department.code
    assert {row["of"]["code"]: row["received"] for row in said["channels"]} == shown.channels
    assert {row["heading"]: row["handled"] for row in said["outcomes"]} == shown.groups


def test_interaction_is_counted_as_on_its_page(client):
    department = factories.DepartmentFactory()
    SubmissionFactory(issued=True, department=department)
    said = ask(client, "interaction").json()
    shown = of_interaction.statistics(2026, today=TODAY)
    assert said["received"] == shown.received == 1
    assert [row["kind"]["code"] for row in said["kinds"]] == [row.kind for row in shown.kinds]
    assert said["departments"][0]["department"]["code"] == department.code


def test_before_the_first_inspection_the_scoreboard_is_empty(client):
    said = ask(client, "supervision").json()
    assert scoreboard.board(today=TODAY).month is None
    assert (said["month"], said["district"], said["departments"]) == (None, None, [])


@pytest.mark.parametrize(
    ("name", "asked", "parameter"),
    [
        ("application", {"year": "1812"}, "year"),
        ("application", {"year": "next"}, "year"),
        ("interaction", {"year": "2027"}, "year"),
        ("supervision", {"month": "2026-13"}, "month"),
        ("supervision", {"month": "1999-01"}, "month"),
        ("supervision", {"month": "２０２６-01"}, "month"),
        ("supervision", {"colour": "red"}, "colour"),
    ],
)
def test_a_period_without_figures_is_refused(client, name, asked, parameter):
    response = ask(client, name, **asked)
    assert response.status_code == 400
    assert [fault["parameter"] for fault in response.json()["errors"]] == [parameter]


@pytest.mark.parametrize("name", ["application", "interaction", "supervision"])
def test_figures_ask_equally_often_however_much_there_is(
    client, name, django_assert_max_num_queries
):
    ApplicationFactory(in_review=True, department=factories.DepartmentFactory())
    SubmissionFactory(issued=True, department=factories.DepartmentFactory())
    with django_assert_max_num_queries(40) as first:
        ask(client, name)
    for _n in range(3):
        ApplicationFactory(in_review=True, department=factories.DepartmentFactory())
        SubmissionFactory(issued=True, department=factories.DepartmentFactory())
    with django_assert_max_num_queries(len(first)):
        assert ask(client, name).status_code == 200
