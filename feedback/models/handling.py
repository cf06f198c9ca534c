"""What officials add to a submission while they handle it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.models import DepartmentPart, InternalNote


class JointHandling(DepartmentPart):
    """What another department says on a submission."""

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.CASCADE, related_name="joint_handlings"
    )

    class Meta(DepartmentPart.Meta):
        verbose_name = _("joint handling")
        verbose_name_plural = _("joint handlings")
        constraints = [
            DepartmentPart.once_in("submission", name="jointhandling_once_a_department"),
            *DepartmentPart.Meta.constraints,
        ]


class SubmissionNote(InternalNote):
    """An internal note on a submission."""

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.CASCADE, related_name="notes"
    )
