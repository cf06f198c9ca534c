from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceiptSequence(models.Model):
    """The last serial given under a prefix in a year; locked while one is given."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("receipt number sequence")
        verbose_name_plural = _("receipt number sequences")
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="receiptsequence_unique")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:05d}"
