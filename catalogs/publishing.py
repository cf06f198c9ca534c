"""Verbs of publishing: from the draft to the released document, its withdrawal and repeal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs import access, interpreting, letters
from catalogs.enums import Effectiveness, PublicationState, Role
from catalogs.history import record
from catalogs.index_numbering import next_index_number, reserve
from catalogs.models import (
    HistoryRow,
    MatterElement,
    Official,
    Publication,
    PublicityMatter,
)
from catalogs.publication_clocks import (
    plan_interpretation,
    start_interpretation_clock,
    start_publication_clock,
)
from catalogs.publishing_workflow import WORKFLOW
from catalogs.refreshing import leave_live_data_later, refresh_later
from catalogs.workflow import MoveRefused

__all__ = [
    "WORKFLOW",
    "approve",
    "create",
    "plan_interpretation",
    "publish",
    "release_by_rule",
    "release_due",
    "repeal",
    "return_",
    "schedule",
    "start_publication_clock",
    "submit",
    "withdraw",
]


@transaction.atomic
def create(
    *,
    actor: Official | None,
    matters: Iterable[PublicityMatter] = (),
    elements: Iterable[MatterElement] = (),
    interprets: Iterable[Publication] = (),
    at: datetime | None = None,
    **values: Any,
) -> Publication:
    """Write a draft and start its clock on the day the document was formed.

    ``values`` are columns of ``Publication``; an ``index_number`` among them is one
    given before this portal existed. Raises ``ValidationError`` by field.
    """
    number = values.pop("index_number", None)
    publication = Publication(created_by=actor, **values)
    if actor is not None and not access.can_write(actor, publication.department_id):
        raise MoveRefused(_("You write documents for your own department only."), code="role")
    publication.full_clean()
    if number:
        publication.index_number = reserve(number)
    publication.save()
    publication.matters.set(matters)
    publication.elements.set(elements)
    publication.interprets.set(interprets)
    start_publication_clock(publication)
    record(publication, actor=actor, action="create", to_state=publication.state, at=at)
    return publication


@transaction.atomic
def submit(
    publication: Publication, *, actor: Official | None, at: datetime | None = None
) -> Publication:
    """Hand a draft to the department's reviewers and tell them.

    ``actor`` is None for what a departmental system pushed.

    Raises ``ValidationError`` for a policy without its interpretation plan, and for an
    interpretation without its policy or without what its form needs.
    """
    publication, row = _move(publication, "submit", actor=actor, at=at)
    interpreting.check_ready(publication)
    letters.write(
        f"publication-submitted:{row.pk}",
        recipients=Official.objects.filter(
            role=Role.REVIEWER, department=publication.department, is_active=True
        ),
        subject=_("A document awaits your review: %(title)s") % {"title": publication.title},
        body=publication.summary,
    )
    return publication


@transaction.atomic
def return_(
    publication: Publication, *, actor: Official, reason: str, at: datetime | None = None
) -> Publication:
    """Give a document back to its clerk with the reason."""
    publication, row = _move(
        publication, "return", actor=actor, reason=reason, at=at, scheduled_for=None
    )
    if publication.created_by:
        letters.write(
            f"publication-returned:{row.pk}",
            recipients=[publication.created_by],
            subject=_("A document was returned: %(title)s") % {"title": publication.title},
            body=reason,
        )
    return publication


@transaction.atomic
def approve(
    publication: Publication, *, actor: Official, at: datetime | None = None
) -> Publication:
    """Approve a document in review and give it its index number.

    Raises ``MoveRefused`` for the official who wrote it, and ``ValidationError`` for a
    document whose interpretation is not in order (``interpreting.check_ready``).
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    WORKFLOW.check("approve", state=publication.state, role=access.role_of(actor))
    if publication.created_by_id == actor.pk:
        raise MoveRefused(_("Another person than the writer approves."), code="role")
    interpreting.check_ready(publication)
    number = publication.index_number or next_index_number(
        publication.department, year=publication.formed_on.year
    )
    return _move(publication, "approve", actor=actor, at=at, index_number=number)[0]


