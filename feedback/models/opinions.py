"""Cases of public opinion (舆情), their limits in hours, and what followed for departments."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.enums import (
    OPEN_OPINIONS,
    RESPONDED_OPINIONS,
    RESPONSE_HOURS,
    RESPONSE_HOURS_AT_MOST,
    WITH_DEPARTMENT_OPINIONS,
    IncentiveKind,
    OpinionLevel,
    OpinionSource,
    OpinionState,
)
from feedback.models.opinion_querysets import (
    NUMBER_PREFIX,
    USED_TO_LEFT,
    IncentiveQuerySet,
    OpinionQuerySet,
)


class OpinionLimitQuerySet(models.QuerySet):
    def hours_for(self, level: str) -> int:
        """Return the hours allowed, the row's own or what holds without a row."""
        row = self.filter(level=level).first()
        return row.hours if row else RESPONSE_HOURS[level]

    def complete(self) -> Self:
        """Every level with its row, made where it was missing."""
        rows = [self.model(level=str(level), hours=hours) for level, hours in _hours()]
        self.model.objects.bulk_create(rows, ignore_conflicts=True)
        return self.all()


def _hours() -> list[tuple[str, int]]:
    return list(RESPONSE_HOURS.items())


class OpinionLimit(models.Model):
    """Hours to the response by level; changed by the verb ``opinion_limits.change_hours``."""

    level = models.CharField(
        pgettext_lazy("of public opinion", "level"),
        max_length=10,
        choices=OpinionLevel,
        unique=True,
    )
    hours = models.PositiveSmallIntegerField(
        pgettext_lazy("unit of time", "hours"),
        validators=[MinValueValidator(1), MaxValueValidator(RESPONSE_HOURS_AT_MOST)],
    )

    objects = OpinionLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit of response in hours")
        verbose_name_plural = _("limits of response in hours")
        ordering = ["hours"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__range=(1, RESPONSE_HOURS_AT_MOST)),
                name="opinionlimit_hours_in_reason",
                violation_error_message=_("A limit has 1 to 720 hours."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.hours}"


class OpinionCase(models.Model):
    """What the public says loudly, and how it was answered; for officials only."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=4000)
    source = models.CharField(_("source"), max_length=12, choices=OpinionSource)
    source_address = models.URLField(_("address of the source"), max_length=500, blank=True)
    submissions = models.ManyToManyField(
        "feedback.Submission",
        verbose_name=_("submissions it was collected from"),
        blank=True,
        related_name="opinion_cases",
    )
    collected_at = models.DateTimeField(_("collected at"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=OpinionState,
        default=OpinionState.COLLECTED,
        editable=False,
    )
    level = models.CharField(
        pgettext_lazy("of public opinion", "level"), max_length=10, choices=OpinionLevel, blank=True
    )
    judgement = models.TextField(_("judgement"), max_length=2000, blank=True)
    respond_by = models.DateTimeField(_("response due at"), null=True, editable=False)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opinion_cases",
    )
    instruction = models.TextField(_("what is to be done"), max_length=2000, blank=True)
    dispose_by = models.DateTimeField(_("to be dealt with by"), null=True, blank=True)
    responded_at = models.DateTimeField(_("responded at"), null=True, editable=False)
    response = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("published response"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opinion_cases",
    )
    lesson = models.TextField(_("what the response achieved"), max_length=4000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of public opinion")
        verbose_name_plural = _("cases of public opinion")
        ordering = ["-collected_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[OpinionState.COLLECTED, OpinionState.DROPPED])
                | Q(respond_by__isnull=False) & ~Q(level=""),
                name="opinioncase_judged_has_level",
                violation_error_message=_("A judged case has its level and its hour."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=WITH_DEPARTMENT_OPINIONS,
                    department__isnull=False,
                    dispose_by__isnull=False,
                )
                | ~Q(state__in=WITH_DEPARTMENT_OPINIONS) & Q(department__isnull=True),
                name="opinioncase_disposed_has_department",
                violation_error_message=_("A case dealt with has its department and its hour."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=RESPONDED_OPINIONS,
                    responded_at__gte=F("collected_at"),
                    response__isnull=False,
                )
                | ~Q(state__in=RESPONDED_OPINIONS)
                & Q(responded_at__isnull=True, response__isnull=True),
                name="opinioncase_responded_has_response",
                violation_error_message=_("A response is a publication and has its hour."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OpinionState.REVIEWED) | ~Q(lesson=""),
                name="opinioncase_reviewed_has_lesson",
                violation_error_message=_("Write what the response achieved."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """What it is called where its title is not told; ``numbered()`` has it in SQL."""
        return f"{NUMBER_PREFIX}{timezone.localtime(self.collected_at).year}-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_OPINIONS

    def is_overdue(self, now: datetime) -> bool:
        """The method beside ``overdue(now)``."""
        return self.is_open and self.respond_by is not None and self.respond_by < now

    def is_nearly_due(self, now: datetime) -> bool:
        """The method beside ``nearly_due(now)``."""
        if not self.is_open or self.respond_by is None or self.respond_by < now:
            return False
        return now - self.collected_at >= (self.respond_by - now) * USED_TO_LEFT

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return (
            self.responded_at is not None
            and self.respond_by is not None
            and self.responded_at > self.respond_by
        )

    def is_visible_to(self, user) -> bool:
        """The method beside ``visible_to(user)``."""
        return self.is_handled_by(user) or self.created_by_id == user.pk

    def is_handled_by(self, user) -> bool:
        """Say whether it is the user's to act on: of an office, or of the department handed it."""
        if user.sees_all_departments:
            return True
        return user.department_id is not None and self.department_id == user.department_id

    def count_from(self, hours: int) -> None:
        """Let the response be due so many hours after the case was collected."""
        self.respond_by = self.collected_at + timedelta(hours=hours)


class IncentiveRecord(models.Model):
    """What followed for a department from the way it responded: incentive or restraint."""

    case = models.ForeignKey(OpinionCase, on_delete=models.PROTECT, related_name="incentives")
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="incentive_records",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=IncentiveKind)
    reason = models.TextField(_("reason"), max_length=2000)
    basis = models.TextField(_("basis"), max_length=1000)
    recorded_on = models.DateField(_("recorded on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    objects = IncentiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("incentive or restraint")
        verbose_name_plural = _("incentives and restraints")
        ordering = ["-recorded_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.department}: {self.get_kind_display()}"
