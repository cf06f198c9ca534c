from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexSequence(models.Model):
    """The last serial given under an organization code in a year; locked while one is given."""

    organization_code = models.CharField(max_length=18)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("index number sequence")
        verbose_name_plural = _("index number sequences")
        constraints = [
            models.UniqueConstraint(
                fields=["organization_code", "year"], name="indexsequence_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_code}/{self.year}-{self.last:05d}"
