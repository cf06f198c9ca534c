"""The words in which the history of a round is told."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.desk.time_line import Words, events
from catalogs.models import HistoryRow
from supervision.assessment_workflow import ROUND_WORKFLOW
from supervision.enums import RoundState
from supervision.models import AssessmentRound


def _label(name: str) -> str:
    return AssessmentRound._meta.get_field(name).verbose_name


ROUND_WORDS = Words(
    find=ROUND_WORKFLOW.find,
    states=RoundState,
    actions={"open": pgettext_lazy("assessment round", "Opened")},
    labels={
        name: _label(name)
        for name in (
            *("title", "period_start", "period_end", "note", "evaluations", "published_on"),
            *("automatic_share", "manual_share", "evaluation_share"),
        )
    },
    citizen=_("The system"),
    citizen_actions=frozenset(),
    days=frozenset({"period_start", "period_end", "published_on"}),
)
# Changes of points and items are named by department and item; so many are told of each.
NAMED = frozenset({"mark", "set_items"})
TOLD = 6


def history(round: AssessmentRound) -> list[dict[str, Any]]:
    """Return the history of a round, newest first, with the points and items that changed."""
    told = events(round, ROUND_WORDS)
    for event, row in zip(told, HistoryRow.objects.of(round), strict=True):
        if row.action in NAMED:
            event["note"] = "\n".join(_named(row.changes))
    return told


def _named(changes: dict[str, list]) -> list[str]:
    lines = [
        _now("%(label)s: %(value)s")
        % {"label": _whose(name), "value": f"{old or '–'} → {new or '–'}"}
        for name, (old, new) in list(changes.items())[:TOLD]
    ]
    if len(changes) > TOLD:
        lines.append(_now("and %(number)d more") % {"number": len(changes) - TOLD})
    return lines


def _whose(name: str) -> str:
    """Return the department and the item of a change, as the history names them."""
    return name.removeprefix("item: ").replace(": ", " ")
