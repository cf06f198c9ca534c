from collections import defaultdict
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from supervision.models.rules import RuleSetting


class TallyQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """The tallies of the last inspected day of each rule."""
        return self.as_of(None)

    def as_of(self, day: date | None) -> Self:
        """The tallies of the last inspected day of each rule that is not later than ``day``.

        The days are looked up at once, one a rule: asking for them row by row would take as
        long as there are tallies.
        """
        earlier = self.model._default_manager.filter(rule=models.OuterRef("code"))
        if day is not None:
            earlier = earlier.filter(day__lte=day)
        last = RuleSetting.objects.annotate(
            tallied_on=models.Subquery(earlier.order_by("-day").values("day")[:1])
        )
        rules_of: dict[date, list[str]] = defaultdict(list)
        for code, tallied_on in last.values_list("code", "tallied_on"):
            if tallied_on is not None:
                rules_of[tallied_on].append(code)
        if not rules_of:
            return self.none()
        condition = models.Q()
        for tallied_on, codes in rules_of.items():
            condition |= models.Q(day=tallied_on, rule__in=codes)
        return self.filter(condition)

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
