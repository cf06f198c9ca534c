"""What departmental systems push: taken once for each key, by the verbs a clerk's draft goes by."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalogs import publishing, pushed_records
from catalogs.access import OPEN_PUBLICATION_STATES
from catalogs.history import record
from catalogs.models import Publication, PushDelivery, PushSystem
from catalogs.push_enums import PushResult
from catalogs.pushed_records import PushedRecord
from catalogs.release_rules import why_held

CREATED, OK = 201, 200


class KeyTaken(Exception):
    """Another content was accepted under this key."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another publication was accepted under this key. Use a new key for a new"
                " publication, or correct the first one while it is a draft or returned."
            )
        )


class NothingUnderKey(Exception):
    """The system has pushed nothing under this key, or it is gone."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was accepted from this system under this key."))


class NotOpen(Exception):
    """The publication is with the reviewers, or public: a push changes it no more."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(
            _(
                "The publication is “%(state)s”. It can be corrected by push only while it is a"
                " draft or returned."
            )
            % {"state": publication.get_state_display()}
        )


class SystemSuspended(Exception):
    """The system may push nothing."""

    def __init__(self) -> None:
        super().__init__(_("This system is suspended; ask the administrator of the portal."))


@transaction.atomic
def receive(
    system: PushSystem, *, key: str, checksum: str, pushed: PushedRecord, now: datetime
) -> PushDelivery:
    """Take a publication under ``key``: write it and hand it to review, or release it by rule.

    ``checksum`` is that of the body it came in: the same once more gets the same answer and
    writes nothing new, another raises ``KeyTaken``. Two at once queue at the system's row, so
    that one writes. Raises ``ValidationError`` by field, and then nothing was written.
    """
    system = _held(system)
    earlier = PushDelivery.objects.of(system, key).filter(result=PushResult.ACCEPTED).first()
    if earlier is not None:
        if earlier.checksum != checksum:
            raise KeyTaken
        return _repeated(earlier, now)
    publication = pushed_records.write(pushed, system=system, at=now)
    reasons = why_held(system, publication)
    _tell_history(publication, system, action="push", at=now, held=reasons or [])
    if reasons is None:
        publication = publishing.release_by_rule(publication, reason=_source(system), now=now)
    else:
        publication = publishing.submit(publication, actor=None, at=now)
    return _delivered(
        PushResult.ACCEPTED,
        CREATED,
        system=system,
        key=key,
        checksum=checksum,
        now=now,
        publication=publication,
        held=reasons or [],
    )


@transaction.atomic
def correct(
    system: PushSystem, *, key: str, checksum: str, pushed: PushedRecord, now: datetime
) -> PushDelivery:
    """Write a draft or returned publication anew as a whole, and hand it to review again.

    The body taken last, sent once more while it is under review, changes nothing; what was
    returned since is handed in again. Raises ``NothingUnderKey``, ``NotOpen``,
    and ``ValidationError`` by field.
    """
    system = _held(system)
    last = PushDelivery.objects.of(system, key).taken().order_by("-pk").first()
    if last is None or last.publication is None:
        raise NothingUnderKey
    publication = Publication.objects.select_for_update().get(pk=last.publication_id)
    if publication.state not in OPEN_PUBLICATION_STATES:
        if last.checksum == checksum:
            return _repeated(last, now, status=OK)
        raise NotOpen(publication)
    publication = pushed_records.rewrite(publication, pushed, system=system, at=now)
    _tell_history(publication, system, action="push_correction", at=now)
    publication = publishing.submit(publication, actor=None, at=now)
    return _delivered(
        PushResult.UPDATED,
        OK,
        system=system,
        key=key,
        checksum=checksum,
        now=now,
        publication=publication,
    )


def publication_of(system: PushSystem, key: str) -> Publication:
    """Return what ``system`` pushed under ``key``; raises ``NothingUnderKey``."""
    taken = PushDelivery.objects.of(system, key).taken().select_related("publication")
    first = taken.order_by("pk").first()
    if first is None or first.publication is None:
        raise NothingUnderKey
    return first.publication


def note_refusal(
    system: PushSystem,
    *,
    key: str,
    checksum: str,
    status: int,
    errors: list[dict[str, str]],
    now: datetime,
) -> PushDelivery:
    """Keep that a delivery was refused, with what was answered."""
    return PushDelivery.objects.create(
        system=system,
        key=key,
        checksum=checksum,
        received_at=now,
        result=PushResult.REFUSED,
        status=status,
        errors=errors,
    )


def _held(system: PushSystem) -> PushSystem:
    """Lock the system's row; it may have been suspended since it was asked who it is."""
    system = PushSystem.objects.select_for_update().get(pk=system.pk)
    if not system.is_active:
        raise SystemSuspended
    return system


def _repeated(earlier: PushDelivery, now: datetime, *, status: int = 0) -> PushDelivery:
    return PushDelivery.objects.create(
        system=earlier.system,
        key=earlier.key,
        checksum=earlier.checksum,
        received_at=now,
        result=PushResult.REPEATED,
        status=status or earlier.status,
        answer=earlier.answer,
        publication=earlier.publication,
    )


def _delivered(
    result: PushResult,
    status: int,
    *,
    publication: Publication,
    held: Sequence[str | Promise] = (),
    now: datetime,
    **columns: Any,
) -> PushDelivery:
    answer = {
        "state": publication.state,
        "index_number": publication.index_number,
        "held_for_review": list(map(str, held)),
    }
    return PushDelivery.objects.create(
        result=result,
        status=status,
        answer=answer,
        publication=publication,
        received_at=now,
        **columns,
    )


def _tell_history(
    publication: Publication,
    system: PushSystem,
    *,
    action: str,
    at: datetime,
    held: Sequence[str | Promise] = (),
) -> None:
    """Write that it was pushed and, for the reviewer, why it is not released by the rule."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = "\n".join([_source(system), *map(str, held)])
    state = publication.state
    record(publication, actor=None, action=action, reason=reason, to_state=state, at=at)


def _source(system: PushSystem) -> str:
    """Name the system in the language of the portal's records, whatever the system speaks."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Pushed by the departmental system “%(system)s”.") % {"system": system.name}
