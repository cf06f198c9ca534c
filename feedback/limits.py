"""An administrator changes a limit: what is open is counted anew, each change in the history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.enums import Role
from catalogs.history import record
from catalogs.models import Official
from catalogs.models.clocks import Clocked, ClockedQuerySet
from catalogs.workflow import MoveRefused
from catalogs.working_days import WorkCalendar
from feedback.enums import LimitSubject
from feedback.models import Consultation, LimitRule, Submission


@transaction.atomic
def change_limit(rule: LimitRule, *, actor: Official, days: int, reason: str) -> int:
    """Allow ``days`` working days from now on; return how many open clocks were moved."""
    if role_of(actor) != Role.ADMINISTRATOR:
        raise MoveRefused(_("An administrator changes the limits."), code="role")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    rule = LimitRule.objects.select_for_update().get(pk=rule.pk)
    old, rule.working_days = rule.working_days, days
    rule.full_clean()
    rule.save()
    if old == days:
        return 0
    record(
        rule,
        actor=actor,
        action="change_limit",
        reason=reason,
        changes={"working_days": [old, days]},
    )
    calendar = load_calendar()
    return sum(
        _count_again(row, days, calendar=calendar, actor=actor, reason=reason)
        for row in _running(rule.subject).select_for_update()
    )


def _running(subject: str) -> ClockedQuerySet:
    """Return the rows whose clock runs by the limit of ``subject``."""
    if subject == LimitSubject.CONSULTATION_RESULT:
        return Consultation.objects.without_result()
    if subject == LimitSubject.EXTENDED:
        return Submission.objects.open().filter(extended_on__isnull=False)
    return Submission.objects.open().filter(kind=subject, extended_on__isnull=True)


def _count_again(
    row: Clocked, days: int, *, calendar: WorkCalendar, actor: Official, reason: str
) -> bool:
    old = row.due_on
    start_clock(row, working_days(days), start=row.clock_started_on, calendar=calendar)
    row.save()
    if row.due_on == old:
        return False
    record(
        row,
        actor=actor,
        action="due_date_recomputed",
        reason=reason,
        changes={"due_on": [old, row.due_on]},
    )
    return True
