from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Store under the checksum: the visitor's file name never reaches the disk."""
    digest = attachment.checksum
    return f"attachments/{digest[:2]}/{digest}.{attachment.extension}"


class Attachment(models.Model):
    """A file of a publication; made only by ``catalogs.attaching.attach``."""

    publication = models.ForeignKey(
        "catalogs.Publication", on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField(_("file"), upload_to=attachment_path, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    extension = models.CharField(max_length=8, editable=False)
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    checksum = models.CharField(_("SHA-256 checksum"), max_length=64, editable=False)
    # What a reader who cannot see the picture is told; an interpretation's pictures need it.
    text_alternative = models.TextField(_("text alternative"), blank=True, max_length=1000)
    created_at = models.DateTimeField(_("attached at"), auto_now_add=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "checksum"],
                name="attachment_once_in_publication",
                violation_error_message=_("The publication already has this file."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_video(self) -> bool:
        return self.content_type.startswith("video/")

    @property
    def is_audio(self) -> bool:
        return self.content_type.startswith("audio/")

    def get_absolute_url(self) -> str:
        return reverse("portal:attachment", args=[self.pk])
