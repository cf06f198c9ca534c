"""The demonstration can be loaded on any day and at any hour."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalogs.demo.loading import load
from catalogs.models import HistoryRow, Publication

# The action "schedule" is dated with the load itself; what attaches a file follows "create".
MOVES = ("create", "submit", "approve", "publish", "propose", "apply", "withdraw")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment",
    ["2027-01-03T03:10:00+00:00", "2026-10-05T16:30:00+00:00"],
    ids=["in a year without calendar", "half past midnight of a holiday"],
)
def test_a_load_of_any_day_keeps_its_numbers_and_dates_nothing_in_the_future(moment):
    now = datetime.fromisoformat(moment)
    today = timezone.localdate(now)
    call_command("load_reference", stdout=StringIO())
    assert all(count for _name, count in load(today=today, now=now))
    assert Publication.objects.public(today).count() >= 200
    assert not HistoryRow.objects.filter(at__gt=now, action__in=MOVES).exists()
    assert Publication.objects.overdue(today).exists()
