"""Workflows as tables that can be read aloud.

A workflow is a tuple of moves. Buttons, guards, the procedure chart and the
tests read the same table, so none of them can drift from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


class MoveRefused(ValidationError):
    """The table has no such move from the present state, or not for this actor."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row: ``action`` leads from any of ``sources`` to ``target``.

    ``roles`` names who may make the move; an empty set means the system alone.
    ``consequence`` is the sentence shown beside the button.
    """

    action: str
    sources: frozenset[str]
    target: str
    label: Words
    consequence: Words
    roles: frozenset[str] = frozenset()
    needs_reason: bool = False


def move(
    action: str,
    sources: Iterable[str],
    target: str,
    *,
    label: Words,
    consequence: Words,
    roles: Iterable[str] = (),
    needs_reason: bool = False,
) -> Move:
    """Write one row of a table; ``sources`` and ``roles`` are any iterables of their codes."""
    return Move(
        action,
        frozenset(str(source) for source in sources),
        str(target),
        label,
        consequence,
        frozenset(str(role) for role in roles),
        needs_reason,
    )


# The target of a step: what is done without a move of the state.
STAYS = ""


def step(
    action: str,
    sources: Iterable[str],
    *,
    label: Words,
    consequence: Words,
    roles: Iterable[str] = (),
    needs_reason: bool = False,
) -> Move:
    """Write one row that leaves the state as it is; otherwise like ``move``."""
    return move(
        action,
        sources,
        STAYS,
        label=label,
        consequence=consequence,
        roles=roles,
        needs_reason=needs_reason,
    )


@dataclass(frozen=True, slots=True)
class Workflow:
    """A named table of moves over one state field."""

    name: str
    moves: tuple[Move, ...]

    def find(self, action: str) -> Move:
        """Return the row of ``action``; an unknown action is a programming error (KeyError)."""
        for row in self.moves:
            if row.action == action:
                return row
        raise KeyError(action)

    def available(self, state: str, role: str) -> list[Move]:
        """Return the moves that ``role`` may make from ``state``, in the table's order."""
        return [row for row in self.moves if state in row.sources and role in row.roles]

    def check(self, action: str, *, state: str, reason: str = "", role: str | None = None) -> Move:
        """Return the row of ``action`` when the table allows it, else raise ``MoveRefused``.

        ``role`` is None for moves the system makes by itself.
        """
        row = self.find(action)
        if state not in row.sources:
            raise MoveRefused(
                _("“%(action)s” is not possible in the present state.") % {"action": row.label},
                code="state",
            )
        if role is not None and role not in row.roles:
            raise MoveRefused(
                _("“%(action)s” is not yours to do.") % {"action": row.label}, code="role"
            )
        if row.needs_reason and not reason.strip():
            raise MoveRefused({"reason": _("Give the reason.")}, code="reason")
        return row

    def targets(self, state: str) -> set[str]:
        """Return the states one move away from ``state``."""
        return {row.target for row in self.moves if state in row.sources}


def values(choices: Any) -> list[str]:
    """Return the codes of a ``TextChoices`` class, for tables that start "from any state"."""
    return [str(code) for code in choices.values]
