"""Fixtures of the tests of interaction with the public."""

import pytest

from catalogs.models import CalendarDay
from catalogs.working_days import WorkCalendar
from tests.catalogs.conftest import official_rows

YEARS = (2025, 2026)
DAYS = {day: works for year in YEARS for day, works, _name in official_rows(year)}


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def calendar(db) -> WorkCalendar:
    """The calendar of 2025 and 2026 as the State Council published it, also as rows."""
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, is_working=works) for day, works in DAYS.items()
    )
    return WorkCalendar(days=DAYS, years=frozenset(YEARS))
