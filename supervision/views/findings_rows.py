"""A finding as a row of the desk: its rule, its colour, its days left."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.deadlines import load_calendar
from catalogs.desk.waiting import waiting
from catalogs.models import Official
from catalogs.time_left import due_tag
from catalogs.working_days import WorkCalendar
from supervision.enums import FindingState, Level
from supervision.models import Finding
from supervision.rules import Rule, find, name_of
from supervision.views import findings_tabs

RELATED = ("department", "field")
_STATE_TONES = {
    FindingState.OPEN: "blue",
    FindingState.RECTIFIED: "amber",
    FindingState.VERIFIED: "green",
    FindingState.CLOSED: "green",
}


def rule_of(finding: Finding) -> Rule | None:
    """Return the rule of a finding; None when the table has it no longer."""
    try:
        return find(finding.rule)
    except KeyError:
        return None


def level_tag(finding: Finding) -> dict[str, Any]:
    tone = "red" if finding.level == Level.RED else "amber"
    return {"text": finding.get_level_display(), "tone": tone}


def state_tag(finding: Finding) -> dict[str, Any]:
    tone = _STATE_TONES.get(FindingState(finding.state), "grey")
    return {"text": finding.get_state_display(), "tone": tone}


def clock_tag(finding: Finding, *, today: date, calendar: WorkCalendar) -> dict[str, Any] | None:
    """Return the days left while it is to be rectified; None while its days do not run."""
    if finding.state != FindingState.OPEN or finding.rectify_by is None:
        return None
    return due_tag(finding.rectify_by, today=today, calendar=calendar)


def row_of(finding: Finding, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return one row of the list; ``finding`` comes with its department and field."""
    is_open = finding.state == FindingState.OPEN
    return {
        "pk": finding.pk,
        "url": reverse("supervision:finding-detail", args=[finding.pk]),
        "title": finding.title,
        "rule": name_of(finding.rule),
        "department": finding.department.display_name,
        "field": finding.field.display_name if finding.field else "",
        "level": level_tag(finding),
        "state": state_tag(finding),
        "opened_on": finding.opened_on,
        "rectify_by": finding.rectify_by if is_open else None,
        "clock": clock_tag(finding, today=today, calendar=calendar),
    }


def waiting_for(user: Official, *, today: date) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by their day, and a link."""
    calendar = load_calendar()
    rows = findings_tabs.waits_for(Finding.objects.visible_to(user), user, today)
    _words, by_day = findings_tabs.ORDERS["due"]
    return waiting(
        by_day(rows.select_related(*RELATED)),
        partial(row_of, today=today, calendar=calendar),
        heading=_("Findings of supervision"),
        rows_template="supervision/findings/_rows.html",
        nothing=_("No finding waits for you."),
        more=_("More findings wait: see all of them"),
        all_=_("All findings"),
        url=reverse("supervision:findings"),
    )
