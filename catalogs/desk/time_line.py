"""The history of a case as a time line, in words an official reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _now

from catalogs.models import Department, HistoryRow
from catalogs.workflow import Move


@dataclass(frozen=True, slots=True)
class Words:
    """What one kind of case calls what its history tells."""

    # The row of an action in the tables; KeyError for what stands in none of them.
    find: Callable[[str], Move]
    states: type[TextChoices]
    # What the tables do not name.
    actions: Mapping[str, Any]
    # The changes that are told; any other is left out.
    labels: Mapping[str, Any]
    # Who is not an official, and what only such a person does without an account.
    citizen: Any
    citizen_actions: frozenset[str]
    days: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    choices: Mapping[str, type[TextChoices]] = field(default_factory=dict)
    tones: Mapping[str, str] = field(default_factory=dict)


def events(case: Model, words: Words) -> list[dict[str, Any]]:
    """Return what happened, newest first: when, what, who, why, and what changed."""
    rows = list(HistoryRow.objects.of(case).select_related("actor"))
    names = _names(rows, words)
    return [
        {
            "when": row.at,
            "what": _what(row, words),
            "who": _who(row, words),
            "note": "\n".join(
                [*([row.reason] if row.reason else []), *_changes(row, names, words)]
            ),
            "tone": words.tones.get(row.action, ""),
        }
        for row in rows
    ]


def _what(row: HistoryRow, words: Words) -> str:
    action = str(words.actions.get(row.action, "") or _label(row.action, words))
    if row.to_state and row.to_state != row.from_state and row.to_state in words.states.values:
        state = words.states(row.to_state).label
        return _now("%(action)s → %(state)s") % {"action": action, "state": state}
    return action


def _label(action: str, words: Words) -> str:
    try:
        return str(words.find(action).label)
    except KeyError:
        return action.replace("_", " ").capitalize()


def _who(row: HistoryRow, words: Words) -> str:
    if row.actor:
        return str(row.actor)
    return str(words.citizen) if row.action in words.citizen_actions else _now("The system")


def _names(rows: list[HistoryRow], words: Words) -> dict[str, str]:
    """Return the names of every department the rows tell of, by its code, in one query."""
    codes = {
        code
        for row in rows
        for name in words.departments & row.changes.keys()
        for code in row.changes[name]
        if code
    }
    if not codes:
        return {}
    return {row.code: row.display_name for row in Department.objects.filter(code__in=codes)}


def _changes(row: HistoryRow, names: dict[str, str], words: Words) -> list[str]:
    lines = []
    for name, pair in row.changes.items():
        if name not in words.labels or len(pair) != 2:
            continue
        old, new = (_shown(name, value, names, words) for value in pair)
        if name == "due_on" and not new:
            new = _now("The clock is stopped")
        told = f"{old} → {new}" if old and new and old != new else new or old
        lines.append(_now("%(label)s: %(value)s") % {"label": words.labels[name], "value": told})
    return lines


def _shown(name: str, value: Any, names: dict[str, str], words: Words) -> str:
    if value is None or value in ("", 0):
        return ""
    if name in words.days:
        return date_format(date.fromisoformat(value))
    if name in words.departments:
        return names.get(value, value)
    if name in words.choices and value in words.choices[name].values:
        return str(words.choices[name](value).label)
    return str(value)
