from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.models.private_files import PrivateStorage


def report_path(report: "SupervisionReport", filename: str) -> str:
    """Store below the month: the name tells what it is, and no visitor gives one."""
    return f"supervision/{report.month:%Y-%m}/{filename}"


class SupervisionReport(models.Model):
    """The report of a month as it was made then: a workbook and a document, both kept.

    Without a department it is of the whole district.
    """

    month = models.DateField(_("month"))
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        related_name="supervision_reports",
    )
    workbook = models.FileField(
        _("workbook"), upload_to=report_path, storage=PrivateStorage, max_length=200
    )
    document = models.FileField(
        _("document"), upload_to=report_path, storage=PrivateStorage, max_length=200
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("supervision report")
        verbose_name_plural = _("supervision reports")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "department"], name="supervisionreport_once_of_department"
            ),
            models.UniqueConstraint(
                fields=["month"],
                condition=models.Q(department__isnull=True),
                name="supervisionreport_once_of_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
