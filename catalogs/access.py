"""Who may do what: roles to permissions, and the questions views and admin ask."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from catalogs.enums import (
    AdjustmentState,
    EntryState,
    NonDisclosureState,
    PublicationState,
    Role,
)

ENTRIES = ("poweritem", "serviceitem", "publicitymatter")
PARTS = ("guide", "guidestep", "guidematerial", "matterelement", "matterchannel", "timelimit")
WORK = ("adjustment", "nondisclosurereview")
DOCUMENTS = ("publication", "attachment", "interpretationplan")
DATA = ("dataset", "datasetcolumn")
DATA_FILES = ("datasetversion", "datasetupload")
REFERENCE = ("department", "field", "mattergroup", "calendarday")
PUSH = ("pushsystem",)
RECORDS = ("historyrow", "pushdelivery")


def _may(actions: tuple[str, ...], models_: tuple[str, ...]) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models_}


_SEE_ALL = _may(
    ("view",),
    (*ENTRIES, *PARTS, *WORK, *DOCUMENTS, *DATA, *DATA_FILES, *REFERENCE, *PUSH, *RECORDS),
)
_WRITE = ("add", "change", "delete")

# Codenames of the app ``catalogs`` that each role's group holds.
ROLE_PERMISSIONS: dict[str, set[str]] = {
    Role.CLERK: _SEE_ALL
    | _may(_WRITE, (*ENTRIES, *PARTS, *DOCUMENTS, *DATA))
    | _may(("add", "change"), (*WORK, "mattergroup"))
    | _may(("change",), ("datasetupload",)),
    Role.REVIEWER: _SEE_ALL | _may(("change",), (*WORK, "publication", "interpretationplan")),
    Role.GOVERNMENT_OFFICE: _SEE_ALL | _may(("change",), WORK),
    Role.LEGAL_AFFAIRS: _SEE_ALL | _may(("change",), WORK),
    Role.SUPERVISOR: _SEE_ALL,
    Role.ADMINISTRATOR: _SEE_ALL
    | _may(_WRITE, (*ENTRIES, *PARTS, *DOCUMENTS, *DATA, *REFERENCE))
    | _may(("add", "change"), (*WORK, *PUSH))
    | _may(("change",), ("datasetupload",))
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
    if state not in open_states or not can_write(user, row.department_id):
        return False
    return not is_with_others(row)


def is_with_others(row: models.Model) -> bool:
    """Say whether others are deciding on ``row``, a draft entry: what they read stays as it is.

    So it is from the submission of its adjustment until that takes effect, and while a
    non-disclosure review of it is with the reviewer or the offices.
    """
    if row.pk is None or not hasattr(row, "adjustments"):
        return False
    if row.adjustments.filter(
        state__in=[AdjustmentState.SUBMITTED, AdjustmentState.APPROVED]
    ).exists():
        return True
    if not hasattr(row, "non_disclosure_reviews"):
        return False
    deciding = [NonDisclosureState.WITH_DEPARTMENT, NonDisclosureState.WITH_OFFICES]
    return row.non_disclosure_reviews.filter(state__in=deciding).exists()


def can_propose(user: AbstractBaseUser, entry: models.Model) -> bool:
    """Say whether ``user`` may propose an adjustment of ``entry``."""
    return entry.state != EntryState.ABOLISHED and can_write(user, entry.department_id)
