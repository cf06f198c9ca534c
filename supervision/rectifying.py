"""Verbs of a finding: reported as rectified, verified, sent back, exempt, closed, reminded of."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters, private_files
from catalogs.access import role_of
from catalogs.deadlines import load_calendar
from catalogs.history import difference, record
from catalogs.models import Official, Publication
from catalogs.notices import clerks_of, reviewers_of
from catalogs.workflow import MoveRefused
from supervision.comparing import rectification_day, still_found
from supervision.enums import FindingState
from supervision.finding_workflow import FINDING_WORKFLOW
from supervision.models import Evidence, Finding, Rectification, RuleSetting
from supervision.rules import Moment, find, name_of

# An exemption is for what cannot be mended now, not for ever.
LONGEST_EXEMPTION_DAYS = 366
# The days of a finding that an action moves; the history tells them.
DAYS = ("rectify_by", "exempt_until")


@transaction.atomic
def report(
    finding: Finding,
    *,
    actor: Official,
    text: str,
    now: datetime,
    publication: Publication | None = None,
    files: Iterable[tuple[str, BinaryIO]] = (),
) -> Finding:
    """Say what was done, with a document or files that show it; a supervisor is told.

    ``files`` are pairs of name and content. Raises ``ValidationError`` by field.
    """
    finding = _begin(finding, "report", actor=actor)
    if not text.strip():
        raise ValidationError({"text": _("Write what was done.")})
    row = Rectification(
        finding=finding, text=text, publication=publication, reported_by=actor, reported_at=now
    )
    row.full_clean()
    row.save()
    _keep(row, files)
    _finish(finding, "report", actor=actor, at=now)
    return finding


@transaction.atomic
def verify(finding: Finding, *, actor: Official, now: datetime) -> Finding:
    """Find the report right; the next inspection looks for itself."""
    finding = _begin(finding, "verify", actor=actor)
    _finish(finding, "verify", actor=actor, at=now)
    return finding


@transaction.atomic
def send_back(finding: Finding, *, actor: Official, reason: str, now: datetime) -> Finding:
    """Find the report wanting; the department has its days again, and is told why."""
    finding = _begin(finding, "send_back", actor=actor, reason=reason)
    _restart(finding, timezone.localdate(now))
    _finish(finding, "send_back", actor=actor, reason=reason, at=now)
    _tell_department(
        finding,
        f"sent-back-{now:%Y%m%d%H%M%S}",
        gettext_noop("A rectification was sent back"),
        reason,
    )
    return finding


@transaction.atomic
def exempt(
    finding: Finding, *, actor: Official, reason: str, until: date, now: datetime
) -> Finding:
    """Let it not count until the end of ``until``, a year at most."""
    finding = _begin(finding, "exempt", actor=actor, reason=reason)
    days = (until - timezone.localdate(now)).days
    if not 0 <= days <= LONGEST_EXEMPTION_DAYS:
        raise ValidationError({"until": _("Give a day from today to a year from now.")})
    finding.exempt_until = until
    _finish(finding, "exempt", actor=actor, reason=reason, at=now)
    return finding


@transaction.atomic
def end_exemption(finding: Finding, *, actor: Official, reason: str, now: datetime) -> Finding:
    """Let it count again."""
    finding = _begin(finding, "end_exemption", actor=actor, reason=reason)
    finding.exempt_until = None
    _restart(finding, timezone.localdate(now))
    _finish(finding, "end_exemption", actor=actor, reason=reason, at=now)
    return finding


@transaction.atomic
def close(finding: Finding, *, actor: Official, reason: str, now: datetime) -> Finding:
    """Close what its rule does not find any more; what it still finds can be exempted instead."""
    finding = _begin(finding, "close", actor=actor, reason=reason)
    if is_still_found(finding, now=now):
        raise MoveRefused(
            _("The gap is still there: it can be exempted, not closed."), code="still_found"
        )
    finding.closed_on = timezone.localdate(now)
    _finish(finding, "close", actor=actor, reason=reason, at=now)
    return finding


@transaction.atomic
def remind(finding: Finding, *, actor: Official, now: datetime) -> int:
    """Tell the department's officials of it, once a day; return how many letters were written."""
    finding = _begin(finding, "remind", actor=actor)
    written = _tell_department(
        finding,
        f"remind-{timezone.localdate(now):%Y%m%d}",
        gettext_noop("A finding waits for you"),
        "",
    )
    if written:
        record(finding, actor=actor, action="remind", at=now)
    return written


