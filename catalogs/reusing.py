"""Verbs of the gallery of reuses: sent in by the maker, examined, shown, taken off again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs import sharing_notices as notices
from catalogs import taking_in
from catalogs.editing import values_of
from catalogs.history import difference
from catalogs.models import Dataset, Official, Reuse
from catalogs.notices import intake_officials
from catalogs.pictures import Picture, read_picture
from catalogs.receipts import next_serial
from catalogs.refreshing import refresh_later
from catalogs.reuse_workflow import WORKFLOW
from catalogs.sharing_enums import REUSE_CODE_PREFIX, REUSE_PREFIX
from catalogs.taking_in import Receipt

DATASETS_AT_MOST = 20


@transaction.atomic
def submit(
    *,
    now: datetime,
    datasets: Iterable[Dataset],
    picture: tuple[BinaryIO, str] | None = None,
    **values: Any,
) -> Receipt:
    """Take in a reuse with the public ``datasets`` it is made of, and an open picture file.

    ``values`` are columns of ``Reuse``. Raises ``ValidationError`` by field.
    """
    reuse, linked = Reuse(**values), list(datasets)
    shown = _read_picture(reuse, picture)
    _check(reuse, linked, today=timezone.localdate(now))
    _keep_picture(reuse, shown)
    receipt = taking_in.take_in(reuse, prefix=REUSE_PREFIX, now=now, links={"datasets": linked})
    notices.tell_sender(reuse, "receipt", news=gettext_noop("What you made has arrived."))
    _tell_examiners(reuse, "received")
    return receipt


@transaction.atomic
def correct(
    reuse: Reuse,
    *,
    now: datetime,
    datasets: Iterable[Dataset],
    picture: tuple[BinaryIO, str] | None = None,
    **values: Any,
) -> Reuse:
    """Send in again what was returned, changed by ``values``; without a new picture the old stays.

    The clock starts again that day. Raises ``ValidationError`` by field, ``MoveRefused``.
    """
    reuse = taking_in.hold(reuse, WORKFLOW, "correct", actor=None, by_sender=True)
    linked, before = list(datasets), _told(reuse)
    for name, value in values.items():
        setattr(reuse, name, value)
    shown = _read_picture(reuse, picture)
    _check(reuse, linked, today=timezone.localdate(now))
    _keep_picture(reuse, shown)
    reuse.datasets.set(linked)
    taking_in.start_waiting(reuse, timezone.localdate(now))
    changes = difference(before, _told(reuse))
    taking_in.end(reuse, WORKFLOW, "correct", actor=None, now=now, changes=changes)
    _tell_examiners(reuse, f"corrected-{now:%Y%m%d%H%M%S}")
    return reuse


@transaction.atomic
def publish(reuse: Reuse, *, actor: Official, now: datetime) -> Reuse:
    """Show it in the gallery and on the pages of its datasets; it keeps its address for good."""
    reuse = taking_in.hold(reuse, WORKFLOW, "publish", actor=actor)
    today = timezone.localdate(now)
    reuse.published_on = today
    if not reuse.code:
        serial = next_serial(REUSE_CODE_PREFIX, year=today.year)
        reuse.code = f"{REUSE_CODE_PREFIX.lower()}-{today.year}-{serial:04d}"
    taking_in.end(reuse, WORKFLOW, "publish", actor=actor, now=now)
    refresh_later(reuse)
    notices.tell_sender(reuse, "published", news=gettext_noop("What you made is published."))
    return reuse


@transaction.atomic
def return_(reuse: Reuse, *, actor: Official, reason: str, now: datetime) -> Reuse:
    """Give it back to the maker with what is to be corrected."""
    news = gettext_noop("What you made was returned; the portal tells what to correct.")
    return _decide(reuse, "return", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def refuse(reuse: Reuse, *, actor: Official, reason: str, now: datetime) -> Reuse:
    """Do not show it, for a reason the maker reads."""
    news = gettext_noop("What you made is not published; the portal tells why.")
    return _decide(reuse, "refuse", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def withdraw(reuse: Reuse, *, actor: Official, reason: str, now: datetime) -> Reuse:
    """Take it off the site, for a reason the maker reads."""
    news = gettext_noop("What you made was taken off the site; the portal tells why.")
    return _decide(reuse, "withdraw", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def withdraw_by_maker(reuse: Reuse, *, now: datetime) -> Reuse:
    """Take it back on the maker's own wish, also when it is shown."""
    reuse = taking_in.hold(reuse, WORKFLOW, "withdraw_by_maker", actor=None, by_sender=True)
    taking_in.end(reuse, WORKFLOW, "withdraw_by_maker", actor=None, now=now)
    refresh_later(reuse)
    return reuse


