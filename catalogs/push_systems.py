"""Verbs of departmental systems: register, give a new token, suspend, resume; and who is it?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogs import access, shown_once
from catalogs.enums import Role
from catalogs.history import record
from catalogs.models import Official, PublicityMatter, PushSystem
from catalogs.push_enums import PushSystemState as State
from catalogs.workflow import MoveRefused, Workflow, move, step

# What a scanner of leaked secrets can find it by.
TOKEN_BEGINS = "bhpush-"
ADMINISTRATORS = (Role.ADMINISTRATOR,)

WORKFLOW = Workflow(
    "pushsystem",
    (
        step(
            "rotate",
            [State.ACTIVE, State.SUSPENDED],
            label=gettext_lazy("Give a new token"),
            consequence=gettext_lazy(
                "The token in use ends at once; the new one is shown this one time."
            ),
            roles=ADMINISTRATORS,
            needs_reason=True,
        ),
        move(
            "suspend",
            [State.ACTIVE],
            State.SUSPENDED,
            label=pgettext_lazy("departmental system", "Suspend"),
            consequence=gettext_lazy("The system can push nothing until it is resumed."),
            roles=ADMINISTRATORS,
            needs_reason=True,
        ),
        move(
            "resume",
            [State.SUSPENDED],
            State.ACTIVE,
            label=pgettext_lazy("departmental system", "Resume"),
            consequence=gettext_lazy("The system can push again with its token."),
            roles=ADMINISTRATORS,
        ),
    ),
)


class TokenRefused(Exception):
    """The token is nobody's."""

    def __init__(self) -> None:
        super().__init__(_("The token is missing or not valid."))


@transaction.atomic
def register(
    *,
    actor: Official,
    now: datetime,
    release_matters: tuple[PublicityMatter, ...] = (),
    **values: Any,
) -> tuple[PushSystem, str]:
    """Enter a system; return it with its token, which is kept nowhere.

    ``values`` are columns of ``PushSystem``. Raises ``ValidationError`` by field.
    """
    if access.role_of(actor) not in ADMINISTRATORS:
        raise MoveRefused(_("Administrators enter departmental systems."), code="role")
    system = PushSystem(created_by=actor, **values)
    token = _renew(system, now)
    system.full_clean()
    system.save()
    system.release_matters.set(release_matters)
    record(system, actor=actor, action="create", to_state=system.state, at=now)
    return system, token


@transaction.atomic
def rotate(
    system: PushSystem, *, actor: Official, reason: str, now: datetime
) -> tuple[PushSystem, str]:
    """Give the system a new token and return it; the one before ends at once."""
    system = _hold(system, "rotate", actor=actor, reason=reason)
    before = system.token_prefix
    token = _renew(system, now)
    system.save(update_fields=["token_hash", "token_prefix", "token_made_at"])
    record(
        system,
        actor=actor,
        action="rotate",
        reason=reason,
        to_state=system.state,
        changes={"token_prefix": [before, system.token_prefix]},
        at=now,
    )
    return system, token


def suspend(system: PushSystem, *, actor: Official, reason: str, now: datetime) -> PushSystem:
    """Let the system push nothing until it is resumed."""
    return _move(system, "suspend", actor=actor, reason=reason, at=now)


def resume(system: PushSystem, *, actor: Official, now: datetime) -> PushSystem:
    """Let a suspended system push again with the token it has."""
    return _move(system, "resume", actor=actor, reason="", at=now)


def identify(token: str) -> PushSystem:
    """Return the system whose token this is, active or not; else raise ``TokenRefused``."""
    system = PushSystem.objects.filter(token_hash=shown_once.digest(token)).first()
    if system is None:
        raise TokenRefused
    return system


@transaction.atomic
def _move(
    system: PushSystem, action: str, *, actor: Official, reason: str, at: datetime
) -> PushSystem:
    system = _hold(system, action, actor=actor, reason=reason)
    old, system.state = system.state, State(WORKFLOW.find(action).target)
    system.suspension_reason = reason.strip()
    system.save(update_fields=["state", "suspension_reason"])
    record(
        system,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=system.state,
        at=at,
    )
    return system


def _hold(system: PushSystem, action: str, *, actor: Official, reason: str) -> PushSystem:
    """Lock the row and ask the table."""
    system = PushSystem.objects.select_for_update().get(pk=system.pk)
    WORKFLOW.check(action, state=system.state, reason=reason, role=access.role_of(actor))
    return system


def _renew(system: PushSystem, now: datetime) -> str:
    token = shown_once.new(TOKEN_BEGINS)
    system.token_hash, system.token_prefix = token.digest, token.prefix
    system.token_made_at = now
    return token.text
