"""The tabs of a desk's list: each a word of the queryset, with its own sentence when empty."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.models import Official

Rows = Callable[[QuerySet, Official, date], QuerySet]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; ``roles`` are those whose work it is, empty for everyone."""

    name: str
    label: Any
    rows: Rows
    empty: Any
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tabs:
    """The tabs in their order, and where each role's work begins, else at ``otherwise``."""

    all: tuple[Tab, ...]
    first: Mapping[str, str]
    otherwise: str = "due"

    def of(self, user: Official) -> list[Tab]:
        """Return the tabs of the user's role, in their order."""
        role = role_of(user)
        return [tab for tab in self.all if not tab.roles or role in tab.roles]

    def totals(self, found: QuerySet, user: Official, today: date) -> dict[str, int]:
        """Return how many of ``found`` each tab of the user's role shows, by its name."""
        return {tab.name: tab.rows(found, user, today).count() for tab in self.of(user)}

    def chosen(self, user: Official, name: str, totals: Mapping[str, int]) -> Tab:
        """Return the tab asked for, or where the user's work begins: never with an empty tab.

        That is the first tab of the role, or the next one in order that ``totals`` shows to
        have rows; where none has any, the first tab of the role says so.
        """
        tabs = {tab.name: tab for tab in self.of(user)}
        first = self.first.get(role_of(user), self.otherwise)
        begin = tabs.get(first) or tabs[self.otherwise]
        filled = (tab for tab in (begin, *tabs.values()) if totals[tab.name])
        return tabs.get(name) or next(filled, begin)


def waits_for(
    rows: QuerySet, user: Official, today: date, *, office: QuerySet, watching: Container[str]
) -> QuerySet:
    """Return those of citizens' cases that wait for this official's own next step.

    ``office`` are those of ``rows`` that wait for the government office, ``watching`` the other
    roles that look after the whole district.
    """
    role = role_of(user)
    if role == Role.CLERK:
        return rows.mine(user) | rows.unclaimed() | rows.asked_of(user)
    if role == Role.REVIEWER:
        return rows.in_review() | rows.mine(user)
    if role == Role.GOVERNMENT_OFFICE:
        return office
    if role in watching:
        return rows.overdue(today) | rows.due_soon(today)
    return rows.overdue(today)
