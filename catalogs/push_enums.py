"""Rules, states and results of the push of publications by departmental systems."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PushRule(models.TextChoices):
    """Where a pushed publication goes."""

    REVIEW = "review", _("Always to review")
    RELEASE = "release", _("Straight to release where allowed")


class PushSystemState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("departmental system", "Active")
    SUSPENDED = "suspended", pgettext_lazy("departmental system", "Suspended")


class PushResult(models.TextChoices):
    """What came of one delivery."""

    ACCEPTED = "accepted", pgettext_lazy("delivery", "Accepted")
    UPDATED = "updated", pgettext_lazy("delivery", "Corrected")
    REPEATED = "repeated", pgettext_lazy("delivery", "Repeated: nothing new")
    REFUSED = "refused", pgettext_lazy("delivery", "Refused")


# What a system calls one publication: it stands in an address.
LONGEST_KEY = 100
