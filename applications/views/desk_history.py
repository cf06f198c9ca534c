"""The history of an application as a time line, in words an official reads."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from applications import access
from applications.enums import ApplicationState, InquiryAnswer, Outcome, RemedyKind, Way
from applications.models import Application
from catalogs.models import Department, HistoryRow

# What the history calls that which neither table names.
ACTIONS = {
    "submit": _("Submitted online"),
    "register_by_hand": _("Registered by the office"),
    "attach": _("File added"),
    "detach": _("File taken out"),
    "due_date_recomputed": _("Due date computed again"),
    "erase_identity": _("Identity parts erased"),
}
LABELS = {
    "due_on": _("reply due"),
    "department": _("department"),
    "handler": _("handler"),
    "outcome": _("outcome"),
    "co_handlers": _("co-handling department"),
    "inquiry": _("answer"),
    "fee": _("fee in yuan"),
    "clock_started_on": _("clock started on"),
    "received_on": _("received on"),
    "extension_days": _("extension in working days"),
    "way": _("way of delivery"),
    "remedy": _("remedy"),
    "withdrawn_on": _("withdrawn on"),
    "paper": _("letter"),
}
CHOICES = {"outcome": Outcome, "inquiry": InquiryAnswer, "way": Way, "remedy": RemedyKind}
DAYS = {"due_on", "clock_started_on", "received_on", "withdrawn_on"}
DEPARTMENTS = {"department", "co_handlers"}
TONES = {
    "issue_answer": "green",
    "deliver": "green",
    "file": "green",
    "return_answer": "amber",
    "ask_correction": "amber",
    "ask_third_party": "amber",
    "consult_agency": "amber",
    "send_fee_notice": "amber",
}


def events(application: Application) -> list[dict[str, Any]]:
    """Return what happened, newest first: when, what, who, why, and what changed."""
    rows = list(HistoryRow.objects.of(application).select_related("actor"))
    names = _names(rows)
    return [
        {
            "when": row.at,
            "what": _what(row),
            "who": _who(row),
            "note": "\n".join([*([row.reason] if row.reason else []), *_changes(row, names)]),
            "tone": TONES.get(row.action, ""),
        }
        for row in rows
    ]


def _what(row: HistoryRow) -> str:
    words = str(ACTIONS.get(row.action, "") or _label(row.action))
    if row.to_state and row.to_state != row.from_state and row.to_state in ApplicationState.values:
        return _now("%(action)s → %(state)s") % {
            "action": words,
            "state": ApplicationState(row.to_state).label,
        }
    return words


def _label(action: str) -> str:
    try:
        return str(access.find(action).label)
    except KeyError:
        return action.replace("_", " ").capitalize()


def _who(row: HistoryRow) -> str:
    if row.actor:
        return str(row.actor)
    applicants = {"submit", "supply_correction", "withdraw", "rate", "attach"}
    return _now("The applicant") if row.action in applicants else _now("The system")


def _names(rows: list[HistoryRow]) -> dict[str, str]:
    """Return the names of every department the rows tell of, by its code, in one query."""
    codes = {
        code
        for row in rows
        for name in DEPARTMENTS & row.changes.keys()
        for code in row.changes[name]
        if code
    }
    if not codes:
        return {}
    return {row.code: row.display_name for row in Department.objects.filter(code__in=codes)}


def _changes(row: HistoryRow, names: dict[str, str]) -> list[str]:
    lines = []
    for name, pair in row.changes.items():
        if name not in LABELS or len(pair) != 2:
            continue
        old, new = (_shown(name, value, names) for value in pair)
        if name == "due_on" and not new:
            new = _now("The clock is stopped")
        words = f"{old} → {new}" if old and new and old != new else new or old
        lines.append(_now("%(label)s: %(value)s") % {"label": LABELS[name], "value": words})
    return lines


def _shown(name: str, value: Any, names: dict[str, str]) -> str:
    if value is None or value in ("", 0):
        return ""
    if name in DAYS:
        return date_format(date.fromisoformat(value))
    if name in DEPARTMENTS:
        return names.get(value, value)
    if name in CHOICES and value in CHOICES[name].values:
        return str(CHOICES[name](value).label)
    return str(value)
