from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.clock import Stop
from applications.enums import InquiryAnswer, InquiryKind
from catalogs.models import EncryptedTextField
from catalogs.models.clocks import Clocked, ClockedQuerySet


class InquiryQuerySet(ClockedQuerySet):
    def open(self) -> Self:
        """The answer is still awaited."""
        return self.filter(answered_on__isnull=True)

    def objecting(self) -> Self:
        """Objections that stand: not overridden by a greater public interest."""
        return self.filter(answer=InquiryAnswer.OBJECTS, overridden_on__isnull=True)

    def silent(self, today: date) -> Self:
        """Open, and the period for the answer has passed."""
        return self.open().filter(due_on__lt=today)


class Inquiry(Clocked):
    """A third party or another agency is asked; the reply clock stops meanwhile.

    A third party's name and address are encrypted: they are identity as well. Another agency
    is a department of the portal, or named when it is none.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="inquiries"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=InquiryKind)
    agency = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    agency_name = models.CharField(_("agency outside the portal"), max_length=200, blank=True)
    addressee = EncryptedTextField(_("third party"), max_length=200, blank=True, default="")
    addressee_contact = EncryptedTextField(
        _("contact of the third party"), max_length=400, blank=True, default=""
    )
    question = models.TextField(_("question"), max_length=4000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("sent on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=12, choices=InquiryAnswer, blank=True)
    answer_text = models.TextField(_("text of the answer"), max_length=4000, blank=True)
    override_reason = models.TextField(
        _("why the objection does not stand"), max_length=4000, blank=True
    )
    overridden_on = models.DateField(_("overridden on"), null=True, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=InquiryKind.THIRD_PARTY, agency__isnull=True, agency_name="")
                | Q(kind=InquiryKind.AGENCY) & (Q(agency__isnull=False) | ~Q(agency_name="")),
                name="inquiry_agency_is_named",
                violation_error_message=_("Name the agency that is consulted."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__gte=F("sent_on")) & ~Q(answer=""),
                name="inquiry_answer_has_day",
                violation_error_message=_("An answer has its day, not before the question."),
            ),
            models.CheckConstraint(
                condition=Q(overridden_on__isnull=True, override_reason="")
                | Q(overridden_on__isnull=False, answer=InquiryAnswer.OBJECTS)
                & ~Q(override_reason=""),
                name="inquiry_override_has_reason",
                violation_error_message=_("An objection is overridden with the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sent_on:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    @property
    def is_objecting(self) -> bool:
        """The method beside ``objecting()``."""
        return self.answer == InquiryAnswer.OBJECTS and self.overridden_on is None

    def is_silent(self, today: date) -> bool:
        """The method beside ``silent(today)``."""
        return self.is_open and self.due_on is not None and self.due_on < today

    def stop(self) -> Stop:
        """Return the time this inquiry takes out of the reply clock."""
        return Stop(self.sent_on, self.answered_on, str(InquiryKind(self.kind).label))
