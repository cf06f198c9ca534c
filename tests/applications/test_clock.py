"""The reply clock against dates counted by hand on the calendars of 2024 to 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.clock import DayStatus, Stop, due_date, receipt_day, worksheet
from applications.enums import Channel
from catalogs.working_days import DayReason, DueDate, WorkCalendar
from tests.applications.conftest import DAYS, YEARS

CALENDAR = WorkCalendar(days=DAYS, years=frozenset(YEARS))

# Receipt; the last day of 7, 15 and 20 working days; with the full extension of 20 more.
RECEIPTS = [
    "2024-02-07 2024-02-22 2024-03-05 2024-03-12 2024-04-10",
    "2024-09-13 2024-09-25 2024-10-11 2024-10-17 2024-11-14",
    "2025-01-02 2025-01-13 2025-01-23 2025-02-06 2025-03-05",
    "2025-01-20 2025-02-05 2025-02-14 2025-02-21 2025-03-21",
    "2025-01-26 2025-02-11 2025-02-21 2025-02-28 2025-03-28",
    "2025-02-08 2025-02-18 2025-02-28 2025-03-07 2025-04-07",
    "2025-04-25 2025-05-08 2025-05-20 2025-05-27 2025-06-25",
    "2025-04-26 2025-05-08 2025-05-20 2025-05-27 2025-06-25",
    "2025-09-15 2025-09-24 2025-10-11 2025-10-17 2025-11-14",
    "2025-09-28 2025-10-14 2025-10-24 2025-10-31 2025-11-28",
    "2025-09-30 2025-10-16 2025-10-28 2025-11-04 2025-12-02",
    "2025-12-15 2025-12-24 2026-01-06 2026-01-13 2026-02-10",
    "2026-01-04 2026-01-13 2026-01-23 2026-01-30 2026-03-05",
    "2026-02-02 2026-02-11 2026-02-28 2026-03-06 2026-04-03",
    "2026-02-13 2026-03-02 2026-03-12 2026-03-19 2026-04-17",
    "2026-04-30 2026-05-13 2026-05-25 2026-06-01 2026-06-30",
    "2026-09-18 2026-09-29 2026-10-15 2026-10-22 2026-11-19",
    "2026-09-24 2026-10-12 2026-10-22 2026-10-29 2026-11-26",
]

# Id; receipt; working days; stops as sent→answered; due date, or "stopped".
STOPPED = [
    "consultation over the holiday | 2025-09-15 20 | 2025-09-22→2025-10-10 | 2025-10-30",
    "around the national day | 2025-09-15 20 | 2025-09-29→2025-10-09 | 2025-10-21",
    "over one make-up Sunday | 2025-09-15 20 | 2025-09-26→2025-09-28 | 2025-10-20",
    "wholly inside a holiday | 2025-09-15 20 | 2025-10-01→2025-10-08 | 2025-10-17",
    "answered on the day it was sent | 2025-09-15 20 | 2025-09-22→2025-09-22 | 2025-10-17",
    "two overlapping | 2025-09-15 20 | 2025-09-22→2025-10-10 2025-09-29→2025-10-13 | 2025-11-03",
    "one inside another | 2025-09-15 20 | 2025-09-22→2025-10-10 2025-09-24→2025-09-26 | 2025-10-30",
    "one after another | 2025-09-15 20 | 2025-09-22→2025-09-24 2025-09-24→2025-09-26 | 2025-10-23",
    "two apart | 2025-09-15 20 | 2025-09-26→2025-09-28 2025-09-29→2025-10-09 | 2025-10-22",
    "sent before the clock started | 2025-09-15 20 | 2025-09-10→2025-09-17 | 2025-10-21",
    "over before the clock started | 2025-09-15 20 | 2025-09-10→2025-09-15 | 2025-10-17",
    "sent the day before the due date | 2025-09-15 20 | 2025-10-16→2025-10-17 | 2025-10-20",
    "sent on the due date | 2025-09-15 20 | 2025-10-17→2025-10-24 | 2025-10-17",
    "sent after the due date | 2025-09-15 20 | 2025-10-20→2025-10-24 | 2025-10-17",
    "open | 2025-09-15 20 | 2025-09-22→ | stopped",
    "open, one answered | 2025-09-15 20 | 2025-09-16→2025-09-18 2025-09-22→ | stopped",
    "open on the day before the due date | 2025-09-15 20 | 2025-10-16→ | stopped",
    "open since the due date | 2025-09-15 20 | 2025-10-17→ | 2025-10-17",
    "open since after the due date | 2025-09-15 20 | 2025-10-20→ | 2025-10-17",
    "extended and stopped | 2025-09-15 40 | 2025-09-22→2025-10-10 | 2025-11-27",
    "restarted on a correction | 2025-10-09 20 | | 2025-11-05",
    "restarted on a make-up Saturday | 2025-10-11 20 | | 2025-11-07",
    "restarted, the inquiry before it void | 2025-10-09 20 | 2025-09-22→2025-09-30 | 2025-11-05",
    "received on the first holiday | 2025-10-01 20 | | 2025-11-04",
    "received on the last holiday | 2025-10-08 20 | | 2025-11-04",
    "received in the spring festival | 2026-02-15 20 | | 2026-03-20",
    "due on the last published day | 2026-12-03 20 | | 2026-12-31",
    "stopped over New Year | 2025-12-15 20 | 2025-12-24→2026-01-06 | 2026-01-23",
]

# Receipt, working days, due date: walked into 2027, whose calendar is not published.
PROVISIONAL = ["2026-12-14 20 2027-01-11", "2026-12-21 20 2027-01-18", "2026-12-04 20 2027-01-01"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def stops_of(text: str) -> list[Stop]:
    pairs = (item.split("→") for item in text.split())
    return [Stop(day(sent), day(answered) if answered else None) for sent, answered in pairs]


@pytest.mark.parametrize("row", RECEIPTS, ids=lambda row: row[:10])
@pytest.mark.parametrize(("column", "n"), [(1, 7), (2, 15), (3, 20), (4, 40)])
def test_without_a_stop_the_limit_ends_on_the_day_counted_by_hand(row, column, n):
    days = [day(text) for text in row.split()]
    assert due_date(days[0], n, [], CALENDAR) == DueDate(days[column], provisional=False)


@pytest.mark.parametrize("row", STOPPED, ids=lambda row: row.split(" | ")[0])
def test_with_stops_the_limit_ends_on_the_day_counted_by_hand(row):
    _name, receipt, stops, due = (part.strip() for part in row.split("|"))
    start, n = receipt.split()
    found = due_date(day(start), int(n), stops_of(stops), CALENDAR)
    assert found == (None if due == "stopped" else DueDate(day(due), provisional=False))


@pytest.mark.parametrize("row", PROVISIONAL, ids=lambda row: row[:10])
def test_a_date_in_a_year_without_a_calendar_is_provisional(row):
    start, n, due = row.split()
    assert due_date(day(start), int(n), [], CALENDAR) == DueDate(day(due), provisional=True)


def test_the_receipt_and_the_deadline_tables_hold_at_least_forty_cases():
    assert len(RECEIPTS) * 4 + len(STOPPED) + len(PROVISIONAL) >= 40
    assert len({row.split(" | ")[0] for row in STOPPED}) == len(STOPPED)


def test_a_correction_notice_on_the_eighth_working_day_is_late():
    """Received on 15 September 2025, the notice of 25 September is one day late."""
    limit = CALENDAR.add_working_days(date(2025, 9, 15), 7).date
    assert limit == date(2025, 9, 24) < date(2025, 9, 25)


def test_the_worksheet_tells_each_day_counted_skipped_or_stopped():
    stops = [Stop(date(2025, 9, 26), date(2025, 9, 28), "第三方")]
    lines = worksheet(date(2025, 9, 25), 4, stops, CALENDAR, today=date(2025, 9, 29))
    assert [(line.day.isoformat()[5:], line.status, line.number) for line in lines] == [
        ("09-25", DayStatus.FIRST, 0),
        ("09-26", DayStatus.COUNTED, 1),
        ("09-27", DayStatus.SKIPPED, 1),
        ("09-28", DayStatus.STOPPED, 1),
        ("09-29", DayStatus.COUNTED, 2),
        ("09-30", DayStatus.COUNTED, 3),
        *((f"10-0{n}", DayStatus.SKIPPED, 3) for n in range(1, 9)),
        ("10-09", DayStatus.COUNTED, 4),
    ]
    assert lines[3].reason == DayReason.MAKE_UP
    assert lines[3].why == "第三方"
    assert {line.reason for line in lines[6:14]} == {DayReason.HOLIDAY, DayReason.WEEKEND}


def test_the_worksheet_of_a_stopped_clock_ends_today():
    lines = worksheet(
        date(2025, 9, 15), 20, [Stop(date(2025, 9, 22))], CALENDAR, today=date(2025, 9, 24)
    )
    assert [line.status for line in lines[-2:]] == [DayStatus.STOPPED] * 2
    assert (lines[-1].day, lines[-1].number) == (date(2025, 9, 24), 5)


def test_the_worksheet_marks_the_provisional_days():
    lines = worksheet(date(2026, 12, 30), 2, [], CALENDAR, today=date(2026, 12, 30))
    assert [line.provisional for line in lines] == [False, False, True]


def test_no_working_day_at_all_is_no_limit():
    with pytest.raises(ValueError, match="at least one"):
        due_date(date(2025, 9, 15), 0, [], CALENDAR)


@pytest.mark.parametrize(
    ("channel", "confirmed", "received"),
    [
        (Channel.IN_PERSON, None, "2026-11-02"),
        (Channel.IN_PERSON, "2026-11-05", "2026-11-02"),
        (Channel.POST, "2026-11-05", "2026-11-02"),
        (Channel.LETTER, "2026-11-02", "2026-11-02"),
        (Channel.LETTER, "2026-11-03", "2026-11-03"),
        (Channel.FAX, "2026-11-04", "2026-11-04"),
        (Channel.ONLINE, "2026-11-03", "2026-11-03"),
        (Channel.ONLINE, None, "2026-11-02"),
    ],
)
def test_the_day_of_receipt_depends_on_the_channel(channel, confirmed, received):
    confirmed_on = day(confirmed) if confirmed else None
    found = receipt_day(channel, arrived_on=date(2026, 11, 2), confirmed_on=confirmed_on)
    assert found == day(received)


def test_a_confirmation_before_the_arrival_is_refused():
    with pytest.raises(ValueError, match="before the arrival"):
        receipt_day(Channel.FAX, arrived_on=date(2026, 11, 2), confirmed_on=date(2026, 11, 1))


spans = st.tuples(st.integers(-10, 60), st.integers(0, 30))


@given(
    start=st.dates(date(2024, 2, 1), date(2026, 5, 1)),
    n=st.integers(1, 40),
    pairs=st.lists(spans, max_size=4),
)
def test_stops_exclude_exactly_the_working_days_of_their_union(start, n, pairs):
    stops = [
        Stop(start + timedelta(days=begin), start + timedelta(days=begin + length))
        for begin, length in pairs
    ]
    due = due_date(start, n, stops, CALENDAR).date
    counted = [
        line
        for line in worksheet(start, n, stops, CALENDAR, today=start)
        if line.status == DayStatus.COUNTED
    ]
    excluded = {
        moment
        for offset in range(1, (due - start).days + 1)
        if CALENDAR.is_working_day(moment := start + timedelta(days=offset))
        and any(stop.sent < moment <= stop.answered for stop in stops)
    }
    assert len(counted) == n
    assert counted[-1].day == due
    assert CALENDAR.working_days_between(start, due) == n + len(excluded)
