"""What a department says it did about a finding, with its evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.models import PrivateFile

from .findings import Finding


class Rectification(models.Model):
    """One report that a gap is mended; a report sent back stays beside the next."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="rectifications")
    text = models.TextField(_("what was done"), max_length=4000)
    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("document that shows it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    reported_at = models.DateTimeField(_("reported at"), editable=False)

    class Meta:
        verbose_name = _("report of a rectification")
        verbose_name_plural = _("reports of rectifications")
        ordering = ["-reported_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.finding} {self.reported_at:%Y-%m-%d}"


class Evidence(PrivateFile):
    """A file that shows what was done; read through a checked page alone."""

    rectification = models.ForeignKey(Rectification, on_delete=models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
