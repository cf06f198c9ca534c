"""Background tasks of supervision; each may run twice."""

from celery import shared_task
from django.utils import timezone

from supervision import inspecting, monthly_reporting, reminding, reporting, thinning
from supervision.models import Inspection


@shared_task
def inspect_daily() -> int:
    """Nightly: inspect everything; return how many findings were opened."""
    now = timezone.now()
    inspection = inspecting.run(inspecting.ask(actor=None, now=now), now=now)
    return sum(inspection.runs.values_list("opened", flat=True))


@shared_task
def run_inspection(pk: int) -> int:
    """Run an inspection somebody asked for; return how many findings were opened."""
    inspection = inspecting.run(Inspection.objects.get(pk=pk), now=timezone.now())
    return sum(inspection.runs.values_list("opened", flat=True))


@shared_task
def tell_of_findings() -> int:
    """Every morning: tell departments of their findings and supervisors of reports, each once."""
    return reminding.tell(today=timezone.localdate())


@shared_task
def open_monthly_reports() -> int:
    """Nightly: open this month's reports of the pilot where they are not there yet."""
    return monthly_reporting.open_month(today=timezone.localdate())


@shared_task
def remind_of_monthly_reports() -> int:
    """Every morning: tell units whose monthly report is due soon or missing, each once."""
    return monthly_reporting.remind(today=timezone.localdate())


@shared_task
def make_supervision_reports() -> int:
    """On the first, and caught up nightly: make the reports of the month before, once."""
    return reporting.make_missing(now=timezone.now())


@shared_task
def thin_tallies() -> int:
    """Nightly: of tallies older than a hundred days keep the last of each month."""
    return thinning.thin(today=timezone.localdate())
