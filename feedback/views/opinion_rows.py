"""A case of public opinion as a row of the desk: its state, its level, its hours left."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs.desk.waiting import waiting
from catalogs.models import Official
from feedback.enums import RESPONDED_OPINIONS, OpinionState
from feedback.models import OpinionCase
from feedback.views import opinion_tabs

HOUR = timedelta(hours=1)


def state_tag(case: OpinionCase) -> dict[str, Any]:
    """Return the state as a tag: green responded, blue open, grey closed without a response."""
    tone = "blue" if case.is_open else "grey"
    if case.state in RESPONDED_OPINIONS:
        tone = "green"
    return {"text": case.get_state_display(), "tone": tone}


def clock_tag(case: OpinionCase, *, now: datetime) -> dict[str, Any]:
    """Return the hours left: red past the hour, amber in the last quarter; or how it ended."""
    if case.state == OpinionState.DROPPED:
        return {"text": _("Nothing is due"), "tone": "grey"}
    if case.responded_at is not None:
        late = case.is_late()
        text = _("Responded late") if late else _("Responded in time")
        return {"text": text, "tone": "red" if late else "green"}
    if case.respond_by is None:
        return {"text": _waited((now - case.collected_at) // HOUR), "tone": "blue"}
    if case.is_overdue(now):
        return {"text": _overdue((now - case.respond_by) // HOUR), "tone": "red"}
    tone = "amber" if case.is_nearly_due(now) else "blue"
    return {"text": _left((case.respond_by - now) // HOUR), "tone": tone}


def row_of(case: OpinionCase, *, now: datetime) -> dict[str, Any]:
    """Return one row of the list."""
    return {
        "url": reverse("feedback:opinion-detail", args=[case.pk]),
        "number": case.number,
        "title": case.title,
        "source": case.get_source_display(),
        "collected_at": case.collected_at,
        "level": case.get_level_display() if case.level else "",
        "respond_by": case.respond_by if case.is_open else None,
        "responded_at": case.responded_at,
        "state": state_tag(case),
        "clock": clock_tag(case, now=now),
        "department": case.department.display_name if case.department else "",
    }


def waiting_for(user: Official, *, now: datetime) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by the hour, and a link."""
    rows = opinion_tabs.waits_for(OpinionCase.objects.visible_to(user), user, now)
    return waiting(
        rows.select_related("department").by_hour(),
        partial(row_of, now=now),
        heading=_("Public opinion"),
        rows_template="feedback/opinions/_rows.html",
        nothing=_("No case of public opinion waits for you."),
        more=_("More cases wait: see all of them"),
        all_=_("All cases"),
        url=reverse("feedback:opinion-list"),
    )


def _left(hours: int) -> str:
    if not hours:
        return _("Less than an hour left")
    return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}


def _overdue(hours: int) -> str:
    if not hours:
        return _("Overdue by less than an hour")
    words = ngettext("Overdue by %(hours)d hour", "Overdue by %(hours)d hours", hours)
    return words % {"hours": hours}


def _waited(hours: int) -> str:
    if not hours:
        return _("Waits to be judged")
    words = ngettext(
        "Waits to be judged for %(hours)d hour", "Waits to be judged for %(hours)d hours", hours
    )
    return words % {"hours": hours}
