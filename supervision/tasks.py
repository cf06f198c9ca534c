"""Background tasks of supervision; each may run twice."""

from celery import shared_task
from django.utils import timezone

from supervision import inspecting
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
