from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogs.models.encryption import EncryptedTextField


class ApiKeyQuerySet(models.QuerySet):
    def valid(self) -> Self:
        """What the API takes."""
        return self.filter(revoked_at__isnull=True)

    def retained_beyond(self, moment: datetime) -> Self:
        """Revoked before ``moment``, and it is still kept how to reach the holder."""
        return self.filter(revoked_at__lt=moment, contact_erased_at__isnull=True)


class ApiKey(models.Model):
    """A free key of the open API: of the key its hash and its first letters are kept."""

    prefix = models.CharField(_("first letters"), max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    holder = models.CharField(_("app or organisation"), max_length=100)
    email = EncryptedTextField(_("email address"), max_length=254, blank=True)
    purpose = models.TextField(_("what the data are for"), max_length=1000)
    given_at = models.DateTimeField(_("given at"), editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revoked by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("Empty when the holder gave the key up."),
    )
    revocation_reason = models.TextField(_("why it was revoked"), blank=True, editable=False)
    contact_erased_at = models.DateTimeField(_("contact erased at"), null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revocation_reason="")
                | Q(revoked_at__isnull=False),
                name="apikey_revoked_has_time",
                violation_error_message=_("A revoked key, and no other, has time and reason."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | ~Q(revocation_reason=""),
                name="apikey_revoked_by_official_has_reason",
                violation_error_message=_("An official who revokes a key says why."),
            ),
            models.CheckConstraint(
                condition=Q(contact_erased_at__isnull=True)
                | Q(revoked_at__isnull=False, email="", purpose=""),
                name="apikey_erased_is_revoked",
                violation_error_message=_("Only of a revoked key the contact is erased."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.holder}".strip()

    @property
    def is_valid(self) -> bool:
        """The property beside ``valid()``."""
        return self.revoked_at is None


class ApiKeyUse(models.Model):
    """How many requests came with a key on a day; written by ``portal.opendata.keys``."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("requests"), default=0)

    class Meta:
        verbose_name = _("use of an API key")
        verbose_name_plural = _("uses of API keys")
        ordering = ["key", "-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "day"],
                name="apikeyuse_day_once",
                violation_error_message=_("This day is counted already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key_id} {self.day}"
