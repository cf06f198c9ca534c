"""Change how many hours a response to public opinion may take, and move the open clocks."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback.models import OpinionCase, OpinionLimit


@transaction.atomic
def change_hours(limit: OpinionLimit, *, actor: Official, hours: int, reason: str) -> int:
    """Allow ``hours`` from now on; return how many open cases were moved."""
    if role_of(actor) != Role.ADMINISTRATOR:
        raise MoveRefused(_("An administrator changes the limits."), code="role")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    limit = OpinionLimit.objects.select_for_update().get(pk=limit.pk)
    changes = difference({"hours": limit.hours}, {"hours": hours})
    if not changes:
        return 0
    limit.hours = hours
    limit.full_clean()
    limit.save()
    record(limit, actor=actor, action="change_limit", reason=reason, changes=changes)
    moved = list(OpinionCase.objects.open().filter(level=limit.level).select_for_update())
    for case in moved:
        old = case.respond_by
        case.count_from(hours)
        case.save()
        record(
            case,
            actor=actor,
            action="due_date_recomputed",
            reason=reason,
            changes={"respond_by": _told(old, case.respond_by)},
        )
    return len(moved)


def _told(*moments: datetime | None) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in moments]
