"""Live statistics: counted by hand, in few queries, and without a name."""

from datetime import date

import pytest
from django.urls import reverse

from applications.enums import Channel, Outcome
from applications.models import Application, Rating
from applications.statistics import glance, statistics, years
from tests.applications.factories import PERSON, ApplicationFactory
from tests.factories import DepartmentFactory

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture
def two_years(calendar):
    """2025: one received and answered. 2026: five received, three concluded, one of them late."""
    department = DepartmentFactory()
    own = {"department": department}
    ApplicationFactory(
        answered=True, received_on=date(2025, 6, 2), concluded_on=date(2025, 6, 9), **own
    )
    # 2 March 2026 is a Monday: the 9th is five working days on, the 16th ten.
    ApplicationFactory(
        answered=True, received_on=date(2026, 3, 2), concluded_on=date(2026, 3, 9), **own
    )
    first = ApplicationFactory(
        answered=True,
        by_organisation=True,
        channel=Channel.POST,
        outcome=Outcome.NOT_HELD,
        received_on=date(2026, 3, 2),
        concluded_on=date(2026, 3, 16),
        **own,
    )
    Rating.objects.create(application=first, score=4, rated_on=date(2026, 3, 20))
    late = ApplicationFactory(
        closed_uncorrected=True, received_on=date(2026, 5, 6), concluded_on=date(2026, 8, 3), **own
    )
    assert late.is_late()
    ApplicationFactory(received_on=date(2026, 11, 20))
    ApplicationFactory(examining=True, received_on=date(2026, 9, 1), **own)
    return department


def test_the_figures_of_a_year_are_those_counted_by_hand(two_years):
    shown = statistics(2026, today=TODAY)
    assert (shown.received, shown.handled) == (5, 3)
    assert (shown.open, shown.overdue) == (2, 1)
    assert shown.on_time == pytest.approx(2 / 3)
    assert shown.mean_days == pytest.approx((5 + 10) / 2)
    assert (shown.mean_mark, shown.marks) == (4, 1)
    assert shown.groups == {"3.1": 1, "3.2": 0, "3.3": 0, "3.4": 1, "3.5": 0, "3.6": 1}
    assert shown.channels["post"] == 1
    assert shown.kinds == {
        "person": 4,
        "enterprise": 1,
        "research": 0,
        "public_benefit": 0,
        "legal_service": 0,
        "other": 0,
    }


def test_months_that_have_not_begun_have_no_figure(two_years):
    shown = statistics(2026, today=TODAY)
    assert shown.months_received == (0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 1)
    assert shown.months_handled == (0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0)
    assert len(statistics(2025, today=TODAY).months_received) == 12


def test_departments_are_counted_apart(two_years):
    (row,) = statistics(2026, today=TODAY).departments
    assert row.department == two_years
    assert (row.received, row.concluded, row.late, row.open) == (4, 3, 1, 1)


def test_a_year_of_nothing_has_no_shares(calendar):
    shown = statistics(2026, today=TODAY)
    assert (shown.on_time, shown.mean_days, shown.mean_mark) == (None, None, None)
    assert years(TODAY) == [2026]


def test_the_home_page_shows_the_same_figures(two_years):
    assert glance(today=TODAY) == {"received": 5, "handled": 3, "open": 2}
    shown = statistics(2026, today=TODAY)
    assert glance(today=TODAY)["received"] == shown.received


def test_years_reach_from_the_first_application_to_this_one(two_years):
    assert years(TODAY) == [2026, 2025]


@pytest.mark.parametrize("year", ["2024", "2027", "x", "20265"])
def test_a_year_without_figures_is_not_found(client, two_years, year):
    assert client.get(reverse("applications:statistics"), {"year": year}).status_code == 404


def test_the_page_shows_charts_with_their_tables_and_no_name(client, two_years):
    page = client.get(reverse("applications:statistics"), {"year": "2026"}).content.decode()
    assert page.count('role="img"') == page.count("<desc ") == 5
    assert page.count('<table class="table rows">') == 5
    assert two_years.name in page
    assert not any(str(PERSON[part]) in page for part in ("name", "telephone", "email"))


def test_the_page_asks_equally_often_however_many_applications(
    client, two_years, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse("applications:statistics")
    client.get(address)
    with django_assert_max_num_queries(25) as counted:
        client.get(address)
    ApplicationFactory.create_batch(20, answered=True)
    assert Application.objects.count() > 20
    with django_assert_num_queries(len(counted)):
        client.get(address)
