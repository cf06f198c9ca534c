from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.models.private_files import PrivateStorage


def report_path(report: "SupervisionReport", filename: str) -> str:
    """Store below the month: the name tells what it is, and no visitor gives one."""
    return f"supervision/{report.month:%Y-%m}/{filename}"


class SupervisionReportQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The offices and supervisors see all, a department its own."""
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id, department__isnull=False)


class SupervisionReport(models.Model):
    """The report of a month as it was made then: a workbook and a document, both kept.

    Without a department it is of the whole district. Made again it is another report with the
    next ``number``; the earlier ones stay.
    """

    month = models.DateField(_("month"))
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        related_name="supervision_reports",
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a report", "number"), default=1)
    workbook = models.FileField(
        _("workbook"), upload_to=report_path, storage=PrivateStorage, max_length=200
    )
    document = models.FileField(
        _("document"), upload_to=report_path, storage=PrivateStorage, max_length=200
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: made by itself on the first of the next month."),
    )

    objects = SupervisionReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision report")
        verbose_name_plural = _("supervision reports")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "department", "number"],
                name="supervisionreport_once_of_department",
                violation_error_message=_("This report is made already."),
            ),
            models.UniqueConstraint(
                fields=["month", "number"],
                condition=models.Q(department__isnull=True),
                name="supervisionreport_once_of_district",
                violation_error_message=_("This report is made already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def size_of(self, column: str) -> int | None:
        """Return the size in bytes of ``workbook`` or ``document``; None when the file is lost."""
        try:
            return getattr(self, column).size
        except FileNotFoundError:
            return None
