"""Aspects, colours and states of supervision, one home for all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Aspect(models.TextChoices):
    """What kind of gap a rule finds."""

    COMPLETENESS = "completeness", _("Completeness")
    TIMELINESS = "timeliness", _("Timeliness")
    CONSISTENCY = "consistency", _("Consistency")
    SITE = "site", _("Upkeep of the site")


class Indicator(models.TextChoices):
    """What a department is scored on; every rule counts for one of them."""

    COMPLETENESS = "completeness", _("Completeness")
    TIMELINESS = "timeliness", _("Timeliness")
    INTERPRETATION = "interpretation", _("Policy interpretation")
    APPLICATIONS = "applications", _("Disclosure on application")
    INTERACTION = "interaction", _("Interaction")
    SATISFACTION = "satisfaction", _("Satisfaction")
    DATA = "data", _("Open data")


class Level(models.TextChoices):
    """The colour of a finding: yellow warns, red is a breach."""

    YELLOW = "yellow", _("Yellow")
    RED = "red", _("Red")


class FindingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("finding", "Open")
    RECTIFIED = "rectified", _("Rectification reported")
    VERIFIED = "verified", _("Rectification verified")
    EXEMPT = "exempt", _("Exempt")
    CLOSED = "closed", pgettext_lazy("finding", "Closed")


_F = FindingState
# The gap is there as far as the machine knows.
STANDING_STATES = (_F.OPEN, _F.RECTIFIED, _F.VERIFIED, _F.EXEMPT)
# The gap counts against the department.
COUNTED_STATES = (_F.OPEN, _F.RECTIFIED, _F.VERIFIED)


class InspectionState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("inspection", "Waiting")
    RUNNING = "running", pgettext_lazy("inspection", "Running")
    FINISHED = "finished", pgettext_lazy("inspection", "Finished")


class Fulfilment(models.TextChoices):
    """Where an expected publication stands."""

    NOT_YET_DUE = "not_yet_due", _("Not yet due")
    DONE = "done", pgettext_lazy("publication of a period", "Done")
    LATE = "late", pgettext_lazy("publication of a period", "Late")
    MISSING = "missing", pgettext_lazy("publication of a period", "Missing")


# The weighted score over every indicator, beside the indicators themselves.
WHOLE = "whole"
# What holds until an administrator writes other weights.
INDICATOR_WEIGHTS: dict[Indicator, int] = {
    Indicator.COMPLETENESS: 25,
    Indicator.TIMELINESS: 25,
    Indicator.INTERPRETATION: 10,
    Indicator.APPLICATIONS: 15,
    Indicator.INTERACTION: 15,
    Indicator.SATISFACTION: 5,
    Indicator.DATA: 5,
}


class RoundState(models.TextChoices):
    OPEN = "open", pgettext_lazy("assessment round", "Under way")
    PUBLISHED = "published", _("Published")


class NoteKind(models.TextChoices):
    REWARD = "reward", pgettext_lazy("of a department", "Reward")
    CRITICISM = "criticism", pgettext_lazy("of a department", "Criticism")


class TaskGroup(models.TextChoices):
    LISTS = "lists", _("Three inventory lists")
    NORMS = "norms", _("Three system norms")
    PLATFORMS = "platforms", _("Four platforms")


class StageMoment(models.TextChoices):
    """Where today lies beside a stage of the pilot."""

    TO_COME = "to_come", pgettext_lazy("stage", "To come")
    UNDER_WAY = "under_way", pgettext_lazy("stage", "Under way")
    ENDED = "ended", pgettext_lazy("stage", "Ended")


class TaskState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not begun")
    UNDER_WAY = "under_way", pgettext_lazy("task", "Under way")
    DONE = "done", pgettext_lazy("task", "Done")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("monthly report", "Sent in")
