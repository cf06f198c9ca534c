from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnualFigures(models.Model):
    """What the annual report's first table counts outside the portal, entered by a department."""

    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="annual_figures",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    rules_made = models.PositiveIntegerField(_("rules issued"), default=0)
    rules_repealed = models.PositiveIntegerField(_("rules repealed"), default=0)
    rules_valid = models.PositiveIntegerField(_("rules in force"), default=0)
    licences = models.PositiveIntegerField(_("licence decisions"), default=0)
    penalties = models.PositiveIntegerField(_("penalty decisions"), default=0)
    coercions = models.PositiveIntegerField(_("coercion decisions"), default=0)
    charges = models.DecimalField(
        _("charges, in 10,000 yuan"), max_digits=14, decimal_places=2, default=0
    )

    class Meta:
        verbose_name = _("figures of the annual report")
        verbose_name_plural = _("figures of the annual report")
        ordering = ["-year", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year"],
                name="annualfigures_once_a_year",
                violation_error_message=_("The figures of this year are entered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.year}"
