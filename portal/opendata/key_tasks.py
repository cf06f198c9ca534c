"""Tasks of the keys of the open API."""

from celery import shared_task
from django.utils import timezone

from portal.opendata import keys


@shared_task(name="portal.opendata.key_tasks.erase_contacts")
def erase_contacts() -> None:
    """Erase how to reach the holders of keys that ended long ago; twice is once."""
    keys.erase_due(now=timezone.now())
