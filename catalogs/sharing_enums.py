"""States, kinds and limits of what the public sends in about open data: reuses and access."""

from django.db import models
from django.utils.translation import pgettext_lazy

# Who sends something in has no account and no role; in the tables the sender stands beside them.
SENDER = "sender"

REUSE_PREFIX = "YY"
ACCESS_PREFIX = "KF"
# The end of a reuse's public address, counted within a year: no receipt number is told by it.
REUSE_CODE_PREFIX = "CG"

# Full years after the end of a matter for which it is kept who sent it in.
SENDER_RETENTION_YEARS = 3
# What was returned and never came back is ended after so many days.
RETURNED_DAYS = 60


class ReuseKind(models.TextChoices):
    """What was made with the data (应用类型)."""

    WEBSITE = "website", pgettext_lazy("kind of reuse", "Web site")
    MOBILE_APP = "mobile_app", pgettext_lazy("kind of reuse", "Mobile app")
    MINI_PROGRAMME = "mini_programme", pgettext_lazy("kind of reuse", "Mini-programme")
    ANALYSIS = "analysis", pgettext_lazy("kind of reuse", "Analysis report")
    RESEARCH = "research", pgettext_lazy("kind of reuse", "Research")
    OTHER = "other", pgettext_lazy("kind of reuse", "Other")


class ReuseState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("reuse", "To be examined")
    RETURNED = "returned", pgettext_lazy("reuse", "Returned to the maker")
    PUBLISHED = "published", pgettext_lazy("reuse", "Published")
    REFUSED = "refused", pgettext_lazy("reuse", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("reuse", "Withdrawn")


class AccessState(models.TextChoices):
    """Where a request for data that are open on conditions stands (有条件开放申请)."""

    SUBMITTED = "submitted", pgettext_lazy("request for data", "To be decided")
    RETURNED = "returned", pgettext_lazy("request for data", "Returned to the applicant")
    GRANTED = "granted", pgettext_lazy("request for data", "Granted")
    REFUSED = "refused", pgettext_lazy("request for data", "Refused")
    REVOKED = "revoked", pgettext_lazy("request for data", "Revoked")
    WITHDRAWN = "withdrawn", pgettext_lazy("request for data", "Withdrawn")


class AccessApplicant(models.TextChoices):
    PERSON = "person", pgettext_lazy("who asks for data", "A person")
    ORGANISATION = "organisation", pgettext_lazy("who asks for data", "An organisation")


class AccessWay(models.TextChoices):
    """How granted data were fetched."""

    KEY = "key", pgettext_lazy("use of granted data", "With the key")
    SESSION = "session", pgettext_lazy("use of granted data", "From the own page")


# Access is granted for so many days at most; then the applicant asks again.
GRANTED_DAYS_AT_MOST = 366
