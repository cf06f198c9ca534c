"""Verbs of remedies (Art. 51): a reconsideration or a suit is recorded, and how it ended."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import RemedyResult
from applications.models import Application, Remedy
from applications.moving import begin, check_day, finish
from catalogs.models import Official
from catalogs.workflow import MoveRefused


@transaction.atomic
def record_remedy(
    application: Application,
    *,
    actor: Official,
    kind: str,
    filed_on: date,
    authority: str,
    today: date,
    remark: str = "",
    at: datetime | None = None,
) -> Remedy:
    """Record that a reconsideration was applied for or a suit filed; pending at first."""
    application = begin(application, "record_remedy", actor=actor)
    check_day("filed_on", filed_on, earliest=application.received_on, today=today)
    remedy = Remedy(
        application=application,
        kind=kind,
        filed_on=filed_on,
        authority=authority,
        remark=remark,
    )
    remedy.full_clean()
    remedy.save()
    finish(application, "record_remedy", actor=actor, changes={"remedy": [None, kind]}, at=at)
    return remedy


@transaction.atomic
def decide_remedy(
    remedy: Remedy,
    *,
    actor: Official,
    result: str,
    decided_on: date,
    today: date,
    at: datetime | None = None,
) -> Remedy:
    """Record the result of a pending remedy and its day."""
    application = begin(remedy.application, "record_remedy", actor=actor)
    remedy = application.remedies.select_for_update().get(pk=remedy.pk)
    if remedy.result != RemedyResult.PENDING:
        raise MoveRefused(_("The result is recorded already."), code="state")
    if result not in RemedyResult.values or result == RemedyResult.PENDING:
        raise ValidationError({"result": _("Choose a result.")})
    check_day("decided_on", decided_on, earliest=remedy.filed_on, today=today)
    remedy.result, remedy.decided_on = result, decided_on
    remedy.save()
    finish(
        application,
        "record_remedy",
        actor=actor,
        changes={"remedy": [remedy.kind, f"{remedy.kind}: {result}"]},
        at=at,
    )
    return remedy
