"""Letters to people: written in the change's transaction, sent by a task, once."""

from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalogs.models import Letter, Official


def write(key: str, *, recipients: Iterable[Official | str], subject: str, body: str) -> int:
    """Write one letter to each recipient with an address; return how many.

    A recipient is an official, or the email address of a citizen, which is kept encrypted.
    ``key`` names the occasion: the same occasion never writes twice to the same person.
    """
    letters = [
        Letter(
            key=f"{key}:{_who(recipient)}",
            subject=" ".join(subject.split())[:200],
            body=body,
            **_addressed(recipient),
        )
        for recipient in recipients
        if recipient and (isinstance(recipient, str) or recipient.email)
    ]
    told = Letter.objects.filter(key__in=[letter.key for letter in letters])
    keys = set(told.values_list("key", flat=True))
    fresh = [letter for letter in letters if letter.key not in keys]
    # Another worker may write the same at the same moment: the key is unique, the first one wins.
    return len(Letter.objects.bulk_create(fresh, ignore_conflicts=True))


def forget(address: str, *, begin: str, end: str) -> int:
    """Delete the letters to a citizen that never went out; return how many.

    ``begin`` and ``end`` are those of their occasions' keys. A mail server may refuse an address
    for ever; what is due to be erased is not kept for it.
    """
    waiting = Letter.objects.unsent().filter(
        key__startswith=begin, key__endswith=f"{end}:{_who(address)}"
    )
    return waiting.delete()[0]


def _who(recipient: Official | str) -> str:
    if isinstance(recipient, str):
        return salted_hmac("letters", recipient.lower()).hexdigest()[:16]
    return str(recipient.pk)


def _addressed(recipient: Official | str) -> dict[str, Any]:
    if isinstance(recipient, str):
        return {"private_email": recipient}
    return {"recipient": recipient, "email": recipient.email}


def send_unsent(*, limit: int = 100) -> int:
    """Send letters not sent yet, oldest first; return how many went out.

    Each letter is locked while it is sent, so two workers never send the same one. One
    that is refused stays for the next time and holds up no other; the first refusal is
    raised at the end. A mail server that does not answer ends the round at once.
    """
    sent, refusal = 0, None
    for pk in Letter.objects.unsent().order_by("pk").values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            letter = (
                Letter.objects.unsent().select_for_update(skip_locked=True).filter(pk=pk).first()
            )
            if letter is None:
                continue
            try:
                EmailMessage(letter.subject, letter.body, to=[letter.address]).send()
            except (SMTPResponseException, SMTPRecipientsRefused) as error:
                refusal = refusal or error
                continue
            letter.sent_at = timezone.now()
            letter.private_email = None
            letter.save(update_fields=["sent_at", "private_email"])
            sent += 1
    if refusal:
        raise refusal
    return sent
