"""The vocabulary of publicity time limits (公开时限): what a wording can be read into."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LimitKind(TextChoices):
    """What a limit asks for. UNREADABLE keeps the words only: nothing is computed from it."""

    AT_ONCE = "at_once", _("at once")
    WITHIN_WORKING_DAYS = "working_days", _("within working days")
    WITHIN_CALENDAR_DAYS = "calendar_days", _("within calendar days")
    BEFORE_EVENT = "before_event", _("before an event")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half_yearly", _("every half year")
    YEARLY = "yearly", _("every year")
    LONG_TERM = "long_term", _("kept public long term")
    AS_LAW_PRESCRIBES = "as_law", _("as the law prescribes")
    UNREADABLE = "unreadable", _("as worded")


PERIODIC = frozenset(
    {LimitKind.MONTHLY, LimitKind.QUARTERLY, LimitKind.HALF_YEARLY, LimitKind.YEARLY}
)


class Trigger(TextChoices):
    """The happening a limit is counted from.

    UNSTATED: the wording names none; the Disclosure Regulation (Decree 711, article 26) then
    counts from formation or change.
    """

    UNSTATED = "", _("formation or change (not stated)")
    FORMATION = "formation", _("formation or change")
    ISSUE = "issue", _("issue of the document")
    DECISION = "decision", _("the decision")
    APPROVAL = "approval", _("approval")
    APPLICATION = "application", _("receipt of the application")
    PROGRESS = "progress", _("each step of progress")
    EVENT = "event", _("the event named")


class DayCount(TextChoices):
    """How the days of a limit are counted; the budget rows' N日内 are calendar days."""

    NONE = "", _("no days")
    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class Retention(TextChoices):
    """How long the information stays public, where the time limit column says it."""

    UNSTATED = "", _("not stated")
    LONG_TERM = "long_term", _("kept public long term")
    DYNAMIC = "dynamic", _("kept up to date as things change")


@dataclass(frozen=True, slots=True)
class ParsedLimit:
    """One limit read from a wording.

    scope: the part of the content it governs, in the wording's own words; "" is all, or the rest.
    amount, day_count: the days of WITHIN_*, the days before of BEFORE_EVENT, or the days after the
        end of the period of a periodic kind.
    event: the words naming the trigger, for DECISION, APPROVAL, EVENT and BEFORE_EVENT.
    month, day: the last day of a periodic kind, the month counted within the period; a day beyond
        the month's end means its last day.
    times: how often in a period, at least.
    posted_days, posted_count: how long the information is posted for objections (公示).
    """

    kind: LimitKind
    amount: int | None = None
    trigger: Trigger = Trigger.UNSTATED
    scope: str = ""
    event: str = ""
    day_count: DayCount = DayCount.NONE
    month: int | None = None
    day: int | None = None
    times: int | None = None
    retention: Retention = Retention.UNSTATED
    posted_days: int | None = None
    posted_count: DayCount = DayCount.NONE


UNREAD = ParsedLimit(kind=LimitKind.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell of the time limit column means.

    limits: empty for a blank cell, one UNREADABLE limit for words that could not be read in full.
    original: the cell as it came. wording: the words read, which differ only for 同上 (ditto).
    saving_clause: the wording adds that another law or regulation prevails where it says otherwise.
    """

    limits: tuple[ParsedLimit, ...]
    original: str
    wording: str
    readable: bool
    saving_clause: bool = False

    @property
    def missing(self) -> bool:
        """Nothing was written in the cell."""
        return not self.limits
