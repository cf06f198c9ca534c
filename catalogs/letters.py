"""Letters to people: written in the change's transaction, sent by a task, once."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from catalogs.models import Letter, Official


def write(key: str, *, recipients: Iterable[Official], subject: str, body: str) -> int:
    """Write one letter to each official with an address; return how many.

    ``key`` names the occasion: the same occasion never writes twice to the same person.
    """
    letters = [
        Letter(
            key=f"{key}:{official.pk}",
            recipient=official,
            email=official.email,
            subject=" ".join(subject.split())[:200],
            body=body,
        )
        for official in recipients
        if official.email
    ]
    return len(Letter.objects.bulk_create(letters, ignore_conflicts=True))


def send_unsent(*, limit: int = 100) -> int:
    """Send letters not sent yet, oldest first; return how many went out.

    Each letter is locked while it is sent, so two workers never send the same one.
    """
    sent = 0
    for pk in Letter.objects.unsent().order_by("pk").values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            letter = (
                Letter.objects.unsent().select_for_update(skip_locked=True).filter(pk=pk).first()
            )
            if letter is None:
                continue
            EmailMessage(letter.subject, letter.body, to=[letter.email]).send()
            letter.sent_at = timezone.now()
            letter.save(update_fields=["sent_at"])
            sent += 1
    return sent
