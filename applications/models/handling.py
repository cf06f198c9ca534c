"""What officials add to an application while they handle it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import EXTENSION_WORKING_DAYS_AT_MOST, ExtensionState
from catalogs.models import DepartmentPart, InternalNote


class CoHandling(DepartmentPart):
    """What another department says on an application."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="co_handlings"
    )

    class Meta(DepartmentPart.Meta):
        verbose_name = _("co-handling department")
        verbose_name_plural = _("co-handling departments")
        constraints = [
            DepartmentPart.once_in("application", name="cohandling_once_a_department"),
            *DepartmentPart.Meta.constraints,
        ]


class Note(InternalNote):
    """An internal note on an application."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="notes"
    )


class ExtensionRequest(models.Model):
    """A request to extend the reply clock; granted once, by at most 20 working days (Art. 33)."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="extension_requests"
    )
    reason = models.TextField(_("reason"), max_length=2000)
    days = models.PositiveSmallIntegerField(_("working days"))
    state = models.CharField(
        _("state"), max_length=10, choices=ExtensionState, default=ExtensionState.PENDING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField(_("requested on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("extension request")
        verbose_name_plural = _("extension requests")
        ordering = ["requested_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(state=ExtensionState.REFUSED),
                name="extension_once",
                violation_error_message=_("An application is extended once only."),
            ),
            models.CheckConstraint(
                condition=Q(days__range=(1, EXTENSION_WORKING_DAYS_AT_MOST)),
                name="extension_days_within_law",
                violation_error_message=_("An extension has at most 20 working days."),
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.PENDING, decided_on__isnull=True)
                | ~Q(state=ExtensionState.PENDING) & Q(decided_on__isnull=False),
                name="extension_decided_has_day",
                violation_error_message=_("A decision on an extension has its day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} ({self.get_state_display()})"
