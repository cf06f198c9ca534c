"""More time for a complicated submission: asked for with a reason, decided by another person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.enums import ExtensionState


class SubmissionExtensionQuerySet(models.QuerySet):
    def pending(self) -> Self:
        """Asked for and not decided."""
        return self.filter(state=ExtensionState.PENDING)


class SubmissionExtension(models.Model):
    """A request to reply within the extended limit; granted once (国办发〔2017〕47号)."""

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.CASCADE, related_name="extensions"
    )
    reason = models.TextField(_("reason"), max_length=2000)
    state = models.CharField(
        _("state"), max_length=10, choices=ExtensionState, default=ExtensionState.PENDING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField(_("requested on"))
    # Empty in a refusal that came of itself: the submission was concluded first.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), max_length=2000, blank=True)

    objects = SubmissionExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension of a submission")
        verbose_name_plural = _("extensions of submissions")
        ordering = ["requested_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=~Q(state=ExtensionState.REFUSED),
                name="submissionextension_once",
                violation_error_message=_("A submission is extended once only."),
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.PENDING, decided_on__isnull=True)
                | ~Q(state=ExtensionState.PENDING) & Q(decided_on__isnull=False),
                name="submissionextension_decided_has_day",
                violation_error_message=_("A decision on an extension has its day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_state_display()}"
