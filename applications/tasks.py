"""Background tasks of disclosure on application; each may run twice."""

from celery import shared_task
from django.utils import timezone

from applications import closing, drafts, inquiring, reminding, retention


@shared_task
def end_what_has_passed() -> int:
    """Nightly: end silent inquiries; close what was not corrected or not paid in time."""
    today = timezone.localdate()
    return (
        inquiring.end_silent_inquiries(today=today)
        + closing.close_uncorrected(today=today)
        + closing.close_unpaid(today=today)
    )


@shared_task
def remind_handlers() -> int:
    """Every morning: tell what is due soon and what is overdue, each once."""
    return reminding.remind(today=timezone.localdate())


@shared_task
def erase_identities() -> int:
    """Nightly: erase identity parts whose legal period has passed."""
    return retention.erase_due(today=timezone.localdate(), now=timezone.now())


@shared_task
def purge_drafts() -> int:
    """Every few minutes: delete drafts and shown receipts whose time has passed."""
    return drafts.purge(now=timezone.now())
