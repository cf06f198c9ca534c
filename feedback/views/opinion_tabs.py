"""The tabs of the list of public opinion; the clock of its cases runs in hours."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.access import role_of
from catalogs.desk.tabs import Tab, Tabs
from catalogs.enums import Role
from catalogs.models import Official
from feedback.enums import OpinionState

_DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER})
_OFFICE = frozenset({Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR})
_CLOSED = (OpinionState.REVIEWED, OpinionState.DROPPED)

TABS = Tabs(
    (
        Tab(
            "ours",
            _("Handed to us"),
            lambda rows, user, now: rows.handed_to(user).open(),
            _("No case waits for a response of your department."),
            _DEPARTMENT,
        ),
        Tab(
            "judge",
            _("To judge"),
            lambda rows, user, now: rows.filter(state=OpinionState.COLLECTED),
            _("Every case collected is judged."),
            _OFFICE,
        ),
        Tab(
            "dispose",
            _("To hand on"),
            lambda rows, user, now: rows.filter(state=OpinionState.JUDGED),
            _("Every case judged has its department."),
            _OFFICE,
        ),
        Tab(
            "overdue",
            _("Overdue"),
            lambda rows, user, now: rows.overdue(now),
            _("No response is overdue."),
        ),
        Tab(
            "open",
            _("All open"),
            lambda rows, user, now: rows.open(),
            _("No case is open."),
        ),
        Tab(
            "review",
            _("To look back on"),
            lambda rows, user, now: rows.filter(state=OpinionState.RESPONDED),
            _("Every case responded to was looked back on."),
        ),
        Tab(
            "mine",
            _("Collected by me"),
            lambda rows, user, now: rows.filter(created_by=user),
            _("You have collected no case yet."),
            frozenset({Role.CLERK, *_OFFICE}),
        ),
        Tab(
            "concluded",
            _("Closed"),
            lambda rows, user, now: rows.filter(state__in=_CLOSED),
            _("No case is closed yet."),
        ),
    ),
    first={
        Role.CLERK: "ours",
        Role.REVIEWER: "ours",
        Role.GOVERNMENT_OFFICE: "judge",
        Role.SUPERVISOR: "review",
    },
    otherwise="open",
)


def waits_for(rows: QuerySet, user: Official, now: datetime) -> QuerySet:
    """Return what waits for this official's own next step, for the start page of the desk."""
    role = role_of(user)
    if role in _DEPARTMENT:
        return rows.handed_to(user).open()
    if role == Role.GOVERNMENT_OFFICE:
        return rows.filter(state__in=[OpinionState.COLLECTED, OpinionState.JUDGED])
    if role == Role.SUPERVISOR:
        return rows.overdue(now) | rows.filter(state=OpinionState.RESPONDED)
    return rows.overdue(now)
