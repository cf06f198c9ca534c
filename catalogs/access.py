"""Who may do what: roles to permissions, and the questions views and admin ask."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from catalogs.enums import EntryState, PublicationState, Role

ENTRIES = ("poweritem", "serviceitem", "publicitymatter")
PARTS = ("guide", "guidestep", "guidematerial", "matterelement", "matterchannel", "timelimit")
WORK = ("adjustment", "nondisclosurereview")
DOCUMENTS = ("publication", "attachment", "interpretationplan")
REFERENCE = ("department", "field", "mattergroup", "calendarday")
RECORDS = ("historyrow",)


def _may(actions: tuple[str, ...], models_: tuple[str, ...]) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models_}


_SEE_ALL = _may(("view",), (*ENTRIES, *PARTS, *WORK, *DOCUMENTS, *REFERENCE, *RECORDS))
_WRITE = ("add", "change", "delete")

# Codenames of the app ``catalogs`` that each role's group holds.
ROLE_PERMISSIONS: dict[str, set[str]] = {
    Role.CLERK: _SEE_ALL
    | _may(_WRITE, (*ENTRIES, *PARTS, *DOCUMENTS))
    | _may(("add", "change"), (*WORK, "mattergroup")),
    Role.REVIEWER: _SEE_ALL | _may(("change",), (*WORK, "publication", "interpretationplan")),
    Role.GOVERNMENT_OFFICE: _SEE_ALL | _may(("change",), WORK),
    Role.LEGAL_AFFAIRS: _SEE_ALL | _may(("change",), WORK),
    Role.SUPERVISOR: _SEE_ALL,
    Role.ADMINISTRATOR: _SEE_ALL
    | _may(_WRITE, (*ENTRIES, *PARTS, *DOCUMENTS, *REFERENCE))
    | _may(("add", "change"), WORK)
    | _may(("add", "change", "view"), ("official",)),
}

# Roles that write content, as against those that decide on it.
WRITERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
OPEN_PUBLICATION_STATES = frozenset({PublicationState.DRAFT, PublicationState.RETURNED})


def role_of(user: AbstractBaseUser) -> str:
    """Return the role a user acts in; a superuser acts as administrator."""
    if getattr(user, "is_superuser", False):
        return Role.ADMINISTRATOR
    return getattr(user, "role", "")


def in_reach(user: AbstractBaseUser, row: models.Model) -> bool:
    """Say whether ``row`` is among what ``visible_to(user)`` shows."""
    return type(row)._default_manager.visible_to(user).filter(pk=row.pk).exists()


def can_write(user: AbstractBaseUser, department_id: int | None) -> bool:
    """Say whether ``user`` writes content for that department."""
    role = role_of(user)
    if role == Role.ADMINISTRATOR:
        return True
    return role == Role.CLERK and department_id is not None and department_id == user.department_id


def can_edit(user: AbstractBaseUser, row: models.Model) -> bool:
    """Say whether ``row`` is still open to editing, and by ``user``."""
    state = getattr(row, "state", None)
    open_states = {EntryState.DRAFT, *OPEN_PUBLICATION_STATES}
    return state in open_states and can_write(user, row.department_id)


def can_propose(user: AbstractBaseUser, entry: models.Model) -> bool:
    """Say whether ``user`` may propose an adjustment of ``entry``."""
    return entry.state != EntryState.ABOLISHED and can_write(user, entry.department_id)
