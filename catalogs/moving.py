"""What every verb on a citizen's case does first and last: lock, ask the table; save, tell."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.history import record
from catalogs.models import HistoryRow, Official
from catalogs.workflow import Move, MoveRefused, Workflow


def hold(
    case: Any, row: Move, *, actor: Official | None, citizen: str | None = None, reason: str = ""
) -> Any:
    """Lock ``case`` and return it when the table's ``row`` allows it; else ``MoveRefused``.

    ``actor`` is None for the system, and for a citizen, whose role in the table is ``citizen``.
    """
    case = type(case)._default_manager.select_for_update().get(pk=case.pk)
    role = role_of(actor) if actor else citizen
    Workflow("case", (row,)).check(row.action, state=case.state, reason=reason, role=role)
    if role is None and row.roles:
        raise MoveRefused(_("“%(action)s” is not yours to do.") % {"action": row.label})
    return case


def settle(
    case: Any,
    row: Move,
    *,
    actor: Official | None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    recount: Callable[[Any], dict[str, Any]] | None = None,
    at: datetime | None = None,
) -> HistoryRow:
    """Give the locked ``case`` the state ``row`` leads to, save it, and write the history row.

    ``recount`` is called between the two and returns what it changed by its own count.
    """
    old = case.state
    case.state = row.target or old
    told = {**(changes or {}), **(recount(case) if recount else {})}
    case.save()
    return record(
        case,
        actor=actor,
        action=row.action,
        reason=reason,
        from_state=old,
        to_state=case.state,
        changes=told,
        at=at,
    )
