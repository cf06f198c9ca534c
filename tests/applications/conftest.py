"""Fixtures of the tests of disclosure on application."""

import pytest

from catalogs.models import CalendarDay
from catalogs.working_days import WorkCalendar
from tests.catalogs.conftest import official_rows

YEARS = (2024, 2025, 2026)
DAYS = {day: works for year in YEARS for day, works, _name in official_rows(year)}


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture(scope="session")
def published() -> WorkCalendar:
    """The calendar of 2024 to 2026 as the State Council published it; 2027 is not yet."""
    return WorkCalendar(days=DAYS, years=frozenset(YEARS))


@pytest.fixture
def calendar(db, published) -> WorkCalendar:
    """The same calendar, also as rows."""
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, is_working=works) for day, works in DAYS.items()
    )
    return published
