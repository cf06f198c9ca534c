"""Background tasks of interaction with the public; each may run twice."""

from celery import shared_task
from django.utils import timezone

from catalogs.models import Official
from feedback import candidates, consulting, opinions, reminding, retention


@shared_task
def remind_handlers() -> int:
    """Every morning: tell what is due soon and what is overdue, each once."""
    return reminding.remind(today=timezone.localdate())


@shared_task
def propose_knowledge(actor: int | None = None) -> int:
    """Monthly, or when an official asks: propose for the knowledge list what is asked often."""
    official = Official.objects.get(pk=actor) if actor else None
    return candidates.propose(today=timezone.localdate(), actor=official)


@shared_task
def remind_of_opinions() -> int:
    """Every few minutes: tell of cases of public opinion whose hour has passed, each once."""
    return opinions.remind(now=timezone.now())


@shared_task
def open_consultations() -> int:
    """Every ten minutes: let the search find the consultations whose first day has come."""
    return consulting.open_due(today=timezone.localdate())


@shared_task
def erase_contacts() -> int:
    """Nightly: erase who asked or commented where the period has passed."""
    return retention.erase_due(today=timezone.localdate(), now=timezone.now())
