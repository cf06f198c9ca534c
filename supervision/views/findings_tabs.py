"""The tabs of the list of findings: each a word of the queryset, and whose work begins where."""

from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.access import role_of
from catalogs.desk.tabs import Tab, Tabs
from catalogs.enums import Role
from catalogs.models import Official
from supervision.enums import FindingState

DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER})
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})

TABS = Tabs(
    (
        Tab(
            "ours",
            _("To rectify"),
            lambda rows, user, today: rows.filter(state=FindingState.OPEN),
            _("Your department has no finding to rectify."),
            DEPARTMENT,
        ),
        Tab(
            "awaiting",
            _("Awaiting verification"),
            lambda rows, user, today: rows.awaiting_verification(),
            _("No report of a rectification waits to be verified."),
        ),
        Tab(
            "overdue",
            _("Overdue"),
            lambda rows, user, today: rows.overdue(today),
            _("No rectification is overdue."),
        ),
        Tab(
            "red",
            _("Red"),
            lambda rows, user, today: rows.counted().red(),
            _("No finding is red."),
        ),
        Tab(
            "open",
            _("All that count"),
            lambda rows, user, today: rows.counted(),
            _("The inspection finds no gap."),
        ),
        Tab(
            "exempt",
            _("Exempt"),
            lambda rows, user, today: rows.filter(state=FindingState.EXEMPT),
            _("No finding is exempt."),
        ),
        Tab(
            "concluded",
            pgettext_lazy("finding", "Closed"),
            lambda rows, user, today: rows.closed(),
            _("No finding is closed yet."),
        ),
    ),
    first={Role.CLERK: "ours", Role.REVIEWER: "ours", Role.SUPERVISOR: "awaiting"},
    otherwise="open",
)

ORDERS = {
    "due": (
        _("To be rectified by"),
        lambda rows: rows.order_by(F("rectify_by").asc(nulls_last=True), "pk"),
    ),
    "newest": (_("Newest first"), lambda rows: rows.order_by("-opened_on", "-pk")),
    "oldest": (_("Oldest first"), lambda rows: rows.order_by("opened_on", "pk")),
    "colour": (_("Red first"), lambda rows: rows.order_by("level", "opened_on", "pk")),
}


def waits_for(rows: QuerySet, user: Official, today: date) -> QuerySet:
    """Return what waits for this official's own next step, for the start page of the desk."""
    role = role_of(user)
    if role in DEPARTMENT:
        return rows.filter(state=FindingState.OPEN)
    if role in SUPERVISORS:
        return rows.awaiting_verification()
    return rows.overdue(today)