def together(
    action: str, findings: Iterable[Finding], *, actor: Official, now: datetime
) -> tuple[int, int]:
    """Verify or remind of many, each for itself; return for how many it was done, and not."""
    verb = {"verify": verify, "remind": remind}[action]
    done = refused = 0
    for finding in findings:
        try:
            was_done = verb(finding, actor=actor, now=now)
        except MoveRefused:
            was_done = False
        done, refused = done + bool(was_done), refused + (not was_done)
    return done, refused


@transaction.atomic
def open_evidence(evidence: Evidence, *, actor: Official) -> bytes:
    """Return the content of a file; who opened it is in the finding's history."""
    finding = evidence.rectification.finding
    if not finding.is_visible_to(actor):
        raise MoveRefused(_("This file is not yours to read."), code="role")
    record(
        finding,
        actor=actor,
        action="open_file",
        changes={"files": [None, evidence.checksum]},
    )
    return private_files.read(evidence)


def is_still_found(finding: Finding, *, now: datetime) -> bool:
    """Say whether the finding's rule finds the gap at this moment."""
    try:
        rule = find(finding.rule)
    except KeyError:
        return False
    setting = RuleSetting.objects.get(code=rule.code)
    parameters = rule.check(setting.parameters)
    moment = Moment(now, timezone.localdate(now), load_calendar(), parameters)
    return still_found(rule, object_id=finding.object_id, moment=moment)


def may(user: Official, finding: Finding, action: str) -> bool:
    """Say whether ``user`` may do ``action`` now."""
    row = FINDING_WORKFLOW.find(action)
    return (
        finding.state in row.sources and role_of(user) in row.roles and finding.is_visible_to(user)
    )


def _keep(row: Rectification, files: Iterable[tuple[str, BinaryIO]]) -> None:
    """Keep every file or none; a file that is refused is told beside ``files``."""
    kept: list[Evidence] = []
    try:
        for name, file in files:
            kept.append(private_files.keep(Evidence(rectification=row), file=file, name=name))
    except ValidationError as refusal:
        for evidence in kept:
            private_files.discard(evidence)
        raise ValidationError({"files": refusal.messages}) from refusal


def _begin(finding: Finding, action: str, *, actor: Official, reason: str = "") -> Finding:
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    FINDING_WORKFLOW.check(action, state=finding.state, reason=reason, role=role_of(actor))
    if not finding.is_visible_to(actor):
        raise MoveRefused(_("This finding is not your department's."), code="role")
    return finding


def _restart(finding: Finding, today: date) -> None:
    """Give the department its days of rectification again."""
    finding.restarted_on = today
    finding.rectify_by = rectification_day(load_calendar(), today)


def _finish(
    finding: Finding, action: str, *, actor: Official, at: datetime, reason: str = ""
) -> None:
    old, days = finding.state, Finding.objects.values(*DAYS).get(pk=finding.pk)
    finding.state = FindingState(FINDING_WORKFLOW.find(action).target)
    if finding.state != FindingState.EXEMPT:
        finding.exempt_until = None
    finding.save()
    record(
        finding,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=finding.state,
        changes=difference(
            _written(days), _written({name: getattr(finding, name) for name in DAYS})
        ),
        at=at,
    )


def _written(days: Mapping[str, date | None]) -> dict[str, str | None]:
    """Return days as the history keeps them."""
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _tell_department(finding: Finding, occasion: str, news: str, reason: str) -> int:
    """Write to clerks and reviewers of the department, in the language of the portal."""
    officials = [*clerks_of(finding.department), *reviewers_of(finding.department)]
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"finding-{occasion}:{finding.pk}",
            recipients=officials,
            subject=_(news),
            body="\n".join(part for part in (name_of(finding.rule), finding.title, reason) if part),
        )
