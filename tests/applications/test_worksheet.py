"""What the worksheet of one application and its line of progress tell beyond the calendar."""

from datetime import date

import pytest
from django.utils import translation

from applications import correcting, progress
from tests.applications.factories import ApplicationFactory, clerk_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_the_worksheet_says_why_it_began_what_the_extension_added_and_where_it_ends(calendar):
    application = ApplicationFactory(examining=True, received_on=date(2026, 11, 2))
    application.extension_days = 5
    days = application.worksheet(calendar=calendar, today=date(2026, 11, 24))
    assert "application was received" in days[0].why
    counted = {line.number: line.why for line in days if line.status == "counted"}
    assert counted[20] == ""
    assert "extension" in counted[21]
    assert "due" in counted[25]
    assert max(counted) == 25


def test_what_came_on_paper_was_received_on_the_day_it_arrived(calendar):
    application = ApplicationFactory(registered=True)
    assert progress.line(application)[0].when == application.arrived_on


def test_after_a_correction_the_worksheet_says_that_the_time_is_counted_anew(calendar):
    application = ApplicationFactory(examining=True, received_on=date(2026, 11, 20))
    day = date(2026, 11, 24)
    correcting.ask_correction(application, actor=clerk_of(application), what="请写明。", today=day)
    correcting.receive_correction(application, actor=None, text="某文件", today=day)
    application.refresh_from_db()
    days = application.worksheet(calendar=calendar, today=day)
    assert (days[0].day, "correction was received" in days[0].why) == (day, True)
