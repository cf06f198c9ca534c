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
from tests.supervision import rounds

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


@pytest.fixture
def supervisor(db):
    return factories.OfficialFactory(supervisor=True)


@pytest.fixture
def desk(client, supervisor):
    """The desk of a supervisor."""
    client.force_login(supervisor)
    return client


@pytest.fixture
def departments(db):
    """Three departments that answer the public, in their order."""
    return rounds.departments(3)


@pytest.fixture
def round(supervisor):
    """An assessment round under way, with two items of 10 and 5 points."""
    row = rounds.open_round(supervisor)
    rounds.set_items(row, supervisor, 组织领导=10, 创新做法=5)
    return row


@pytest.fixture
def ready(round, supervisor, departments):
    """A round of which everything is there: two departments equal, one behind."""
    for department, value in zip(departments, ("90.00", "90.00", "70.00"), strict=True):
        rounds.score(department, rounds.OCTOBER, value)
        rounds.mark(round, supervisor, department, 组织领导="10", 创新做法="5")
    return round
