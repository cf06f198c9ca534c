"""Verbs of the knowledge list: written, published, revised, found still right, voted on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import in_reach, role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.identity import parts_in, personal_numbers
from catalogs.models import Official, PublicityMatter, ServiceItem
from catalogs.refreshing import leave_live_data_later, refresh_later
from catalogs.workflow import MoveRefused
from feedback.enums import CandidateState, KnowledgeState
from feedback.knowledge_workflow import CONFIRM, EDITORS, WORKFLOW
from feedback.models import (
    KnowledgeCandidate,
    KnowledgeEntry,
    KnowledgeVersion,
    UsefulVote,
)
from feedback.visitors import visitor_hash
from feedback.workflow import INTAKE

TEXTS = ("question", "answer", "basis")


def may_edit(user: Official, department_id: int | None) -> bool:
    """Say whether ``user`` writes entries of that department: its clerks, and the office."""
    role = role_of(user)
    if role in INTAKE:
        return True
    return role == Role.CLERK and department_id is not None and department_id == user.department_id


@transaction.atomic
def write(
    *,
    actor: Official,
    matters: Iterable[PublicityMatter] = (),
    services: Iterable[ServiceItem] = (),
    candidate: KnowledgeCandidate | None = None,
    at: datetime | None = None,
    **values: Any,
) -> KnowledgeEntry:
    """Write a draft, from a candidate or not. Raises ``ValidationError`` by field."""
    entry = KnowledgeEntry(**values)
    _check_editor(actor, entry)
    entry.full_clean()
    _check_anonymous(entry, [candidate] if candidate else [])
    entry.save()
    entry.matters.set(matters)
    entry.services.set(services)
    record(entry, actor=actor, action="write", to_state=entry.state, at=at)
    if candidate:
        candidate = _decide(candidate, CandidateState.TAKEN, actor=actor, entry=entry)
        record(candidate, actor=actor, action="take", to_state=candidate.state, at=at)
    return entry


@transaction.atomic
def revise(
    entry: KnowledgeEntry,
    *,
    actor: Official,
    now: datetime,
    matters: Iterable[PublicityMatter] | None = None,
    services: Iterable[ServiceItem] | None = None,
    **values: Any,
) -> KnowledgeEntry:
    """Change text or links; a new text of a published entry is its next version at once."""
    entry = _locked(entry, actor)
    before = _told(entry)
    for name, value in values.items():
        setattr(entry, name, value)
    _check_editor(actor, entry)
    entry.full_clean()
    _check_anonymous(entry, entry.candidates.all())
    if matters is not None:
        entry.matters.set(matters)
    if services is not None:
        entry.services.set(services)
    changes = difference(before, _told(entry))
    if entry.state == KnowledgeState.PUBLISHED and changes.keys() & set(TEXTS):
        _issue_version(entry, actor=actor, now=now)
    entry.save()
    record(entry, actor=actor, action="revise", to_state=entry.state, changes=changes, at=now)
    refresh_later(entry)
    return entry


@transaction.atomic
def publish(entry: KnowledgeEntry, *, actor: Official, now: datetime) -> KnowledgeEntry:
    """Publish a draft, or what was withdrawn, as the next version."""
    entry = _locked(entry, actor)
    WORKFLOW.check("publish", state=entry.state)
    old, entry.state = entry.state, KnowledgeState.PUBLISHED
    _issue_version(entry, actor=actor, now=now)
    entry.save()
    record(entry, actor=actor, action="publish", from_state=old, to_state=entry.state, at=now)
    refresh_later(entry)
    return entry


@transaction.atomic
def withdraw(
    entry: KnowledgeEntry, *, actor: Official, reason: str, now: datetime
) -> KnowledgeEntry:
    """Take a published entry off the list."""
    entry = _locked(entry, actor)
    WORKFLOW.check("withdraw", state=entry.state, reason=reason)
    old, entry.state = entry.state, KnowledgeState.WITHDRAWN
    entry.save()
    record(
        entry,
        actor=actor,
        action="withdraw",
        reason=reason,
        from_state=old,
        to_state=entry.state,
        at=now,
    )
    refresh_later(entry)
    leave_live_data_later("knowledge", entry.field_id)
    return entry


@transaction.atomic
def confirm(entry: KnowledgeEntry, *, actor: Official, now: datetime) -> KnowledgeEntry:
    """Say that a flagged entry is still right after its linked item was adjusted."""
    entry = _locked(entry, actor)
    if entry.state not in CONFIRM.sources:
        raise MoveRefused(_("The entry is not published."), code="state")
    entry.reviewed_at = now
    entry.save()
    record(entry, actor=actor, action="confirm", to_state=entry.state, at=now)
    return entry


@transaction.atomic
def dismiss(candidate: KnowledgeCandidate, *, actor: Official, reason: str) -> KnowledgeCandidate:
    """Say that a candidate does not become an entry; it is not proposed again."""
    if role_of(actor) not in EDITORS:
        raise MoveRefused(_("The knowledge list is not yours to edit."), code="role")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    candidate = _decide(candidate, CandidateState.DISMISSED, actor=actor)
    record(candidate, actor=actor, action="dismiss", reason=reason, to_state=candidate.state)
    return candidate


@transaction.atomic
def vote(entry: KnowledgeEntry, *, token: str, useful: bool, today: date) -> None:
    """Count a visitor's opinion of a public entry, once; the later opinion replaces the former.

    ``token`` is what the browser keeps; a keyed hash of it is stored.
    """
    if not entry.is_public(today):
        raise MoveRefused(_("The entry is not published."), code="state")
    UsefulVote.objects.bulk_create(
        [
            UsefulVote(
                entry=entry,
                visitor=visitor_hash(token, purpose="vote"),
                useful=useful,
                voted_on=today,
            )
        ],
        update_conflicts=True,
        unique_fields=["entry", "visitor"],
        update_fields=["useful", "voted_on"],
    )


def _check_editor(actor: Official, entry: KnowledgeEntry) -> None:
    if not may_edit(actor, entry.department_id):
        raise MoveRefused(_("The knowledge list is not yours to edit."), code="role")


def telling_texts(
    texts: Mapping[str, str], candidates: Iterable[KnowledgeCandidate]
) -> dict[str, str]:
    """Return, by name, what to say of each text that tells who somebody is.

    That is a contact part of one of those whose questions led to the entry, or anyone's identity
    card or mobile number.
    """
    parts = [
        part
        for candidate in candidates
        for submission in candidate.evidence.all()
        for part in submission.contact_parts()
    ]
    return {
        name: _("This text contains a part of someone's identity; take it out.")
        for name, text in texts.items()
        if parts_in(text, parts) or personal_numbers(text)
    }


def _check_anonymous(entry: KnowledgeEntry, candidates: Iterable[KnowledgeCandidate]) -> None:
    errors = telling_texts({name: getattr(entry, name) for name in TEXTS}, candidates)
    if errors:
        raise ValidationError(errors)


def _locked(entry: KnowledgeEntry, actor: Official) -> KnowledgeEntry:
    entry = KnowledgeEntry.objects.select_for_update().get(pk=entry.pk)
    _check_editor(actor, entry)
    return entry


def _issue_version(entry: KnowledgeEntry, *, actor: Official, now: datetime) -> None:
    entry.version += 1
    entry.published_on, entry.reviewed_at = timezone.localdate(now), now
    KnowledgeVersion.objects.create(
        entry=entry,
        number=entry.version,
        editor=actor,
        published_at=now,
        **{name: getattr(entry, name) for name in TEXTS},
    )


def _decide(
    candidate: KnowledgeCandidate,
    state: str,
    *,
    actor: Official,
    entry: KnowledgeEntry | None = None,
) -> KnowledgeCandidate:
    candidate = KnowledgeCandidate.objects.select_for_update().get(pk=candidate.pk)
    if not in_reach(actor, candidate):
        raise MoveRefused(_("The question was asked of other departments."), code="role")
    if candidate.state != CandidateState.PROPOSED:
        raise MoveRefused(_("The candidate is decided already."), code="state")
    candidate.state, candidate.entry = state, entry
    candidate.save()
    return candidate


def _told(entry: KnowledgeEntry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in TEXTS},
        "field": entry.field.name,
        "department": entry.department.name,
        "matters": sorted(entry.matters.values_list("code", flat=True)),
        "services": sorted(entry.services.values_list("code", flat=True)),
    }
