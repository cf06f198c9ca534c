from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogs.deadlines import due_soon_by
from catalogs.models.clocks import Clocked
from catalogs.working_days import DueDate, WorkCalendar
from feedback.enums import (
    ANSWERED_STATES,
    CONCLUDED_STATES,
    INTAKE_STATES,
    NAMELESS_KINDS,
    OPEN_STATES,
    UNDER_WORK_STATES,
    Channel,
    RightWay,
    SubmissionKind,
    SubmissionState,
)

from .people import Contact
from .querysets import SubmissionQuerySet

# A page of this site: nothing that could lead elsewhere.
OWN_PAGE = RegexValidator(r"^/(?![/\\])[^\s\\]*$", _("Give the address of a page of this site."))


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


class Submission(Contact, Clocked):
    """A consultation, suggestion, complaint, report or site error, from receipt to rating."""

    receipt_number = models.CharField(
        _("receipt number"), max_length=24, unique=True, editable=False
    )
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=SubmissionState,
        default=SubmissionState.RECEIVED,
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SubmissionKind)
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=4000)
    page_address = models.CharField(
        _("address of the page"), max_length=500, blank=True, validators=[OWN_PAGE]
    )
    dataset = models.ForeignKey(
        "catalogs.Dataset",
        verbose_name=_("dataset"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
    )
    channel = models.CharField(
        _("channel"), max_length=12, choices=Channel, default=Channel.ONLINE, editable=False
    )
    consent_to_publish = models.BooleanField(_("consents to publishing the answer"), default=False)
    received_on = models.DateField(_("received on"))
    suggested_department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department suggested by the rules"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
    )
    handler = _official(_("handler"))
    drafter = _official(_("drafter of the reply"))
    approver = _official(_("reviewer of the reply"))
    reply = models.TextField(_("reply"), max_length=8000, blank=True)
    right_way = models.CharField(_("right way"), max_length=16, choices=RightWay, blank=True)
    refusal = models.TextField(_("why it is not accepted"), max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
    )
    candidate = models.ForeignKey(
        "feedback.KnowledgeCandidate",
        verbose_name=_("candidate for the knowledge list"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="evidence",
    )
    extended_on = models.DateField(_("extended on"), null=True, editable=False)
    concluded_on = models.DateField(_("concluded on"), null=True, editable=False)
    working_days_taken = models.PositiveSmallIntegerField(
        _("working days taken"), null=True, editable=False
    )
    created_at = models.DateTimeField(_("created at"))
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[*UNDER_WORK_STATES, *ANSWERED_STATES])
                | Q(department__isnull=False),
                name="submission_under_work_has_department",
                violation_error_message=_("A submission under work has its department."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=INTAKE_STATES) | Q(department__isnull=True),
                name="submission_at_office_has_none",
                violation_error_message=_("What is with the office is with no department."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CONCLUDED_STATES, concluded_on__gte=F("received_on"))
                | Q(state__in=OPEN_STATES, concluded_on__isnull=True),
                name="submission_concluded_has_day",
                violation_error_message=_("A concluded submission, and no other, has its day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.REPLIED, *ANSWERED_STATES])
                | ~Q(reply="") & Q(drafter__isnull=False),
                name="submission_replied_has_reply",
                violation_error_message=_("A replied submission has its reply and its drafter."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED_STATES)
                | Q(approver__isnull=False, working_days_taken__isnull=False)
                & ~Q(approver=F("drafter")),
                name="submission_answered_was_reviewed",
                violation_error_message=_("An answer was reviewed by another than its drafter."),
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.NOT_ACCEPTED) & ~Q(right_way="") & ~Q(refusal="")
                | ~Q(state=SubmissionState.NOT_ACCEPTED) & Q(right_way="", refusal=""),
                name="submission_not_accepted_has_reason",
                violation_error_message=_("What is not accepted has a reason and the right way."),
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.MERGED, merged_into__isnull=False)
                & ~Q(merged_into=F("pk"))
                | ~Q(state=SubmissionState.MERGED) & Q(merged_into__isnull=True),
                name="submission_merged_has_other",
                violation_error_message=_("A merged submission names the other."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=SubmissionKind.SITE_ERROR) | ~Q(page_address=""),
                name="submission_site_error_has_page",
                violation_error_message=_("An error on this site has the address of its page."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=SubmissionKind.DATA_CORRECTION) | Q(dataset__isnull=False),
                name="submission_data_error_has_dataset",
                violation_error_message=_("An error in open data names the dataset."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="submission_state_due"),
            models.Index(fields=["department", "state"], name="submission_dept_state"),
            models.Index(fields=["received_on"], name="submission_received"),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    def __repr__(self) -> str:
        return f"<Submission: {self.receipt_number}>"

    def clean(self) -> None:
        """Ask for the way to answer where one is owed, and for the page or data of an error."""
        super().clean()
        if self.kind == SubmissionKind.SITE_ERROR and not self.page_address:
            raise ValidationError({"page_address": _("Give the address of the page.")})
        if self.kind == SubmissionKind.DATA_CORRECTION and self.dataset is None:
            raise ValidationError({"dataset": _("An error in open data names the dataset.")})
        if self.kind not in NAMELESS_KINDS:
            self.check_reachable(by_letter=self.channel == Channel.LETTER)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def leading(self) -> "Submission":
        """The submission whose reply this one gets: itself, or the one it was merged with."""
        return self.merged_into or self

    def is_overdue(self, today: date) -> bool:
        """The method beside ``overdue(today)``."""
        return self.is_open and super().is_overdue(today)

    def is_due_soon(self, today: date, *, calendar: WorkCalendar) -> bool:
        """The method beside ``due_soon(today)``."""
        return (
            self.is_open
            and self.due_on is not None
            and today <= self.due_on <= due_soon_by(today, calendar=calendar)
        )

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return (
            self.concluded_on is not None
            and self.due_on is not None
            and self.concluded_on > self.due_on
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
            or self.joint_handlings.filter(department_id=user.department_id).exists()
        )

    def compute_due(self, calendar: WorkCalendar) -> DueDate | None:
        """Return when the reply is due; what is concluded keeps the date it was measured by."""
        if not self.is_open:
            return DueDate(self.due_on, self.due_provisional) if self.due_on else None
        return super().compute_due(calendar)