def end_what_has_passed(*, today: date, now: datetime) -> int:
    """End what was returned and never came back; return how many."""
    return len(taking_in.lapse_returned(Reuse.objects.all(), WORKFLOW, today=today, now=now))


def erase_due(*, today: date, now: datetime) -> int:
    """Erase how makers are reached whose matter ended beyond the term; return how many."""
    rows = Reuse.objects.retained_beyond(taking_in.kept_since(today))
    return sum(taking_in.erase_sender(rows, row, now=now) for row in rows.order_by("pk"))


def _decide(
    reuse: Reuse, action: str, *, actor: Official, reason: str, now: datetime, news: str
) -> Reuse:
    reuse = taking_in.hold(reuse, WORKFLOW, action, actor=actor, reason=reason)
    taking_in.end(reuse, WORKFLOW, action, actor=actor, now=now, reason=reason)
    refresh_later(reuse)
    notices.tell_sender(reuse, f"{action}-{now:%Y%m%d%H%M%S}", news=news)
    return reuse


def _tell_examiners(reuse: Reuse, occasion: str) -> None:
    news = gettext_noop("A reuse of data waits to be examined")
    notices.tell_officials(reuse, occasion, recipients=intake_officials(), news=news)


def _check(reuse: Reuse, datasets: list[Dataset], *, today: date) -> None:
    """Refuse what the columns do not take, and datasets that are none or not public."""
    errors: dict[str, Any] = {}
    try:
        reuse.full_clean(exclude=["receipt_number", "received_on", "created_at", "picture"])
    except ValidationError as error:
        errors = error.message_dict
    if not datasets:
        errors["datasets"] = [_("Choose the datasets it is made with.")]
    elif len(datasets) > DATASETS_AT_MOST:
        most = {"most": DATASETS_AT_MOST}
        errors["datasets"] = [_("Choose at most %(most)d datasets.") % most]
    elif not all(dataset.is_public(today) for dataset in datasets):
        errors["datasets"] = [_("Choose public datasets only.")]
    if errors:
        raise ValidationError(errors)


def _read_picture(reuse: Reuse, given: tuple[BinaryIO, str] | None) -> Picture | None:
    """Check the picture and note on ``reuse`` what it is; it is stored once all is sound."""
    if given is None:
        return None
    picture = read_picture(*given)
    reuse.picture_type, reuse.picture_size = picture.content_type, len(picture.content)
    reuse.picture_checksum = picture.checksum
    return picture


def _keep_picture(reuse: Reuse, picture: Picture | None) -> None:
    if picture is None:
        return
    storage, old = reuse.picture.storage, reuse.picture.name
    name = f"picture.{picture.extension}"
    reuse.picture.save(name, ContentFile(picture.content), save=False)
    # Each stored file is of one reuse alone, whatever its checksum.
    if old:
        transaction.on_commit(lambda: storage.delete(old))


def _told(reuse: Reuse) -> dict[str, Any]:
    """What the history compares; never how the maker is reached."""
    told = {name: str(value) for name, value in values_of(reuse).items()}
    codes = ", ".join(reuse.datasets.order_by("code").values_list("code", flat=True))
    kept = ("name", "kind", "description", "address", "picture_alt")
    shown = {"picture": reuse.picture_checksum, "datasets": codes}
    return {name: told[name] for name in kept} | shown
