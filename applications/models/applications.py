from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications import clock
from applications.enums import (
    ANSWERED_STATES,
    CONCLUDED_STATES,
    EXTENSION_WORKING_DAYS_AT_MOST,
    INTAKE_STATES,
    OPEN_STATES,
    REPLY_WORKING_DAYS,
    WAITING_STATES,
    AnswerVariant,
    ApplicationState,
    Channel,
    FormWanted,
    Outcome,
    Way,
)
from catalogs.deadlines import due_soon_by
from catalogs.models.clocks import Clocked
from catalogs.working_days import DueDate, WorkCalendar

from .applicants import Applicant
from .querysets import ApplicationQuerySet


def _official(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )


class Application(Applicant, Clocked):
    """An application for disclosure (依申请公开), from receipt to file."""

    receipt_number = models.CharField(
        _("receipt number"), max_length=24, unique=True, editable=False
    )
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ApplicationState,
        default=ApplicationState.RECEIVED,
        editable=False,
    )
    channel = models.CharField(
        pgettext_lazy("of an application", "channel"), max_length=12, choices=Channel
    )
    arrived_on = models.DateField(_("arrived on"))
    received_on = models.DateField(
        _("received on"), help_text=_("The day of receipt by Article 31.")
    )
    title = models.CharField(_("title of the information"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    features = models.TextField(_("other features"), max_length=4000, blank=True)
    form_wanted = models.CharField(_("form wanted"), max_length=12, choices=FormWanted)
    way_wanted = models.CharField(_("way wanted"), max_length=12, choices=Way)
    consent_to_publish = models.BooleanField(_("consents to publishing the answer"), default=False)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    handler = _official(_("handler"))
    drafter = _official(_("drafter of the answer"))
    approver = _official(_("reviewer of the answer"))
    matter = models.ForeignKey(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matter"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    answer_variant = models.CharField(
        _("variant of the answer"), max_length=16, choices=AnswerVariant, blank=True
    )
    right_agency = models.CharField(
        _("agency responsible, with its contact"), max_length=400, blank=True
    )
    answer = models.TextField(_("answer"), blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    delivered_on = models.DateField(_("delivered on"), null=True, editable=False)
    delivery_way = models.CharField(_("way of delivery"), max_length=12, choices=Way, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, editable=False)
    extension_days = models.PositiveSmallIntegerField(_("extension"), default=0, editable=False)
    extended_on = models.DateField(_("extended on"), null=True, editable=False)
    identity_erased_at = models.DateTimeField(_("identity erased at"), null=True, editable=False)
    created_at = models.DateTimeField(_("created at"))
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for disclosure")
        verbose_name_plural = _("applications for disclosure")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=INTAKE_STATES)
                | Q(state=ApplicationState.WITHDRAWN)
                | Q(department__isnull=False),
                name="application_under_work_has_department",
                violation_error_message=_("An application under work has its lead department."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CONCLUDED_STATES, concluded_on__isnull=False) & ~Q(outcome="")
                | Q(state__in=OPEN_STATES, concluded_on__isnull=True),
                name="application_concluded_has_outcome",
                violation_error_message=_(
                    "A concluded application, and no other, has its day and its outcome."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED_STATES, answered_on__isnull=False) & ~Q(answer="")
                | ~Q(state__in=ANSWERED_STATES) & Q(answered_on__isnull=True),
                name="application_answered_has_answer",
                violation_error_message=_("An answered application has its answer and its day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ApplicationState.DELIVERED, ApplicationState.FILED])
                | Q(delivered_on__isnull=False),
                name="application_delivered_has_day",
                violation_error_message=_("A delivered application has the day of delivery."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.FILED) | Q(filed_on__isnull=False),
                name="application_filed_has_day",
                violation_error_message=_("A filed application has the day it was filed."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("arrived_on"))
                & (Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("received_on"))),
                name="application_days_in_order",
                violation_error_message=_("Arrival, receipt and conclusion follow each other."),
            ),
            models.CheckConstraint(
                condition=Q(extension_days=0, extended_on__isnull=True)
                | Q(
                    extension_days__range=(1, EXTENSION_WORKING_DAYS_AT_MOST),
                    extended_on__isnull=False,
                ),
                name="application_extension_within_law",
                violation_error_message=_("An extension has its day and at most 20 working days."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="application_state_due"),
            models.Index(fields=["department", "state"], name="application_dept_state"),
            models.Index(fields=["received_on"], name="application_received"),
            models.Index(fields=["concluded_on"], name="application_concluded"),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    def __repr__(self) -> str:
        return f"<Application: {self.receipt_number}>"

    @property
    def working_days_allowed(self) -> int:
        """Working days for the reply, the extension included."""
        return REPLY_WORKING_DAYS + self.extension_days

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_STATES

    @property
    def is_stopped(self) -> bool:
        """The method beside ``stopped()``."""
        return self.is_open and not self.is_waiting and self.due_on is None

    def is_overdue(self, today: date) -> bool:
        """The method beside ``overdue(today)``."""
        return self.is_open and super().is_overdue(today)

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return (
            self.concluded_on is not None
            and self.due_on is not None
            and self.concluded_on > self.due_on
        )

    def is_due_soon(self, today: date, *, calendar: WorkCalendar) -> bool:
        """The method beside ``due_soon(today)``."""
        return (
            self.is_open
            and self.due_on is not None
            and today <= self.due_on <= due_soon_by(today, calendar=calendar)
        )

    def is_mine(self, user) -> bool:
        """The method beside ``mine(user)``."""
        return self.is_open and self.handler_id == user.pk

    def is_visible_to(self, user) -> bool:
        """The method beside ``visible_to(user)``."""
        if user.sees_all_departments:
            return True
        return user.department_id is not None and (
            self.department_id == user.department_id
            or self.co_handlings.filter(department_id=user.department_id).exists()
            or self.inquiries.filter(agency_id=user.department_id).exists()
        )

    def stops(self) -> list[clock.Stop]:
        """Return the times that are not counted: every inquiry, answered or open."""
        return [inquiry.stop() for inquiry in self.inquiries.all()]

    def compute_due(self, calendar: WorkCalendar) -> DueDate | None:
        """Return when the reply is due, or None while the clock stands still.

        A concluded application keeps the date it was measured by.
        """
        if not self.is_open:
            return DueDate(self.due_on, self.due_provisional) if self.due_on else None
        if self.clock_started_on is None or self.is_waiting:
            return None
        return clock.due_date(
            self.clock_started_on, self.working_days_allowed, self.stops(), calendar
        )

    def worksheet(self, *, calendar: WorkCalendar, today: date) -> list[clock.ClockDay]:
        """Return each day of the clock: counted, skipped or stopped, with its reason.

        Empty while the applicant is waited for: what was counted until then does not count.
        """
        if self.is_waiting:
            return []
        lines = clock.worksheet(
            self.clock_started_on,
            self.working_days_allowed,
            self.stops(),
            calendar,
            today=today,
        )
        return [replace(line, why=line.why or self._why(line)) for line in lines]

    def _why(self, line: clock.ClockDay) -> str:
        """Return what a day of the clock means for this application, beyond the calendar."""
        if line.status == clock.DayStatus.FIRST:
            return self._why_it_started()
        if line.status != clock.DayStatus.COUNTED:
            return ""
        if line.number == self.working_days_allowed:
            return _now("working day: the reply is due")
        return _now("working day of the extension") if line.number > REPLY_WORKING_DAYS else ""

    def _why_it_started(self) -> str:
        fee, correction = getattr(self, "fee_notice", None), getattr(self, "correction", None)
        if fee and fee.paid_on == self.clock_started_on:
            return _now("the fee was paid; the time is counted anew from the next day")
        if correction and correction.received_on == self.clock_started_on:
            return _now("the correction was received; the time is counted anew from the next day")
        return _now("the application was received; the time is counted from the next day")
