"""Verbs of response to public opinion: from collecting a case to looking back on it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.access import role_of
from catalogs.history import difference, record
from catalogs.identity import parts_in, personal_numbers
from catalogs.models import Department, Official, Publication
from catalogs.moving import settle
from catalogs.workflow import MoveRefused
from feedback.models import IncentiveRecord, OpinionCase, OpinionLimit, Submission
from feedback.notices import clerks_of, intake_officials
from feedback.opinion_workflow import OPINION_WORKFLOW
from feedback.workflow import OFFICE_AND_HANDLERS

NEARLY_DUE = gettext_noop("Three quarters of the time for a case of public opinion are used")
OVERDUE = gettext_noop("The response to a case of public opinion is overdue")


@transaction.atomic
def collect(
    *, actor: Official, now: datetime, submissions: Iterable[Submission] = (), **values: Any
) -> OpinionCase:
    """Take up a case by hand or from submissions that say the same; the clock starts ``now``."""
    case = take_up(actor=actor, now=now, collected_at=now, submissions=submissions, **values)
    _tell(
        case,
        "collected",
        recipients=intake_officials(),
        news=gettext_noop("A case of public opinion waits to be judged"),
    )
    return case


@transaction.atomic
def take_up(
    *,
    actor: Official,
    now: datetime,
    collected_at: datetime,
    submissions: Iterable[Submission] = (),
    **values: Any,
) -> OpinionCase:
    """Take up a case collected earlier, and write no letter; the clock starts ``collected_at``.

    A submission leads to one case. Whoever wrote it is named in no title and no summary.
    """
    if role_of(actor) not in OFFICE_AND_HANDLERS:
        raise MoveRefused(_("Cases are collected by clerks and the office."), code="role")
    if collected_at > now:
        raise ValidationError({"collected_at": _("This moment has not come yet.")})
    pks = [row.pk for row in submissions]
    rows = list(Submission.objects.filter(pk__in=pks).order_by("pk").select_for_update())
    if OpinionCase.objects.filter(submissions__in=rows).exists():
        raise ValidationError(_("One of the submissions belongs to a case already."))
    case = OpinionCase(collected_at=collected_at, created_by=actor, **values)
    case.full_clean()
    _refuse_persons(case, rows)
    case.save()
    case.submissions.set(rows)
    record(case, actor=actor, action="collect", to_state=case.state, at=now)
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
    due = case.respond_by
    if dispose_by < now or (due is not None and dispose_by > due >= now):
        raise ValidationError({"dispose_by": _("This hour lies outside the time allowed.")})
    case.department, case.dispose_by, case.instruction = department, dispose_by, instruction
    changes = {"department": [None, department.code]}
    _finish(case, "dispose", actor=actor, changes=changes, at=now)
    _tell(
        case,
        "disposed",
        recipients=clerks_of(department),
        news=gettext_noop("A case of public opinion was handed to your department"),
    )
    return case


@transaction.atomic
def respond(
    case: OpinionCase, *, actor: Official, response: Publication, now: datetime
) -> OpinionCase:
    """Link the published response; the clock ends ``now``.

    Raises ``ValidationError`` keyed ``response`` for what is not public, or is older than the case.
    """
    case = _begin(case, "respond", actor=actor)
    today = timezone.localdate(now)
    if not Publication.objects.public(today).filter(pk=response.pk).exists():
        raise ValidationError({"response": _("The response is not published.")})
    if not responses_to(case, today=today).filter(pk=response.pk).exists():
        raise ValidationError(
            {"response": _("This document is older than the case, so it cannot respond to it.")}
        )
    case.response, case.responded_at = response, now
    _finish(case, "respond", actor=actor, changes={"response": [None, response.pk]}, at=now)
    return case


def responses_to(case: OpinionCase, *, today: date) -> QuerySet:
    """Return the documents that may respond: public, and published since the case was collected."""
    return Publication.objects.public(today).filter(published_at__gte=case.collected_at)


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


def remind(*, now: datetime) -> int:
    """Tell the department, or the office, once when three quarters of the time are used, and
    once when the hour has passed; return how many letters were written.
    """
    occasions = (
        ("due-soon", OpinionCase.objects.nearly_due(now), NEARLY_DUE),
        ("overdue", OpinionCase.objects.overdue(now), OVERDUE),
    )
    written = 0
    for occasion, cases, news in occasions:
        for case in cases.select_related("department").order_by("pk"):
            recipients = clerks_of(case.department) if case.department else intake_officials()
            # Judged anew it has another hour, of which is told again.
            until = f":{case.respond_by:%Y%m%d%H%M}"
            written += _tell(case, occasion, recipients=recipients, news=news, until=until)
    return written


def may(user: Official, case: OpinionCase, action: str) -> bool:
    """Say whether ``user`` may do ``action`` now."""
    row = OPINION_WORKFLOW.find(action)
    return case.state in row.sources and role_of(user) in row.roles and case.is_handled_by(user)


def _tell(
    case: OpinionCase, occasion: str, *, recipients: Iterable[Official], news: str, until: str = ""
) -> int:
    """Write of the case in the language of the portal; ``news`` is marked for translation."""
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"opinion-{occasion}:{case.pk}{until}",
            recipients=recipients,
            subject=_(news),
            body=case.title,
        )


def _refuse_persons(case: OpinionCase, submissions: Iterable[Submission]) -> None:
    parts = {part for row in submissions for part in row.contact_parts()}
    errors = {
        name: _("This tells who somebody is: take names, numbers and addresses out.")
        for name in ("title", "summary")
        if parts_in(getattr(case, name), parts) or personal_numbers(getattr(case, name))
    }
    if errors:
        raise ValidationError(errors)


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
    if not case.is_handled_by(actor):
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
    row = OPINION_WORKFLOW.find(action)
    settle(case, row, actor=actor, reason=reason, changes=changes, at=at)
