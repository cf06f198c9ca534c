"""Fixtures of the tests of supervision: the calendar, the office, and an inspection of a day."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from catalogs.enums import DepartmentKind
from catalogs.models import CalendarDay
from catalogs.working_days import WorkCalendar
from supervision import inspecting
from supervision.models import Inspection
from tests import factories
from tests.catalogs.conftest import official_rows

YEARS = (2025, 2026)
DAYS = {day: works for year in YEARS for day, works, _name in official_rows(year)}


@pytest.fixture
def calendar(db) -> WorkCalendar:
    """The calendar of 2025 and 2026 as the State Council published it, also as rows."""
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, is_working=works) for day, works in DAYS.items()
    )
    return WorkCalendar(days=DAYS, years=frozenset(YEARS))


@pytest.fixture
def office(db):
    """The government office: what belongs to nobody else is the office's."""
    return factories.DepartmentFactory(
        name="滨湖区人民政府办公室", kind=DepartmentKind.GOVERNMENT_OFFICE
    )


@pytest.fixture
def inspect(calendar, office):
    """Run an inspection on a day: everything, or one rule or department."""

    def run(today: date, **scope) -> Inspection:
        now = timezone.make_aware(datetime.combine(today, time(1, 0)))
        return inspecting.run(inspecting.ask(actor=None, now=now, **scope), now=now)

    return run
