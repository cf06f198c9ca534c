"""What officials add to a citizen's case while they handle it; each app names its own case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DepartmentPart(models.Model):
    """Another department's part under the lead department; the clock does not stop for it."""

    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    question = models.TextField(_("question"), max_length=4000)
    asked_on = models.DateField(_("asked on"))
    opinion = models.TextField(_("opinion"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, opinion="")
                | Q(answered_on__isnull=False) & ~Q(opinion=""),
                name="%(class)s_opinion_has_day",
                violation_error_message=_("An opinion has its day."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.department)

    @staticmethod
    def once_in(case: str, *, name: str) -> models.UniqueConstraint:
        """Return the constraint that a department is asked once in a case."""
        return models.UniqueConstraint(
            fields=[case, "department"],
            name=name,
            violation_error_message=_("This department is asked already."),
        )


class InternalNote(models.Model):
    """An internal note: for officials only, never shown to a citizen or the public."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=4000)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        abstract = True
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"
