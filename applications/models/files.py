from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import FilePurpose
from catalogs.models import PrivateFile


class ApplicationFile(PrivateFile):
    """A file of an application; handed out only by a view that asks ``access`` first."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="files"
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=FilePurpose)

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        ordering = ["pk"]
