from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.enums import ApplicationState
from catalogs.models.clocks import Clocked, ClockedQuerySet


class CorrectionQuerySet(ClockedQuerySet):
    def missed(self, today: date) -> Self:
        """Awaited, and the period given has passed."""
        return self.filter(
            application__state=ApplicationState.AWAITING_CORRECTION,
            received_on__isnull=True,
            due_on__lt=today,
        )


class Correction(Clocked):
    """What the applicant is asked to correct (补正), once for an application (Art. 30)."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="correction"
    )
    asked_on = models.DateField(_("asked on"))
    what = models.TextField(_("what to correct"), max_length=4000)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    text = models.TextField(_("correction"), max_length=4000, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="correction_after_it_was_asked",
                violation_error_message=_("A correction is received after it was asked for."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_on:%Y-%m-%d}"

    def is_missed(self, today: date) -> bool:
        """The method beside ``missed(today)``."""
        return (
            self.application.state == ApplicationState.AWAITING_CORRECTION
            and self.received_on is None
            and self.due_on is not None
            and self.due_on < today
        )
