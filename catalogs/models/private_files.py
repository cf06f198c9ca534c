from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _

from .encryption import EncryptedTextField


class PrivateStorage(FileSystemStorage):
    """Files outside the public folder: they have no address, only a view can hand them out."""

    def __init__(self) -> None:
        super().__init__(location=settings.PRIVATE_ROOT, base_url=None)

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


class PrivateFile(models.Model):
    """A file a citizen gave; made, read and erased only by ``catalogs.private_files``.

    Content and name are encrypted: a scan of an identity card is identity, and so is its name.
    """

    name = EncryptedTextField(_("name"))
    location = models.CharField(max_length=120, unique=True, editable=False)
    extension = models.CharField(max_length=8, editable=False)
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    checksum = models.CharField(_("SHA-256 checksum"), max_length=64, editable=False)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.extension} ({self.size})"
