from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AnnualChapters(models.Model):
    """The words of an annual report (Art. 50), chapter by chapter; an empty one is drafted.

    ``department`` is empty for the report of the whole district.
    """

    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="annual_chapters",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    overview = models.TextField(_("overview"), max_length=8000, blank=True)
    proactive = models.TextField(_("proactive disclosure"), max_length=8000, blank=True)
    on_application = models.TextField(
        _("applications received and handled"), max_length=8000, blank=True
    )
    remedies = models.TextField(_("reconsideration and litigation"), max_length=8000, blank=True)
    problems = models.TextField(_("problems and improvements"), max_length=8000, blank=True)
    other = models.TextField(_("other matters to report"), max_length=8000, blank=True)

    class Meta:
        verbose_name = _("chapters of an annual report")
        verbose_name_plural = _("chapters of annual reports")
        ordering = ["-year", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year"],
                name="annualchapters_once_a_year",
                violation_error_message=_("The chapters of this year are written already."),
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(department__isnull=True),
                name="annualchapters_of_district_once",
                violation_error_message=_("The chapters of this year are written already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department or ''} {self.year}".strip()
