"""Pilot work: the tasks of the plan, its stages, and what each unit reports every month."""

import calendar
from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.models.names import in_language
from supervision.enums import ReportState, TaskGroup, TaskState

# 锡政办发〔2017〕186号: the report of a month is sent before the 30th, which counts as in time.
DUE_DAY = 30


class PilotStage(models.Model):
    """One of the four stages of the pilot."""

    number = models.PositiveSmallIntegerField(pgettext_lazy("pilot", "number"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    summary = models.TextField(_("what was done"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("stage of the pilot")
        verbose_name_plural = _("stages of the pilot")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="pilotstage_days_in_order",
                violation_error_message=_("A stage ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.display_title

    @property
    def display_title(self) -> str:
        return in_language(self.title, self.title_en)


class PilotTask(models.Model):
    """A task of the plan, with who is responsible and who cooperates."""

    number = models.CharField(pgettext_lazy("pilot", "number"), max_length=8, unique=True)
    group = models.CharField(_("group"), max_length=16, choices=TaskGroup)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    responsible = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("responsible unit"),
        on_delete=models.PROTECT,
        related_name="pilot_tasks",
    )
    cooperating = models.ManyToManyField(
        "catalogs.Department",
        verbose_name=_("cooperating units"),
        blank=True,
        related_name="pilot_cooperations",
    )
    stage = models.ForeignKey(
        PilotStage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="tasks"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=TaskState, default=TaskState.NOT_STARTED
    )
    progress = models.PositiveSmallIntegerField(
        _("progress in percent"), default=0, validators=[MaxValueValidator(100)]
    )
    note = models.TextField(_("where it stands"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("task of the pilot")
        verbose_name_plural = _("tasks of the pilot")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TaskState.NOT_STARTED, progress=0)
                | Q(state=TaskState.UNDER_WAY, progress__lt=100)
                | Q(state=TaskState.DONE, progress=100),
                name="pilottask_progress_fits_state",
                violation_error_message=_(
                    "A task not begun stands at 0, one under way below 100, one done at 100."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.display_title

    @property
    def display_title(self) -> str:
        return in_language(self.title, self.title_en)


class MonthlyReportQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """What was sent in."""
        return self.filter(submitted_on__lte=today)

    def missing(self, today: date) -> Self:
        """Due before today and not sent in."""
        return self.filter(submitted_on__isnull=True, due_on__lt=today)

    def late(self) -> Self:
        """Sent in after the day it was due."""
        return self.filter(submitted_on__gt=F("due_on"))

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(unit_id=user.department_id)


class MonthlyReport(models.Model):
    """A unit's report of one month of the pilot: work done, problems, suggestions.

    The row is there from the first day of the month, so that a missing report can be seen.
    """

    unit = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="monthly_reports",
    )
    month = models.DateField(_("month"))
    due_on = models.DateField(_("due on"), editable=False)
    work_done = models.TextField(_("work done"), max_length=8000, blank=True)
    problems = models.TextField(_("problems"), max_length=4000, blank=True)
    suggestions = models.TextField(_("suggestions"), max_length=4000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False
    )
    submitted_on = models.DateField(_("sent in on"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly report of the pilot")
        verbose_name_plural = _("monthly reports of the pilot")
        ordering = ["-month", "unit__display_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month"],
                name="monthlyreport_once_a_month",
                violation_error_message=_("The unit has a report of this month."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.SUBMITTED, submitted_on__isnull=False)
                & ~Q(work_done="")
                | Q(state=ReportState.DRAFT, submitted_on__isnull=True),
                name="monthlyreport_submitted_has_text",
                violation_error_message=_("A report that is sent in says what was done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m}"

    @staticmethod
    def due_day(month: date) -> date:
        """Return the day a report of ``month`` is due: the 30th, in February the last."""
        last = calendar.monthrange(month.year, month.month)[1]
        return month.replace(day=min(DUE_DAY, last))

    def is_missing(self, today: date) -> bool:
        """The method beside ``missing(today)``."""
        return self.submitted_on is None and self.due_on < today

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return self.submitted_on is not None and self.submitted_on > self.due_on
