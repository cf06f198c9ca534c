"""The demonstration of supervision, topic by topic, each in one transaction and once."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from catalogs.models import Letter
from catalogs.refreshing import suspended
from supervision.demo import inspected, kept_reports, pilot, rounds
from supervision.enums import TaskState
from supervision.models import (
    AssessmentRound,
    DepartmentNote,
    Inspection,
    MonthlyReport,
    PilotTask,
    SupervisionReport,
)

CHINESE = "zh-hans"
Topic = tuple[str, QuerySet, Callable[..., int]]


def load(*, now: datetime) -> Iterator[tuple[str, int | None]]:
    """Load topic after topic; yield each name with its count, None where it was there before.

    The plan of the pilot is loaded already. Letters of days long past count as sent.
    """
    topics: tuple[Topic, ...] = (
        ("tasks of the pilot", PilotTask.objects.exclude(state=TaskState.NOT_STARTED), pilot.tasks),
        ("monthly reports of the pilot", MonthlyReport.objects.all(), pilot.reports),
        ("inspections", Inspection.objects.all(), inspected.load),
        ("kept monthly reports", SupervisionReport.objects.all(), kept_reports.load),
        ("assessment rounds", AssessmentRound.objects.all(), rounds.load),
        ("rewards and criticisms", DepartmentNote.objects.all(), rounds.notes),
    )
    today: date = timezone.localdate(now)
    for name, there, make in topics:
        if there.exists():
            yield name, None
            continue
        with suspended(), translation.override(CHINESE), transaction.atomic():
            count = make(today=today, now=now)
            Letter.objects.unsent().update(sent_at=timezone.now())
        yield name, count