@transaction.atomic
def publish(publication: Publication, *, actor: Official | None, now: datetime) -> Publication:
    """Release an approved document now; ``actor`` is None when its scheduled time has come."""
    action = "publish" if actor else "release_due"
    return _release(publication, action, actor=actor, now=now, scheduled_for=None)


@transaction.atomic
def release_by_rule(publication: Publication, *, reason: str, now: datetime) -> Publication:
    """Release a draft at once, as the rule of the system that pushed it allows.

    ``reason`` names the system for the history. Raises ``ValidationError`` as ``approve`` does.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    WORKFLOW.check("release_by_rule", state=publication.state)
    interpreting.check_ready(publication)
    number = next_index_number(publication.department, year=publication.formed_on.year)
    return _release(
        publication, "release_by_rule", actor=None, reason=reason, now=now, index_number=number
    )


@transaction.atomic
def schedule(
    publication: Publication, *, actor: Official, release_at: datetime, now: datetime
) -> Publication:
    """Have an approved document released by itself at ``release_at``, a time to come."""
    if release_at <= now:
        raise ValidationError({"release_at": _("Choose a time that has not passed.")})
    return _move(publication, "schedule", actor=actor, at=now, scheduled_for=release_at)[0]


def release_due(*, now: datetime) -> int:
    """Release every document whose time has come; return how many this call released."""
    released = 0
    for publication in Publication.objects.release_due(now):
        try:
            publish(publication, actor=None, now=now)
        except MoveRefused:
            # Another worker was quicker.
            continue
        released += 1
    return released


@transaction.atomic
def withdraw(
    publication: Publication, *, actor: Official, reason: str, now: datetime
) -> Publication:
    """Take a published document off the site; its address keeps the date and the reason."""
    publication = _move(
        publication,
        "withdraw",
        actor=actor,
        reason=reason,
        at=now,
        withdrawn_at=now,
        withdrawal_reason=reason,
    )[0]
    refresh_later(publication)
    leave_live_data_later("documents", publication.field_id)
    return publication


@transaction.atomic
def repeal(
    publication: Publication, *, actor: Official, reason: str, at: datetime | None = None
) -> Publication:
    """Mark a document as repealed; it stays public and says so."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if not access.in_reach(actor, publication) or access.role_of(actor) not in (
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    ):
        raise MoveRefused(_("This document is not yours to handle."), code="role")
    if not reason.strip():
        raise MoveRefused({"reason": _("Give the reason.")})
    old = publication.effectiveness
    publication.effectiveness = Effectiveness.REPEALED
    publication.save(update_fields=["effectiveness", "updated_at"])
    record(
        publication,
        actor=actor,
        action="repeal",
        reason=reason,
        changes={"effectiveness": [old, publication.effectiveness]},
        at=at,
    )
    refresh_later(publication)
    return publication


def _release(
    publication: Publication,
    action: str,
    *,
    actor: Official | None,
    now: datetime,
    reason: str = "",
    **columns: Any,
) -> Publication:
    """Make the document public now, and start the clock of its interpretation."""
    released = {"published_at": now, "issued_on": timezone.localdate(now), **columns}
    publication = _move(publication, action, actor=actor, reason=reason, at=now, **released)[0]
    start_interpretation_clock(publication)
    refresh_later(publication)
    return publication


def _move(
    publication: Publication,
    action: str,
    *,
    actor: Official | None,
    reason: str = "",
    at: datetime | None = None,
    **columns: Any,
) -> tuple[Publication, HistoryRow]:
    """Lock, ask the table, change state and ``columns``, write history."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    role = access.role_of(actor) if actor else None
    row = WORKFLOW.check(action, state=publication.state, reason=reason, role=role)
    if actor and not access.in_reach(actor, publication):
        raise MoveRefused(_("This document is not yours to handle."), code="role")
    old, publication.state = publication.state, PublicationState(row.target)
    for name, value in columns.items():
        setattr(publication, name, value)
    publication.save(update_fields=["state", "updated_at", *columns])
    history = record(
        publication,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=row.target,
        at=at,
    )
    return publication, history
