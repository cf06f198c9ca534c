"""Fixtures of the ground floor's tests."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from catalogs.models import CalendarDay


def official_rows(year: int) -> list[tuple[date, bool, str]]:
    """The days of ``year`` that depart from the plain week, as the State Council set them."""
    rows, day = [], date(year, 1, 1)
    while day.year == year:
        works = chinese_calendar.is_workday(day)
        if works != (day.weekday() < 5):
            rows.append((day, works, ""))
        day += timedelta(days=1)
    return rows


@pytest.fixture
def calendar_2026(db):
    """The published calendar of 2026 as rows."""
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, is_working=works) for day, works, _name in official_rows(2026)
    )
