from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from supervision.enums import Level


class RuleSettingQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)


class RuleSetting(models.Model):
    """What an administrator sets of a rule; the rule itself stands in the table of rules.

    Changed by the verb ``supervision.ruling.change_rule`` alone, with a reason.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True, editable=False)
    is_active = models.BooleanField(_("switched on"), default=True)
    level = models.CharField(pgettext_lazy("of supervision", "level"), max_length=8, choices=Level)
    weight = models.PositiveSmallIntegerField(
        _("weight"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    red_after = models.PositiveSmallIntegerField(
        _("red after so many working days"),
        validators=[MaxValueValidator(250)],
        help_text=_("0: the colour does not change by itself."),
    )
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)

    objects = RuleSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of supervision")
        verbose_name_plural = _("rules of supervision")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__range=(1, 100)),
                name="rulesetting_weight_in_range",
                violation_error_message=_("A weight is 1 to 100."),
            )
        ]

    def __str__(self) -> str:
        # The rules ask the models for their rows, so they are read when they are named.
        from supervision.rules import name_of

        return name_of(self.code)
