"""Verbs of an expected publication: a document issued at another time counts for a period."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Official, Publication
from catalogs.workflow import MoveRefused
from supervision import expecting
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication

MAY_CREDIT = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
# What a document of another time can be counted for.
CREDITABLE = frozenset({Fulfilment.MISSING, Fulfilment.LATE, Fulfilment.NOT_YET_DUE})


def decides(user: Any) -> bool:
    """Say whether ``user``, signed in or not, ever decides what counts."""
    return user.is_authenticated and role_of(user) in MAY_CREDIT


def may_credit(user: Official, expected: ExpectedPublication, *, now: datetime) -> bool:
    """Say whether ``user`` may count a document for the period now."""
    state = expected.fulfilment(timezone.localdate(now))
    return role_of(user) in MAY_CREDIT and state in CREDITABLE and not expected.is_credited


def may_take_back(user: Official, expected: ExpectedPublication) -> bool:
    """Say whether ``user`` may take back what was counted by hand."""
    return role_of(user) in MAY_CREDIT and expected.is_credited


@transaction.atomic
def credit(
    expected: ExpectedPublication,
    *,
    actor: Official,
    publication: Publication,
    reason: str,
    now: datetime,
) -> ExpectedPublication:
    """Count a public document of the matter for the period, though issued at another time.

    The period is met on the day the document was issued: in time or late. The inspection leaves
    it alone until the document is withdrawn. Raises ``ValidationError`` by field, ``MoveRefused``
    for other roles and where the period is met in time already.
    """
    _check_role(actor)
    _check_reason(reason)
    expected = ExpectedPublication.objects.select_for_update().get(pk=expected.pk)
    if not may_credit(actor, expected, now=now):
        raise MoveRefused(_("This period is met already."), code="state")
    today = timezone.localdate(now)
    documents = Publication.objects.public(today).filter(matters=expected.matter_id)
    if not documents.filter(pk=publication.pk).exists():
        raise ValidationError(
            {"publication": _("Only a public document that is linked with the matter counts.")}
        )
    before = _told(expected)
    expected.met_on, expected.publication = publication.issued_on, publication
    expected.is_credited = True
    expected.save()
    _record(expected, before, actor=actor, action="credit", reason=reason, at=now)
    return expected


@transaction.atomic
def take_back(
    expected: ExpectedPublication, *, actor: Official, reason: str, now: datetime
) -> ExpectedPublication:
    """Take back what was counted by hand; what the machine finds for the period counts again."""
    _check_role(actor)
    _check_reason(reason)
    expected = ExpectedPublication.objects.select_for_update().get(pk=expected.pk)
    if not expected.is_credited:
        raise MoveRefused(_("Nothing was counted for this period by hand."), code="state")
    before = _told(expected)
    expected.met_on, expected.publication, expected.is_credited = None, None, False
    expected.save()
    own = ExpectedPublication.objects.filter(pk=expected.pk)
    expecting.meet(own, today=timezone.localdate(now))
    expected.refresh_from_db()
    _record(expected, before, actor=actor, action="take_back", reason=reason, at=now)
    return expected


def _check_role(actor: Official) -> None:
    if role_of(actor) not in MAY_CREDIT:
        raise MoveRefused(_("Supervisors decide what counts for a period."), code="role")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})


def _told(expected: ExpectedPublication) -> dict[str, str]:
    """Return what the history tells of a period: the day it was met, and by which document."""
    return {
        "met_on": expected.met_on.isoformat() if expected.met_on else "",
        "publication": str(expected.publication.index_number) if expected.publication else "",
    }


def _record(
    expected: ExpectedPublication,
    before: dict[str, str],
    *,
    actor: Official,
    action: str,
    reason: str,
    at: datetime,
) -> None:
    changes = difference(before, _told(expected))
    record(expected, actor=actor, action=action, reason=reason, changes=changes, at=at)
