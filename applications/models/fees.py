from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from applications.enums import ApplicationState, FeeBasis
from catalogs.models.clocks import Clocked, ClockedQuerySet


class FeeNoticeQuerySet(ClockedQuerySet):
    def missed(self, today: date) -> Self:
        """Awaited, and the period for the payment has passed."""
        return self.filter(
            application__state=ApplicationState.AWAITING_PAYMENT,
            paid_on__isnull=True,
            due_on__lt=today,
        )


class FeeNotice(Clocked):
    """The information-processing fee asked of one application (Art. 42, 国办函〔2020〕109号)."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="fee_notice"
    )
    basis = models.CharField(pgettext_lazy("of a fee", "basis"), max_length=4, choices=FeeBasis)
    quantity = models.PositiveIntegerField(_("items or pages"))
    amount = models.PositiveIntegerField(_("amount in yuan"))
    sent_on = models.DateField(_("sent on"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    objects = FeeNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee notice")
        verbose_name_plural = _("fee notices")
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="feenotice_asks_for_something",
                violation_error_message=_("Below the limits of the rule nothing is charged."),
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("sent_on")),
                name="feenotice_paid_after_sent",
                violation_error_message=_("A fee is paid after the notice was sent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} ({self.get_basis_display()})"

    @property
    def counted(self) -> str:
        """What the fee is counted by, in words: 12 pages, 12 items."""
        if self.basis == FeeBasis.PAGE:
            words = ngettext("%(count)d page", "%(count)d pages", self.quantity)
        else:
            words = ngettext("%(count)d item", "%(count)d items", self.quantity)
        return words % {"count": self.quantity}

    def is_missed(self, today: date) -> bool:
        """The method beside ``missed(today)``."""
        return (
            self.application.state == ApplicationState.AWAITING_PAYMENT
            and self.paid_on is None
            and self.due_on is not None
            and self.due_on < today
        )
