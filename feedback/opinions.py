"""Verbs of response to public opinion: from collecting a case to looking back on it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs import letters
from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Department, Official, Publication
from catalogs.workflow import MoveRefused
from feedback.enums import OpinionState
from feedback.models import IncentiveRecord, OpinionCase, OpinionLimit, Submission
from feedback.notices import clerks_of, intake_officials
from feedback.opinion_workflow import OPINION_WORKFLOW
from feedback.workflow import OFFICE_AND_HANDLERS


@transaction.atomic
def collect(
    *, actor: Official, now: datetime, submissions: Iterable[Submission] = (), **values: Any
) -> OpinionCase:
    """Take up a case by hand or from submissions that say the same; the clock starts ``now``."""
    if role_of(actor) not in OFFICE_AND_HANDLERS:
        raise MoveRefused(_("Cases are collected by clerks and the office."), code="role")
    case = OpinionCase(collected_at=now, created_by=actor, **values)
    case.full_clean()
    case.save()
    case.submissions.set(submissions)
    record(case, actor=actor, action="collect", to_state=case.state, at=now)
    letters.write(
        f"opinion-collected:{case.pk}",
        recipients=intake_officials(),
        subject=_("A case of public opinion waits to be judged"),
        body=case.title,
    )
    return case


@transaction.atomic
def judge(
    case: OpinionCase, *, actor: Official, level: str, now: datetime, judgement: str = ""
) -> OpinionCase:
    """Set the level, and with it the hour of the response, counted from the collecting."""
    return _judged(case, "judge", actor=actor, level=level, judgement=judgement, now=now)


@transaction.atomic
def judge_anew(
    case: OpinionCase, *, actor: Official, level: str, reason: str, now: datetime
) -> OpinionCase:
    """Set another level after new facts; the hour is counted from the same moment."""
    return _judged(case, "judge_anew", actor=actor, level=level, reason=reason, now=now)


@transaction.atomic
def dispose(
    case: OpinionCase,
    *,
    actor: Official,
    department: Department,
    dispose_by: datetime,
    now: datetime,
    instruction: str = "",
) -> OpinionCase:
    """Hand the case to the department that deals with it, by an hour before the response is due.

    Where that hour has passed already, any hour to come will do.
    """
    case = _begin(case, "dispose", actor=actor)
    if not department.is_active:
        raise ValidationError({"department": _("This department is no longer active.")})
    if dispose_by < now or dispose_by > case.respond_by >= now:
        raise ValidationError({"dispose_by": _("This hour lies outside the time allowed.")})
    case.department, case.dispose_by, case.instruction = department, dispose_by, instruction
    changes = {"department": [None, department.code]}
    _finish(case, "dispose", actor=actor, changes=changes, at=now)
    letters.write(
        f"opinion-disposed:{case.pk}",
        recipients=clerks_of(department),
        subject=_("A case of public opinion was handed to your department"),
        body=case.title,
    )
    return case


@transaction.atomic
def respond(
    case: OpinionCase, *, actor: Official, response: Publication, now: datetime
) -> OpinionCase:
    """Link the published response; the clock ends ``now``."""
    case = _begin(case, "respond", actor=actor)
    if not Publication.objects.public(timezone.localdate(now)).filter(pk=response.pk).exists():
        raise ValidationError({"response": _("The response is not published.")})
    case.response, case.responded_at = response, now
    _finish(case, "respond", actor=actor, changes={"response": [None, response.pk]}, at=now)
    return case


@transaction.atomic
def review(case: OpinionCase, *, actor: Official, lesson: str, now: datetime) -> OpinionCase:
    """Write down what the response achieved, and close the case."""
    case = _begin(case, "review", actor=actor)
    if not lesson.strip():
        raise ValidationError({"lesson": _("Write what the response achieved.")})
    case.lesson = lesson
    _finish(case, "review", actor=actor, at=now)
    return case


@transaction.atomic
def drop(case: OpinionCase, *, actor: Official, reason: str, now: datetime) -> OpinionCase:
    """Close a case that needs no response."""
    case = _begin(case, "drop", actor=actor, reason=reason)
    _finish(case, "drop", actor=actor, reason=reason, at=now)
    return case


@transaction.atomic
def record_incentive(
    case: OpinionCase,
    *,
    actor: Official,
    kind: str,
    reason: str,
    basis: str,
    today: date,
    department: Department | None = None,
) -> IncentiveRecord:
    """Record what followed for the responsible department, or for another one named."""
    case = _begin(case, "record_incentive", actor=actor)
    row = IncentiveRecord(
        case=case,
        department=department or case.department,
        kind=kind,
        reason=reason,
        basis=basis,
        recorded_on=today,
        recorded_by=actor,
    )
    row.full_clean()
    row.save()
    _finish(case, "record_incentive", actor=actor, changes={"incentive": [None, kind]})
    return row


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


def remind(*, now: datetime) -> int:
    """Tell the department, or the office, once of each case whose hour has passed."""
    written = 0
    for case in OpinionCase.objects.overdue(now).select_related("department").order_by("pk"):
        with_department = case.state == OpinionState.DISPOSED
        written += letters.write(
            f"opinion-overdue:{case.pk}:{case.respond_by:%Y%m%d%H%M}",
            recipients=clerks_of(case.department) if with_department else intake_officials(),
            subject=_("The response to a case of public opinion is overdue"),
            body=case.title,
        )
    return written


def may(user: Official, case: OpinionCase, action: str) -> bool:
    """Say whether ``user`` may do ``action`` now."""
    row = OPINION_WORKFLOW.find(action)
    return case.state in row.sources and role_of(user) in row.roles and case.is_visible_to(user)


def _judged(
    case: OpinionCase,
    action: str,
    *,
    actor: Official,
    level: str,
    now: datetime,
    reason: str = "",
    judgement: str = "",
) -> OpinionCase:
    case = _begin(case, action, actor=actor, reason=reason)
    if not level:
        raise ValidationError({"level": _("Give the level.")})
    before = {"level": case.level}
    case.level, case.judgement = level, judgement or case.judgement
    case.clean_fields(exclude=["created_by"])
    case.count_from(OpinionLimit.objects.hours_for(level))
    changes = difference(before, {"level": level})
    _finish(case, action, actor=actor, reason=reason, changes=changes, at=now)
    return case


def _begin(case: OpinionCase, action: str, *, actor: Official, reason: str = "") -> OpinionCase:
    case = OpinionCase.objects.select_for_update().get(pk=case.pk)
    OPINION_WORKFLOW.check(action, state=case.state, reason=reason, role=role_of(actor))
    if not case.is_visible_to(actor):
        raise MoveRefused(_("This case is not yours to handle."), code="role")
    return case


def _finish(
    case: OpinionCase,
    action: str,
    *,
    actor: Official,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    old = case.state
    case.state = OPINION_WORKFLOW.find(action).target or old
    case.save()
    record(
        case,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=case.state,
        changes=changes,
        at=at,
    )


def _told(*moments: datetime | None) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in moments]
