"""Statistics of interaction: counted by hand, in a fixed number of queries, and without a name."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from feedback.enums import SubmissionKind
from feedback.models import SubmissionRating
from feedback.statistics import statistics, years
from tests.factories import DepartmentFactory
from tests.feedback.factories import PERSON, SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
PAGE = "feedback:statistics"


@pytest.fixture
def two_years(calendar):
    """2025: one answered. 2026: eight received, three answered, one of them late."""
    own = {"department": DepartmentFactory()}
    SubmissionFactory(
        reviewed=True, received_on=date(2025, 6, 2), concluded_on=date(2025, 6, 5), **own
    )
    for score, days in ((5, 3), (2, 5)):
        row = SubmissionFactory(
            rated=True,
            received_on=date(2026, 3, 2),
            concluded_on=date(2026, 3, 9),
            working_days_taken=days,
            **own,
        )
        SubmissionRating.objects.create(submission=row, score=score, rated_on=date(2026, 3, 20))
    late = SubmissionFactory(
        reviewed=True,
        kind=SubmissionKind.SITE_ERROR,
        page_address="/",
        received_on=date(2026, 5, 6),
        concluded_on=date(2026, 6, 3),
        working_days_taken=19,
        **own,
    )
    assert late.is_late()
    SubmissionFactory(received_on=date(2026, 11, 20), channel="hotline")
    SubmissionFactory(issued=True, received_on=date(2026, 9, 1))
    for end in ("withdrawn", "not_accepted"):
        SubmissionFactory(**{end: True})
    SubmissionFactory(merged=True, merged_into=late)
    return own["department"]


def test_the_figures_of_a_year_are_those_counted_by_hand(two_years):
    shown = statistics(2026, today=TODAY)
    assert (shown.received, shown.answered, shown.in_time) == (8, 3, 2)
    assert shown.mean_days == pytest.approx((3 + 5 + 19) / 3)
    assert (shown.rated, shown.satisfaction) == (2, 0.5)
    assert (shown.open, shown.overdue) == (2, 1)
    assert shown.apart == {"not_accepted": 1, "merged": 1, "withdrawn": 1}
    kinds = {row.kind: (row.received, row.answered, row.in_time) for row in shown.kinds}
    assert kinds["consultation"] == (7, 2, 2)
    assert kinds["site_error"] == (1, 1, 0)
    assert kinds["report"] == (0, 0, 0)
    assert shown.channels["hotline"] == 1
    assert shown.months_received == (0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 4)
    assert shown.months_answered == (0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0)
    first = shown.departments[0]
    assert (first.department, first.received, first.in_time) == (two_years, 3, 2)


def test_a_year_begins_with_the_first_submission_and_ends_with_this_one(two_years):
    assert years(TODAY) == [2026, 2025]
    assert statistics(2025, today=TODAY).received == 1


def test_a_year_without_anything_has_no_shares(calendar):
    shown = statistics(2026, today=TODAY)
    assert (shown.in_time_rate, shown.satisfaction, shown.mean_days) == (None, None, None)


def queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(PAGE)).status_code == 200
    return len(asked)


def test_the_page_asks_as_often_however_much_there_is(client, two_years):
    client.get(reverse(PAGE))
    before = queries(client)
    for _n in range(3):
        SubmissionFactory(reviewed=True)
    assert queries(client) == before <= 14


@time_machine.travel("2026-11-24 09:00 +0800", tick=False)
def test_the_page_tells_the_figures_and_nobody(client, two_years):
    with override("en"):
        page = client.get(reverse(PAGE))
    assert [figure["figure"] for figure in page.context["stats"]][:4] == [8, 3, "66.7", "9.0"]
    assert not any(part in page.text for part in PERSON.values())
    assert client.get(reverse(PAGE), {"year": "2025"}).context["year"] == 2025
    assert client.get(reverse(PAGE), {"year": "1999"}).status_code == 404


def test_the_start_page_leads_to_every_part(client, db):
    text = client.get(reverse("feedback:start")).text
    parts = ("new", "track", "replies", "knowledge", "consultations", "statistics", "procedure")
    for name in parts:
        assert f'href="{reverse(f"feedback:{name}")}"' in text


def test_the_procedure_tells_every_limit(client, db):
    page = client.get(reverse("feedback:procedure"))
    assert [row["days"] for row in page.context["limits"]] == [7, 15, 10, 15, 3, 5, 10]
    assert page.context["extended"] == 15
    assert len(page.context["ends"]) == 3
