"""The calendar changes, and every stored due date with it, each with its history row."""

from datetime import date

import pytest

from catalogs import calendar_keeping, publishing
from catalogs.deadlines import load_calendar
from catalogs.models import CalendarDay, HistoryRow, Publication
from tests.catalogs.conftest import official_rows
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db

# The holidays of the coming New Year and Spring Festival as a notice might set them.
NOTICE_2027 = [
    (date(2027, 1, 1), False, "元旦"),
    (date(2027, 2, 8), False, "春节"),
    (date(2027, 2, 20), True, "春节调休"),
]


@pytest.fixture
def crossing(calendar_2026):
    """A document formed in December 2026: 20 working days end in 2027, unpublished yet."""
    clerk = OfficialFactory()
    return publishing.create(
        actor=clerk,
        title="年末公告",
        formed_on=date(2026, 12, 14),
        department=clerk.department,
    )


def test_a_limit_into_a_year_without_rows_is_provisional_with_weekends_off(crossing):
    assert crossing.due_provisional
    assert crossing.due_on == date(2027, 1, 11)


def test_loading_the_year_moves_the_date_and_writes_a_history_row(crossing):
    moved = calendar_keeping.load_year(2027, NOTICE_2027)
    crossing.refresh_from_db()
    assert moved == 1
    assert (crossing.due_on, crossing.due_provisional) == (date(2027, 1, 12), False)
    row = HistoryRow.objects.of(crossing).get(action="due_date_recomputed")
    assert row.changes == {"due_on": ["2027-01-11", "2027-01-12"]}
    assert "2027" in row.reason


def test_a_date_that_stays_only_loses_its_mark_and_gets_no_history_row(calendar_2026):
    clerk = OfficialFactory()
    publication = publishing.create(
        actor=clerk, title="公告", formed_on=date(2026, 12, 14), department=clerk.department
    )
    calendar_keeping.load_year(2027, [(date(2027, 2, 8), False, "春节")])
    publication.refresh_from_db()
    assert (publication.due_on, publication.due_provisional) == (date(2027, 1, 11), False)
    assert not HistoryRow.objects.of(publication).filter(action="due_date_recomputed").exists()


def test_loading_the_same_year_twice_changes_nothing(crossing):
    calendar_keeping.load_year(2027, NOTICE_2027)
    assert calendar_keeping.load_year(2027, NOTICE_2027) == 0
    assert HistoryRow.objects.of(crossing).filter(action="due_date_recomputed").count() == 1


def test_a_day_changed_by_hand_moves_the_dates_that_run_through_it(crossing):
    administrator = OfficialFactory(administrator=True)
    calendar_keeping.load_year(2027, NOTICE_2027)
    moved = calendar_keeping.set_day(
        date(2027, 1, 4), is_working=False, name="元旦延长", actor=administrator
    )
    crossing.refresh_from_db()
    assert (moved, crossing.due_on) == (1, date(2027, 1, 13))
    assert HistoryRow.objects.of(crossing).first().actor == administrator
    assert calendar_keeping.remove_day(date(2027, 1, 4), actor=administrator) == 1
    crossing.refresh_from_db()
    assert crossing.due_on == date(2027, 1, 12)


def test_a_date_far_from_the_change_stays(crossing):
    before = Publication.objects.values_list("due_on", flat=True).get()
    assert calendar_keeping.load_year(2024, official_rows(2024)) == 0
    assert Publication.objects.values_list("due_on", flat=True).get() == before


def test_a_day_of_another_year_is_refused():
    with pytest.raises(ValueError, match="2028"):
        calendar_keeping.load_year(2027, [(date(2028, 1, 1), False, "元旦")])


def test_the_calendar_read_from_rows_knows_its_published_years(calendar_2026):
    calendar = load_calendar()
    assert calendar.years == {2026}
    assert not calendar.is_working_day(date(2026, 10, 1))
    assert calendar.is_working_day(date(2026, 10, 10))
    assert CalendarDay.objects.count() == len(official_rows(2026))
