from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.models import PrivateFile
from feedback.enums import FilePurpose


class SubmissionFile(PrivateFile):
    """A file of a submission; handed out only by a view that asks ``access`` first."""

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.CASCADE, related_name="files"
    )
    purpose = models.CharField(_("purpose"), max_length=10, choices=FilePurpose)

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")
        ordering = ["pk"]
