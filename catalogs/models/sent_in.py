from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.validators import EmailValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogs import identity
from catalogs.working_days import DueDate, WorkCalendar

from .clocks import Clocked, ClockedQuerySet
from .encryption import EncryptedTextField

# Both kinds begin so, and come back to it when they were corrected.
SUBMITTED, RETURNED = "submitted", "returned"


class SentInQuerySet(ClockedQuerySet):
    """Which of what was sent in? The words desk, tasks and pages ask with."""

    def open(self) -> Self:
        """To be decided: somebody waits for us."""
        return self.filter(state=SUBMITTED)

    def settled(self) -> Self:
        return self.exclude(state__in=[SUBMITTED, RETURNED])

    def with_sender(self) -> Self:
        """Returned: we wait for who sent it."""
        return self.filter(state=RETURNED)

    def overdue(self, today: date) -> Self:
        """Open, and due before today."""
        return self.open().filter(due_on__lt=today)

    def due_soon(self, today: date) -> Self:
        """Open, and due today or within the next three working days."""
        from catalogs.deadlines import due_soon_by, load_calendar

        last = due_soon_by(today, calendar=load_calendar())
        return self.open().filter(due_on__gte=today, due_on__lte=last)

    def late(self) -> Self:
        """Settled after the day it was due."""
        return self.settled().filter(settled_on__gt=F("due_on"))

    def by_due_date(self) -> Self:
        """The earliest first."""
        return self.order_by("due_on", "received_on", "pk")


class SentIn(Clocked):
    """What somebody without an account sends in about open data, from receipt to decision."""

    # Columns that tell who sent it in; those that are erased; and texts they may stand in.
    SENDER_FIELDS: tuple[str, ...] = ("email",)
    ERASED_FIELDS: tuple[str, ...] = ("email",)
    SENDER_TEXTS: tuple[str, ...] = ("decision_reason",)

    receipt_number = models.CharField(
        _("receipt number"), max_length=24, unique=True, editable=False
    )
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    email = EncryptedTextField(
        _("email address"),
        max_length=254,
        blank=True,
        default="",
        validators=[EmailValidator()],
    )
    received_on = models.DateField(_("received on"), editable=False)
    settled_on = models.DateField(_("settled on"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    decision_reason = models.TextField(
        _("reason of the decision"), max_length=2000, blank=True, editable=False
    )
    contact_erased_at = models.DateTimeField(_("contact erased at"), null=True, editable=False)
    created_at = models.DateTimeField(_("created at"), editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def is_open(self) -> bool:
        """The method beside ``open()``."""
        return self.state == SUBMITTED

    @property
    def masked_email(self) -> str:
        return identity.masked_email(self.email) if self.email else ""

    def sender_parts(self) -> list[str]:
        """Return what must not be told of who sent it in, longest first."""
        return identity.telling(getattr(self, name) for name in self.SENDER_FIELDS)

    def is_overdue(self, today: date) -> bool:
        """The method beside ``overdue(today)``."""
        return self.is_open and super().is_overdue(today)

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return (
            self.state not in (SUBMITTED, RETURNED)
            and self.settled_on is not None
            and self.due_on is not None
            and self.settled_on > self.due_on
        )

    def compute_due(self, calendar: WorkCalendar) -> DueDate | None:
        """Return when it is due; what is settled keeps the date it was measured by."""
        if not self.is_open:
            return DueDate(self.due_on, self.due_provisional) if self.due_on else None
        return super().compute_due(calendar)


def settled_has_day(name: str) -> models.CheckConstraint:
    """What waits for a decision has no day of it, and all else has one."""
    return models.CheckConstraint(
        condition=Q(state=SUBMITTED, settled_on__isnull=True)
        | ~Q(state=SUBMITTED) & Q(settled_on__gte=F("received_on")),
        name=name,
        violation_error_message=_("What is decided, and nothing else, has its day."),
    )


def decided_has_reason(name: str, *states: Any) -> models.CheckConstraint:
    """What was refused or sent back says why."""
    return models.CheckConstraint(
        condition=~Q(state__in=[str(state) for state in states]) | ~Q(decision_reason=""),
        name=name,
        violation_error_message=_("What was refused or sent back has its reason."),
    )
