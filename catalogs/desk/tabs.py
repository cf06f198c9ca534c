"""The tabs of a desk's list: each a word of the queryset, with its own sentence when empty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from catalogs.access import role_of
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

    def chosen(self, user: Official, name: str) -> Tab:
        """Return the tab asked for, or the one the user's work begins with."""
        tabs = {tab.name: tab for tab in self.of(user)}
        first = self.first.get(role_of(user), self.otherwise)
        return tabs.get(name) or tabs.get(first) or tabs[self.otherwise]
