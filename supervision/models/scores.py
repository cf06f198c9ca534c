"""Scores of departments and fields by month, and what each indicator weighs."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from supervision.enums import INDICATOR_WEIGHTS, WHOLE, Indicator

SCORED = [*Indicator.choices, (WHOLE, _("Whole score"))]


class IndicatorWeightQuerySet(models.QuerySet):
    def complete(self) -> Self:
        """Every indicator with its row, made where it was missing."""
        rows = [
            self.model(indicator=str(indicator), weight=weight)
            for indicator, weight in INDICATOR_WEIGHTS.items()
        ]
        self.model._default_manager.bulk_create(rows, ignore_conflicts=True)
        return self.all()


class IndicatorWeight(models.Model):
    """What an indicator weighs in the whole score; changed by ``scoring.change_weight``."""

    indicator = models.CharField(
        _("indicator"), max_length=16, choices=Indicator, unique=True, editable=False
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), validators=[MaxValueValidator(100)], help_text=_("0: not counted.")
    )

    objects = IndicatorWeightQuerySet.as_manager()

    class Meta:
        verbose_name = _("weight of an indicator")
        verbose_name_plural = _("weights of indicators")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__lte=100),
                name="indicatorweight_at_most_100",
                violation_error_message=_("A weight is 0 to 100."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_indicator_display())


class ScoreQuerySet(models.QuerySet):
    def of_month(self, month: date) -> Self:
        return self.filter(month=month.replace(day=1))

    def whole(self) -> Self:
        """The weighted score over every indicator."""
        return self.filter(indicator=WHOLE)

    def of_departments(self) -> Self:
        """One row a department, over all fields."""
        return self.filter(department__isnull=False, field__isnull=True)

    def of_fields(self) -> Self:
        """One row a field, over all departments."""
        return self.filter(department__isnull=True, field__isnull=False)

    def of_district(self) -> Self:
        """Over every department and field."""
        return self.filter(department__isnull=True, field__isnull=True)


class Score(models.Model):
    """A score of 0 to 100 in one month; without department or field over all of them.

    ``day`` is the inspected day whose tallies it was computed from; a month that is over keeps
    what its last inspection gave. ``examined`` and ``found`` are summed over the rules.
    """

    month = models.DateField(_("month"))
    day = models.DateField(_("counted on"))
    department = models.ForeignKey(
        "catalogs.Department", on_delete=models.CASCADE, null=True, related_name="scores"
    )
    field = models.ForeignKey(
        "catalogs.Field", on_delete=models.CASCADE, null=True, related_name="scores"
    )
    indicator = models.CharField(_("indicator"), max_length=16, choices=SCORED)
    value = models.DecimalField(_("score"), max_digits=5, decimal_places=2)
    examined = models.PositiveIntegerField(_("examined"))
    found = models.PositiveIntegerField(_("found"))

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["-month", "department_id", "field_id", "indicator"]
        constraints = [
            models.UniqueConstraint(
                "month",
                "indicator",
                Coalesce("department", 0),
                Coalesce("field", 0),
                name="score_once_a_month",
            ),
            models.CheckConstraint(condition=models.Q(value__range=(0, 100)), name="score_of_100"),
        ]
        indexes = [models.Index(fields=["indicator", "department", "month"], name="score_trend")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.get_indicator_display()}: {self.value}"
