"""The pilot work of the demonstration: where its tasks stand, and what units reported."""

from datetime import date, datetime, timedelta

from catalogs.demo.dates import months_before
from catalogs.models import Official
from catalogs.reference import read_fixture
from supervision import monthly_reporting, pilot_work
from supervision.models import MonthlyReport, PilotTask

# Months back of which there are reports.
MONTHS = 4
# Months back of which the last unit's report came late, and of which it is missing.
LATE, MISSING = 3, 1


def tasks(*, today: date, now: datetime) -> int:
    """Say of every task where it stands; return how many."""
    supervisor = Official.objects.get(username="supervisor")
    records = read_fixture("demo/supervision")["tasks"]
    for record in records:
        pilot_work.update_task(
            PilotTask.objects.get(number=record["number"]),
            actor=supervisor,
            state=record["state"],
            progress=record["progress"],
            note=record["note"],
        )
    return len(records)


def reports(*, today: date, now: datetime) -> int:
    """Send in the reports of the last months, one late, one not at all; return how many came."""
    texts = read_fixture("demo/supervision")["reports"]
    sent = 0
    for back in range(MONTHS, 0, -1):
        month = months_before(today, back)
        monthly_reporting.open_month(today=month)
        rows = list(MonthlyReport.objects.filter(month=month).order_by("unit__display_order", "pk"))
        for place, report in enumerate(rows):
            is_last = place == len(rows) - 1
            if is_last and back == MISSING:
                continue
            day = report.due_on - timedelta(days=2 + place)
            if is_last and back == LATE:
                day = report.due_on + timedelta(days=5)
            values = texts[(back + place) % len(texts)]
            monthly_reporting.send_in(report, actor=_writer(report), today=day, texts=values)
            sent += 1
    monthly_reporting.open_month(today=today)
    return sent


def _writer(report: MonthlyReport) -> Official:
    """Return the unit's clerk, or the office for a unit without people here."""
    clerk = Official.objects.filter(username=f"clerk-{report.unit.code}").first()
    return clerk or Official.objects.get(username="office")
