"""Background tasks of the ground floor; each makes one domain call and may run twice."""

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from catalogs import (
    adjusting,
    data_access,
    data_uploading,
    interpretation_reminding,
    letters,
    link_checking,
    publishing,
    reusing,
    sharing_reminding,
)
from catalogs.models import DatasetUpload


@shared_task
def apply_due_adjustments() -> int:
    """Daily: make the adjustments take effect whose day has come."""
    return adjusting.apply_due(today=timezone.localdate())


@shared_task
def release_scheduled_publications() -> int:
    """Every minute: release the documents whose time has come."""
    return publishing.release_due(now=timezone.now())


@shared_task
def remind_of_interpretations() -> int:
    """Every morning: tell which interpretations are due soon and which are overdue, each once."""
    return interpretation_reminding.remind_of_interpretations(today=timezone.localdate())


@shared_task
def send_letters() -> int:
    """Every minute: send the letters written since."""
    return letters.send_unsent()


@shared_task
def remind_of_what_was_sent_in() -> int:
    """Every morning: tell which reuses and requests for data are due soon or overdue, each once."""
    return sharing_reminding.remind(today=timezone.localdate())


@shared_task
def end_what_was_sent_in() -> int:
    """Nightly: end what was returned and never came back, and erase who sent it in by its term."""
    today, now = timezone.localdate(), timezone.now()
    verbs = (
        reusing.end_what_has_passed,
        data_access.end_what_has_passed,
        reusing.erase_due,
        data_access.erase_due,
    )
    return sum(verb(today=today, now=now) for verb in verbs)


@shared_task
def check_links(after: int = 0) -> None:
    """Weekly: follow the links of what is public, and go on in a task of its own if need be."""
    rest = link_checking.check(now=timezone.now(), after=after)
    if rest is not None:
        check_links.delay(rest)


@shared_task
def check_upload(pk: int) -> None:
    """When a large file was sent for a dataset: read it; nothing where it is gone or checked."""
    row = DatasetUpload.objects.filter(pk=pk).first()
    if row is None:
        return
    try:
        data_uploading.check(row, now=timezone.now())
    except SoftTimeLimitExceeded:
        data_uploading.give_up(row, now=timezone.now())


@shared_task
def discard_abandoned_uploads() -> int:
    """Nightly: discard the files sent for datasets that nobody decided on for a month."""
    return data_uploading.discard_abandoned(now=timezone.now())
