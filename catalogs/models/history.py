from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What the tables of moves call the state of what was given back.
RETURNED = "returned"


class HistoryQuerySet(models.QuerySet):
    def of(self, target: models.Model) -> Self:
        """Rows about ``target``, newest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(target), object_id=target.pk
        )

    def last_return(self, target: models.Model) -> "HistoryRow | None":
        """Return the row that says why and by whom a returned ``target`` was returned."""
        if target.state != RETURNED:
            return None
        rows = self.of(target).filter(action="return", to_state=RETURNED)
        return rows.select_related("actor").order_by("-pk").first()


class HistoryRow(models.Model):
    """One thing that happened to one row: who, when, what, why. Written, never changed."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty when the system acted by itself."),
    )
    action = models.CharField(_("what"), max_length=40)
    from_state = models.CharField(_("from state"), max_length=20, blank=True)
    to_state = models.CharField(_("to state"), max_length=20, blank=True)
    reason = models.TextField(_("why"), blank=True)
    changes = models.JSONField(
        _("changes"),
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text=_("Field name to a pair of the old and the new value."),
    )

    objects = HistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history row")
        verbose_name_plural = _("history")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
