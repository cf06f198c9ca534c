"""The tabs of the editors' desk of the knowledge list, and what waits there for an official."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.models import Official
from catalogs.published_lists import containing
from feedback import knowledge
from feedback.enums import KnowledgeState
from feedback.models import KnowledgeCandidate, KnowledgeEntry

SHOWN = 5
SEARCHED = ("question", "answer", "basis")
NEWEST = _("Newest first")
LEAST_USEFUL = _("Least useful first")


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: entries, or candidates where ``of_candidates``; ``empty`` when there is nothing."""

    name: str
    label: Any
    empty: Any
    rows: Callable[[QuerySet], QuerySet]
    of_candidates: bool = False


def _in(state: str) -> Callable[[QuerySet], QuerySet]:
    return lambda rows: rows.filter(state=state)


CANDIDATES = Part(
    "candidates",
    _("Candidates"),
    _("Nothing that was asked several times waits for an editor."),
    lambda rows: rows.proposed(),
    of_candidates=True,
)
REVIEW = Part(
    "review",
    _("To be reviewed"),
    _("No linked item was adjusted since somebody last looked."),
    lambda rows: rows.needing_review(),
)
DRAFTS = Part("drafts", _("Drafts"), _("No entry is being written."), _in(KnowledgeState.DRAFT))
PARTS = (
    CANDIDATES,
    REVIEW,
    DRAFTS,
    Part(
        "published",
        _("Published"),
        _("No entry is published yet."),
        _in(KnowledgeState.PUBLISHED),
    ),
    Part(
        "withdrawn",
        _("Taken off the list"),
        _("No entry was taken off the list."),
        _in(KnowledgeState.WITHDRAWN),
    ),
)
ORDERS: dict[str, tuple[Any, Callable[[QuerySet], QuerySet]]] = {
    "newest": (NEWEST, lambda rows: rows.order_by("-published_on", "-pk")),
    "useful": (LEAST_USEFUL, lambda rows: rows.least_useful_first()),
}


def chosen(name: str, totals: Mapping[str, int]) -> Part:
    """Return the tab asked for, or the first with rows; the candidates, where none has any."""
    asked = (part for part in PARTS if part.name == name)
    filled = (part for part in PARTS if totals[part.name])
    return next(asked, None) or next(filled, CANDIDATES)


def rows_of(part: Part, user: Official, *, words: str = "") -> QuerySet:
    """Return the rows of a tab that the official may see and that contain ``words``."""
    model = KnowledgeCandidate if part.of_candidates else KnowledgeEntry
    searched = SEARCHED[:1] if part.of_candidates else SEARCHED
    return part.rows(containing(model.objects.visible_to(user), words, searched))


def address(row: KnowledgeCandidate | KnowledgeEntry) -> str:
    """Return where an editor works on a candidate or an entry."""
    if isinstance(row, KnowledgeCandidate):
        return reverse("feedback:knowledge-candidate", args=[row.pk])
    return reverse("admin:feedback_knowledgeentry_change", args=[row.pk])


def waiting_for(user: Official, *, today: date) -> list[dict[str, Any]]:
    """Return what waits for an editor, for the start page of the desk; nothing for who only reads.

    Each part is {label, total, rows {text, url}, url, left}, as ``portal/_desk_work.html`` shows.
    """
    if not knowledge.may_edit(user, user.department_id):
        return []
    found = []
    for part in (REVIEW, CANDIDATES, DRAFTS):
        rows = rows_of(part, user)
        if total := rows.count():
            found.append(
                {
                    "label": part.label,
                    "total": total,
                    "rows": [{"text": str(row), "url": address(row)} for row in rows[:SHOWN]],
                    "url": f"{reverse('feedback:knowledge-desk')}?tab={part.name}",
                    "left": max(0, total - SHOWN),
                }
            )
    return found
