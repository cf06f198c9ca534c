"""Inspections: who asked, how far it is, what each rule found and how long it took."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from supervision.enums import InspectionState


class InspectionQuerySet(models.QuerySet):
    def finished(self) -> Self:
        return self.filter(state=InspectionState.FINISHED)


class Inspection(models.Model):
    """One run over the rules: all of them, or one; every department, or one."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: the daily inspection."),
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    rule = models.SlugField(_("rule"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=InspectionState, default=InspectionState.WAITING
    )
    rules_total = models.PositiveSmallIntegerField(_("rules"), default=0)
    asked_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class RuleRun(models.Model):
    """What one rule did in one inspection; ``error`` is filled where it failed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="runs")
    rule = models.SlugField(_("rule"), max_length=60)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    closed = models.PositiveIntegerField(_("closed"), default=0)
    reddened = models.PositiveIntegerField(_("turned red"), default=0)
    standing = models.PositiveIntegerField(_("standing"), default=0)
    seconds = models.FloatField(_("seconds"), default=0)
    error = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("run of a rule")
        verbose_name_plural = _("runs of rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "rule"],
                name="rulerun_once_in_inspection",
                violation_error_message=_("A rule runs once in an inspection."),
            )
        ]

    def __str__(self) -> str:
        return self.rule
