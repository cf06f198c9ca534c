"""States, terms and codes of the data catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DatasetState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("dataset", "Withdrawn")


class UpdateFrequency(models.TextChoices):
    """How often a dataset is brought up to date (更新频率)."""

    DAILY = "daily", pgettext_lazy("update frequency", "Daily")
    WEEKLY = "weekly", pgettext_lazy("update frequency", "Weekly")
    MONTHLY = "monthly", pgettext_lazy("update frequency", "Monthly")
    QUARTERLY = "quarterly", pgettext_lazy("update frequency", "Quarterly")
    HALF_YEARLY = "half_yearly", pgettext_lazy("update frequency", "Half-yearly")
    YEARLY = "yearly", pgettext_lazy("update frequency", "Yearly")
    IRREGULAR = "irregular", pgettext_lazy("update frequency", "Irregularly")


class UpdateState(models.TextChoices):
    """Whether data are as new as their frequency promises; those without a rhythm promise none."""

    ON_TIME = "on_time", pgettext_lazy("update of data", "On time")
    OVERDUE = "overdue", _("Update overdue")
    IRREGULAR = "irregular", _("Without a rhythm")


# A dataset is late when it was not updated this many days after its period has passed; what is
# brought up to date daily or weekly has a part of its period.
UPDATE_GRACE_DAYS = 7
SHORTER_GRACE_DAYS = {UpdateFrequency.DAILY: 1, UpdateFrequency.WEEKLY: 2}


class Openness(models.TextChoices):
    """On what terms data are given (开放属性)."""

    UNCONDITIONAL = "unconditional", _("Open without conditions")
    CONDITIONAL = "conditional", _("Open on conditions")


class DataLicence(models.TextChoices):
    SOURCE_NAMED = "source_named", _("Free use, the source named")
    CC_BY_4 = "cc_by_4", _("Creative Commons Attribution 4.0")
    CC0 = "cc0", _("Creative Commons Zero: no rights reserved")


class ColumnType(models.TextChoices):
    TEXT = "text", pgettext_lazy("type of a column", "Text")
    INTEGER = "integer", pgettext_lazy("type of a column", "Whole number")
    NUMBER = "number", pgettext_lazy("type of a column", "Number")
    DATE = "date", pgettext_lazy("type of a column", "Date")
    DATETIME = "datetime", pgettext_lazy("type of a column", "Date and time")
    BOOLEAN = "boolean", pgettext_lazy("type of a column", "Yes or no")


# The types whose cells begin with a day.
OF_DAYS = frozenset({ColumnType.DATE, ColumnType.DATETIME})


class DayWriting(models.TextChoices):
    """How a file writes its days, the year first: what the order leaves open is never guessed."""

    ISO = "iso", "2026-01-31"
    DASHES = "dashes", "2026-1-31"
    SLASHES = "slashes", "2026/1/31"
    POINTS = "points", "2026.1.31"
    CHARACTERS = "characters", "2026年1月31日"
    DIGITS = "digits", "20260131"


class UploadState(models.TextChoices):
    """What became of a file sent for the next version of a dataset."""

    WAITING = "waiting", pgettext_lazy("file", "Being checked")
    CHECKED = "checked", pgettext_lazy("file", "Checked")
    IN_REVIEW = "in_review", pgettext_lazy("file", "Waiting for a second look")
    RETURNED = "returned", pgettext_lazy("file", "Returned")
    REFUSED = "refused", pgettext_lazy("file", "Cannot be read")
    RELEASED = "released", pgettext_lazy("file", "Released")
    DISCARDED = "discarded", pgettext_lazy("file", "Discarded")


class DataUse(models.TextChoices):
    """What is counted of the use of a dataset, without anything of who used it."""

    DOWNLOAD = "download", pgettext_lazy("use of data", "Downloads of files")
    EXPORT = "export", pgettext_lazy("use of data", "Exports of chosen rows")
    QUERY = "query", pgettext_lazy("use of data", "Queries by the open API")


class DataFormat(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    JSON = "json", "JSON"
