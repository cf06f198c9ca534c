from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import FilePurpose
from catalogs.models import EncryptedTextField, PrivateFile


class DraftQuerySet(models.QuerySet):
    def kept(self, now: datetime) -> Self:
        """Drafts, and receipts just given, whose time has not passed."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)


class ApplicationDraft(models.Model):
    """What an applicant has written so far; only the own browser's token finds it again.

    Everything is encrypted, the token is stored hashed. Once sent, the answers are emptied and
    the row stands for the receipt for a short time: a second submission gets the same one.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    content = EncryptedTextField(_("answers"), blank=True, default="")
    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="+",
    )
    code = EncryptedTextField(_("query code"), blank=True, default="")
    created_at = models.DateTimeField(_("begun at"))
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an application")
        verbose_name_plural = _("drafts of applications")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=True, code="")
                | Q(application__isnull=False, content=""),
                name="draft_is_emptied_when_sent",
                violation_error_message=_("A draft that was sent keeps no answers."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_sent(self) -> bool:
        return self.application_id is not None


class DraftFile(PrivateFile):
    """A file of a draft; it moves to the application when the draft is sent."""

    draft = models.ForeignKey(ApplicationDraft, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(_("purpose"), max_length=12, choices=FilePurpose)

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["pk"]
