from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .encryption import EncryptedTextField


class LetterQuerySet(models.QuerySet):
    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)


class Letter(models.Model):
    """A letter to a person: written with the change it tells of, sent afterwards.

    ``key`` names the occasion, so that the same news is never told twice. A citizen's
    address is kept encrypted, and only until the letter is sent.
    """

    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
    )
    email = models.EmailField(_("email"), blank=True)
    private_email = EncryptedTextField(
        _("email of a citizen"), max_length=254, null=True, blank=True, editable=False
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="")
                | models.Q(private_email__isnull=False)
                | models.Q(sent_at__isnull=False),
                name="letter_has_address_until_sent",
                violation_error_message=_("A letter has an address until it is sent."),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def address(self) -> str:
        return self.email or self.private_email or ""
