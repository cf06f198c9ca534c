from dataclasses import asdict

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.time_limits import DayCount, LimitKind, ParsedLimit, Retention, Trigger, describe

IN_DAYS = (LimitKind.WITHIN_WORKING_DAYS, LimitKind.WITHIN_CALENDAR_DAYS, LimitKind.BEFORE_EVENT)


class TimeLimit(models.Model):
    """One limit of a matter (公开时限), as read from the words of the catalogue.

    A cell with several limits ("decisions in 7 working days, the rest in 20")
    gives several rows; ``scope`` says what part each is for, empty for the rest.
    The columns are those of ``ParsedLimit``.
    """

    matter = models.ForeignKey(
        "catalogs.PublicityMatter", on_delete=models.CASCADE, related_name="time_limits"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    scope = models.CharField(_("part of the content"), max_length=300, blank=True)
    kind = models.CharField(_("kind of limit"), max_length=16, choices=LimitKind)
    amount = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    day_count = models.CharField(_("kind of days"), max_length=10, choices=DayCount, blank=True)
    trigger = models.CharField(_("counted from"), max_length=12, choices=Trigger, blank=True)
    event = models.CharField(_("event"), max_length=300, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day of the month"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("times in a period"), null=True, blank=True)
    retention = models.CharField(_("kept public"), max_length=12, choices=Retention, blank=True)
    posted_days = models.PositiveSmallIntegerField(_("days posted"), null=True, blank=True)
    posted_count = models.CharField(max_length=10, choices=DayCount, blank=True)

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "position"], name="timelimit_position_unique"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=IN_DAYS) | models.Q(amount__isnull=False),
                name="timelimit_counted_has_amount",
                violation_error_message=_("A limit in days has the number of days."),
            ),
        ]

    def __str__(self) -> str:
        return describe(self.parsed)

    @classmethod
    def of(cls, matter: models.Model, position: int, limit: ParsedLimit) -> "TimeLimit":
        """Return the unsaved row that holds ``limit``."""
        return cls(matter=matter, position=position, **asdict(limit))

    @property
    def parsed(self) -> ParsedLimit:
        """The limit as the value that parser and clock speak of."""
        return ParsedLimit(
            kind=LimitKind(self.kind),
            amount=self.amount,
            trigger=Trigger(self.trigger),
            scope=self.scope,
            event=self.event,
            day_count=DayCount(self.day_count),
            month=self.month,
            day=self.day,
            times=self.times,
            retention=Retention(self.retention),
            posted_days=self.posted_days,
            posted_count=DayCount(self.posted_count),
        )
