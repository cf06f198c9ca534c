"""The tabs of the desk's list: each a word of the queryset, with its own sentence when empty."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from applications.access import WHOLE_DISTRICT
from catalogs.desk import tabs
from catalogs.desk.tabs import Tab, Tabs
from catalogs.enums import Role
from catalogs.models import Official

_DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER})
_OFFICE = frozenset({Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR})

TABS = Tabs(
    (
        Tab(
            "mine",
            _("Mine"),
            lambda rows, user, today: rows.mine(user),
            _("You are not the handler of any open application. Look at what nobody handles yet."),
            frozenset({*_DEPARTMENT, Role.ADMINISTRATOR}),
        ),
        Tab(
            "due",
            _("Due"),
            lambda rows, user, today: rows.overdue(today) | rows.due_soon(today),
            _("Nothing is due within three working days, and nothing is overdue."),
        ),
        Tab(
            "intake",
            _("To register or assign"),
            lambda rows, user, today: rows.for_intake(),
            _("Every application received is registered and assigned."),
            _OFFICE,
        ),
        Tab(
            "queue",
            _("Nobody handles yet"),
            lambda rows, user, today: rows.unclaimed(),
            _("Every open application has its handler."),
        ),
        Tab(
            "asked",
            _("Asked of us"),
            lambda rows, user, today: rows.asked_of(user),
            _("No other department waits for an opinion or an answer of yours."),
            _DEPARTMENT,
        ),
        Tab(
            "review",
            _("In review"),
            lambda rows, user, today: rows.in_review(),
            _("No answer waits for a review."),
        ),
        Tab(
            "extensions",
            _("Extensions to decide"),
            lambda rows, user, today: rows.asking_extension(),
            _("No extension waits for a decision."),
            _OFFICE,
        ),
        Tab(
            "waiting",
            _("Awaiting others"),
            lambda rows, user, today: rows.awaiting_others(),
            _("No correction, fee, third party or agency is waited for."),
        ),
        Tab(
            "open",
            _("All open"),
            lambda rows, user, today: rows.open(),
            _("No application is open."),
        ),
        Tab(
            "concluded",
            _("Concluded"),
            lambda rows, user, today: rows.concluded(),
            _("No application is concluded yet."),
        ),
    ),
    first={
        Role.CLERK: "mine",
        Role.REVIEWER: "review",
        Role.GOVERNMENT_OFFICE: "intake",
        Role.ADMINISTRATOR: "open",
    },
)


def waits_for(rows: QuerySet, user: Official, today: date) -> QuerySet:
    """Return what waits for this official's own next step, for the start page of the desk."""
    office = rows.for_intake() | rows.asking_extension()
    return tabs.waits_for(rows, user, today, office=office, watching=WHOLE_DISTRICT)
