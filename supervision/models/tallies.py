from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class TallyQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """The tallies of the last inspected day of each rule."""
        last = (
            self.model._default_manager.filter(rule=models.OuterRef("rule"))
            .order_by("-day")
            .values("day")[:1]
        )
        return self.filter(day=models.Subquery(last))

    def between(self, start: date, end: date) -> Self:
        return self.filter(day__range=(start, end))


class Tally(models.Model):
    """How many rows a rule examined and found on a day, by department and field.

    Dashboards, trends and scores read these rows, so that they are as fast over many matters as
    over few. ``found`` counts findings that stand and are not exempt, ``red`` the red of them.
    """

    day = models.DateField(_("day"))
    rule = models.SlugField(_("rule"), max_length=60)
    department = models.ForeignKey(
        "catalogs.Department", on_delete=models.CASCADE, related_name="tallies"
    )
    field = models.ForeignKey(
        "catalogs.Field", on_delete=models.CASCADE, null=True, related_name="tallies"
    )
    examined = models.PositiveIntegerField(_("examined"))
    found = models.PositiveIntegerField(_("found"))
    red = models.PositiveIntegerField(_("red"))

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        ordering = ["day", "rule", "department_id", "field_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "rule", "department", "field"], name="tally_once_in_field"
            ),
            models.UniqueConstraint(
                fields=["day", "rule", "department"],
                condition=models.Q(field__isnull=True),
                name="tally_once_without_field",
            ),
        ]
        indexes = [models.Index(fields=["rule", "-day"], name="tally_newest")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.rule}"
