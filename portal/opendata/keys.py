"""Free keys of the open API: given at once, shown once, stored as a hash, revoked for good.

A key allows more requests a minute and nothing else: what the API shows it shows to everyone.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from catalogs import day_counts, shown_once
from catalogs.history import record
from portal.models import ApiKey, ApiKeyUse

KEY_BEGINS = "bh_"
# Holders of a revoked key can be reached for so long, should its use be asked about.
CONTACT_RETENTION = timedelta(days=90)


@transaction.atomic
def give(*, holder: str, email: str, purpose: str, now: datetime) -> tuple[ApiKey, str]:
    """Return a new row and its key, which nothing tells again."""
    key = shown_once.new(KEY_BEGINS)
    row = ApiKey(
        prefix=key.prefix,
        digest=key.digest,
        holder=holder,
        email=email,
        purpose=purpose,
        given_at=now,
    )
    row.full_clean()
    row.save(force_insert=True)
    record(row, action="give", actor=None)
    return row, key.text


def find(key: str) -> ApiKey | None:
    """Return the valid row of ``key``, or None."""
    return ApiKey.objects.valid().filter(digest=shown_once.digest(key)).first()


@transaction.atomic
def revoke(row: ApiKey, *, actor, now: datetime, reason: str = "") -> ApiKey:
    """End a key; with ``actor`` None the holder does. Twice is once: the first time stands."""
    row = ApiKey.objects.select_for_update().get(pk=row.pk)
    if not row.is_valid:
        return row
    row.revoked_at, row.revoked_by, row.revocation_reason = now, actor, reason.strip()
    row.full_clean()
    row.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
    record(row, action="revoke", actor=actor, reason=row.revocation_reason)
    return row


def count_use(row: ApiKey, *, today: date) -> None:
    """Add one to the day's number."""
    day_counts.add(ApiKeyUse, key=row, day=today)


def erase_due(*, now: datetime) -> int:
    """Erase address and purpose of keys revoked ``CONTACT_RETENTION`` ago; return how many."""
    due = ApiKey.objects.retained_beyond(now - CONTACT_RETENTION)
    return sum(_erase(pk, now) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _erase(pk: int, now: datetime) -> int:
    due = ApiKey.objects.retained_beyond(now - CONTACT_RETENTION).select_for_update()
    row = due.filter(pk=pk).first()
    if row is None:
        return 0
    row.email, row.purpose, row.contact_erased_at = "", "", now
    row.save(update_fields=["email", "purpose", "contact_erased_at"])
    record(row, action="erase_contact", actor=None)
    return 1
