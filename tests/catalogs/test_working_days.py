"""Working days on the statutory calendar: 2017 to 2026 published, 2027 not yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs.working_days import (
    DayReason,
    DueDate,
    WorkCalendar,
    add_calendar_days,
    walk_calendar_days,
)

FIRST, LAST = date(2017, 1, 1), date(2026, 12, 31)


def statutory_days() -> dict[date, bool]:
    """The days that depart from the week, as the library has them."""
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return {
        day: chinese_calendar.is_workday(day)
        for day in days
        if chinese_calendar.is_workday(day) != (day.weekday() < 5)
    }


CALENDAR = WorkCalendar(statutory_days(), frozenset(range(2017, 2027)))

WORKING_DAYS = {
    2017: 249,
    2018: 250,
    2019: 250,
    2020: 249,
    2021: 250,
    2022: 249,
    2023: 249,
    2024: 251,
    2025: 248,
    2026: 248,
}

MAKE_UP_DAYS = {
    2017: "01-22 02-04 04-01 05-27 09-30",
    2018: "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    2019: "02-02 02-03 04-28 05-05 09-29 10-12",
    2020: "01-19 04-26 05-09 06-28 09-27 10-10",
    2021: "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}

WEEKDAYS_OFF = {
    2017: "01-02 01-27 01-30 01-31 02-01 02-02 04-03 04-04 05-01 05-29 05-30 "
    "10-02 10-03 10-04 10-05 10-06",
    2018: "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30 05-01 06-18 09-24 "
    "10-01 10-02 10-03 10-04 10-05 12-31",
    2019: "01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01 05-02 05-03 06-07 09-13 "
    "10-01 10-02 10-03 10-04 10-07",
    2020: "01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 "
    "10-01 10-02 10-05 10-06 10-07 10-08",
    2021: "01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 "
    "10-01 10-04 10-05 10-06 10-07",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 "
    "10-03 10-04 10-05 10-06 10-07",
    2023: "01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 "
    "10-02 10-03 10-04 10-05 10-06",
    2024: "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 "
    "10-01 10-02 10-03 10-04 10-07",
    2025: "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 "
    "10-01 10-02 10-03 10-06 10-07 10-08",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
    "10-01 10-02 10-05 10-06 10-07",
}

# Start, then the last day of a limit of 7, 15, 20 and 40 working days.
VECTORS = [
    "2017-09-20 2017-09-29 2017-10-17 2017-10-24 2017-11-21",
    "2018-02-08 2018-02-23 2018-03-06 2018-03-13 2018-04-11",
    "2018-09-29 2018-10-15 2018-10-25 2018-11-01 2018-11-29",
    "2019-04-28 2019-05-09 2019-05-21 2019-05-28 2019-06-26",
    "2019-05-15 2019-05-24 2019-06-05 2019-06-13 2019-07-11",
    "2020-01-17 2020-02-04 2020-02-14 2020-02-21 2020-03-20",
    "2020-01-20 2020-02-06 2020-02-18 2020-02-25 2020-03-24",
    "2021-02-05 2021-02-20 2021-03-03 2021-03-10 2021-04-08",
    "2021-09-17 2021-09-28 2021-10-14 2021-10-21 2021-11-18",
    "2022-01-28 2022-02-11 2022-02-23 2022-03-02 2022-03-30",
    "2022-09-30 2022-10-14 2022-10-26 2022-11-02 2022-11-30",
    "2023-01-18 2023-02-01 2023-02-13 2023-02-20 2023-03-20",
    "2023-09-28 2023-10-13 2023-10-25 2023-11-01 2023-11-29",
    "2024-02-07 2024-02-22 2024-03-05 2024-03-12 2024-04-10",
    "2024-09-13 2024-09-25 2024-10-11 2024-10-17 2024-11-14",
    "2025-01-26 2025-02-11 2025-02-21 2025-02-28 2025-03-28",
    "2025-09-28 2025-10-14 2025-10-24 2025-10-31 2025-11-28",
    "2026-02-13 2026-03-02 2026-03-12 2026-03-19 2026-04-17",
    "2026-02-14 2026-03-03 2026-03-13 2026-03-20 2026-04-20",
    "2026-09-24 2026-10-12 2026-10-22 2026-10-29 2026-11-26",
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[:10])
@pytest.mark.parametrize(("column", "n"), [(1, 7), (2, 15), (3, 20), (4, 40)])
def test_a_limit_ends_on_the_nth_working_day_after_its_first(vector, column, n):
    days = [date.fromisoformat(day) for day in vector.split()]

    due = CALENDAR.add_working_days(days[0], n)

    assert due == DueDate(days[column], provisional=False)
    assert CALENDAR.working_days_between(days[0], due.date) == n


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_each_year_has_as_many_working_days_as_the_notices_give(year, count):
    eve, last = date(year - 1, 12, 31), date(year, 12, 31)
    assert CALENDAR.working_days_between(eve, last) == count


@pytest.mark.parametrize("year", MAKE_UP_DAYS)
def test_weekends_worked_and_weekdays_off_are_told_apart(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    days += [date(year, 12, 31)] if days[-1] != date(year, 12, 31) else []

    def of(reason: DayReason) -> str:
        return " ".join(f"{day:%m-%d}" for day in days if CALENDAR.reason(day) is reason)

    assert of(DayReason.MAKE_UP) == MAKE_UP_DAYS[year]
    assert of(DayReason.HOLIDAY) == WEEKDAYS_OFF[year]


def test_a_limit_that_walks_into_a_year_without_a_calendar_is_provisional():
    due = CALENDAR.add_working_days(date(2026, 12, 21), 20)

    # 22 to 31 December hold 8 working days; in 2027 only weekends are off until the notice.
    assert due == DueDate(date(2027, 1, 18), provisional=True)
    assert not CALENDAR.is_published(date(2027, 1, 1))
    assert CALENDAR.is_working_day(date(2027, 1, 1))


def test_a_limit_that_ends_on_the_last_published_day_is_certain():
    assert CALENDAR.add_working_days(date(2026, 12, 30), 1) == DueDate(
        date(2026, 12, 31), provisional=False
    )


def test_the_date_moves_and_becomes_certain_when_the_year_is_published():
    published = WorkCalendar({**CALENDAR.days, date(2027, 1, 1): False}, CALENDAR.years | {2027})

    assert published.add_working_days(date(2026, 12, 21), 20) == DueDate(
        date(2027, 1, 19), provisional=False
    )


def test_working_days_before_an_event_are_counted_backwards():
    assert CALENDAR.subtract_working_days(date(2026, 10, 10), 5) == DueDate(
        date(2026, 9, 28), provisional=False
    )


def test_days_left_are_signed():
    due = date(2026, 11, 24)

    assert CALENDAR.days_left(date(2026, 11, 20), due) == 2
    assert CALENDAR.days_left(due, due) == 0
    assert CALENDAR.days_left(date(2026, 11, 28), due) == -3  # a Saturday adds nothing
    assert CALENDAR.days_left(date(2026, 11, 29), due) == -3


def test_the_worksheet_names_each_day_and_why_it_counts():
    notes = list(CALENDAR.walk(date(2026, 9, 24), date(2026, 10, 10)))

    assert notes[0].reason is DayReason.FIRST_DAY
    assert not notes[0].counted
    assert [(note.day.day, note.reason) for note in notes if note.counted] == [
        (28, DayReason.WORKING_DAY),
        (29, DayReason.WORKING_DAY),
        (30, DayReason.WORKING_DAY),
        (8, DayReason.WORKING_DAY),
        (9, DayReason.WORKING_DAY),
        (10, DayReason.MAKE_UP),
    ]
    assert [note.day.day for note in notes if note.reason is DayReason.HOLIDAY] == [
        25,
        1,
        2,
        5,
        6,
        7,
    ]
    assert notes[-1].number == 6


def test_the_worksheet_marks_the_days_of_an_unpublished_year():
    notes = list(CALENDAR.walk(date(2026, 12, 30), date(2027, 1, 4)))

    assert [note.provisional for note in notes] == [False, False, True, True, True, True]


def test_calendar_days_run_through_weekends_and_holidays():
    assert add_calendar_days(date(2026, 9, 24), 20) == DueDate(date(2026, 10, 14), False)
    assert [note.number for note in walk_calendar_days(date(2026, 1, 1), date(2026, 1, 3))] == [
        0,
        1,
        2,
    ]


def test_a_negative_count_and_a_reversed_span_are_refused():
    with pytest.raises(ValueError, match="not negative"):
        CALENDAR.add_working_days(date(2026, 1, 1), -1)
    with pytest.raises(ValueError, match="not negative"):
        add_calendar_days(date(2026, 1, 1), -1)
    with pytest.raises(ValueError, match="before the start"):
        CALENDAR.working_days_between(date(2026, 1, 2), date(2026, 1, 1))


@given(st.dates(FIRST, date(2026, 6, 30)), st.integers(0, 60))
def test_counting_forth_and_between_agree(start, n):
    due = CALENDAR.add_working_days(start, n)

    assert CALENDAR.working_days_between(start, due.date) == n
    assert CALENDAR.days_left(start, due.date) == n
    assert list(CALENDAR.walk(start, due.date))[-1].number == n
    assert n == 0 or CALENDAR.is_working_day(due.date)
