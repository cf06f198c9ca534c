"""Consultation of the public on drafts (意见征集), and what the public said."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.models import HistoryRow
from catalogs.models.clocks import Clocked, ClockedQuerySet
from catalogs.working_days import DueDate, WorkCalendar
from feedback.enums import Adoption, CommentState, ConsultationState

from .people import Contact

# What the history calls it when the first day of the period has come.
OPENED = "open"


class ConsultationQuerySet(ClockedQuerySet):
    def public(self, today: date) -> Self:
        """Published, and its period has begun."""
        return self.filter(state=ConsultationState.PUBLISHED, opens_on__lte=today)

    def open(self, today: date) -> Self:
        """Public, and comments are taken: the last day included."""
        return self.public(today).filter(closes_on__gte=today)

    def without_result(self) -> Self:
        """Published, and the result is still owed, now or after the end."""
        return self.filter(state=ConsultationState.PUBLISHED, result_published_on__isnull=True)

    def not_told_open(self, today: date) -> Self:
        """Public by its day, and the history does not say yet that it opened."""
        told = HistoryRow.objects.filter(
            content_type=ContentType.objects.get_for_model(Consultation),
            object_id=OuterRef("pk"),
            action=OPENED,
        )
        return self.public(today).filter(~Exists(told))

    def awaiting_result(self, today: date) -> Self:
        """The period is over, and the result is not published yet."""
        return self.without_result().filter(closes_on__lt=today)

    def overdue(self, today: date) -> Self:
        """The result was due before today."""
        return self.without_result().filter(due_on__lt=today)

    def due_soon(self, today: date) -> Self:
        """The period is over, and the result is due within three working days."""
        last = due_soon_by(today, calendar=load_calendar())
        return self.awaiting_result(today).filter(due_on__range=(today, last))

    def to_read(self) -> Self:
        """Somebody's comment waits to be read."""
        pending = ConsultationComment.objects.pending().filter(consultation=OuterRef("pk"))
        return self.filter(Exists(pending))

    def with_counts(self) -> Self:
        """Each row with ``received`` and ``pending``, its numbers of comments."""
        pending = Q(comments__state=CommentState.PENDING)
        return self.annotate(received=Count("comments"), pending=Count("comments", filter=pending))

    def by_due_date(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)


class Consultation(Clocked):
    """A draft open to comments for a period; the clock of the result starts at its end."""

    title = models.CharField(_("title"), max_length=200)
    background = models.TextField(_("background"), max_length=4000)
    text = models.TextField(_("draft"), blank=True)
    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("document with the draft"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
    )
    other_ways = models.TextField(_("other ways to comment"), max_length=1000, blank=True)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ConsultationState,
        default=ConsultationState.DRAFT,
        editable=False,
    )
    comments_elsewhere = models.PositiveIntegerField(
        _("comments by other ways"), default=0, help_text=_("By post, telephone and in meetings.")
    )
    result = models.TextField(
        pgettext_lazy("of a consultation", "result"), max_length=8000, blank=True
    )
    result_published_on = models.DateField(_("result published on"), null=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the public", "consultation")
        verbose_name_plural = pgettext_lazy("of the public", "consultations")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="consultation_days_in_order",
                violation_error_message=_("A consultation closes after it opens."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(publication__isnull=False),
                name="consultation_has_draft",
                violation_error_message=_("Give the draft, as text or as a document."),
            ),
            models.CheckConstraint(
                condition=Q(result_published_on__isnull=True)
                | Q(result_published_on__gt=F("closes_on"))
                & ~Q(result="")
                & ~Q(state=ConsultationState.DRAFT),
                name="consultation_result_after_end",
                violation_error_message=_("A result has its text and is published after the end."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("feedback:consultation", args=[self.pk])

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.state == ConsultationState.PUBLISHED and self.opens_on <= today

    def is_open(self, today: date) -> bool:
        """The method beside ``open(today)``."""
        return self.is_public(today) and self.closes_on >= today

    def is_without_result(self) -> bool:
        """The method beside ``without_result()``."""
        return self.state == ConsultationState.PUBLISHED and self.result_published_on is None

    def is_awaiting_result(self, today: date) -> bool:
        """The method beside ``awaiting_result(today)``."""
        return self.is_without_result() and self.closes_on < today

    def is_overdue(self, today: date) -> bool:
        """The method beside ``overdue(today)``."""
        return self.is_without_result() and super().is_overdue(today)

    def compute_due(self, calendar: WorkCalendar) -> DueDate | None:
        """Return when the result is due; once published, the date it was measured by."""
        if not self.is_without_result():
            return DueDate(self.due_on, self.due_provisional) if self.due_on else None
        return super().compute_due(calendar)


class CommentQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Read by an official and shown."""
        return self.filter(state=CommentState.SHOWN)

    def pending(self) -> Self:
        return self.filter(state=CommentState.PENDING)

    def undecided(self) -> Self:
        """Nobody has said yet what becomes of it."""
        return self.filter(adoption=Adoption.UNDECIDED)

    def retained_beyond(self, day: date) -> Self:
        """On a draft closed to comments before ``day``, and it is still kept who wrote."""
        return self.filter(consultation__closes_on__lt=day, contact_erased_at__isnull=True)


class ConsultationComment(Contact):
    """A comment on a draft; the public sees ``shown_text``, never who wrote it."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="comments"
    )
    text = models.TextField(_("comment"), max_length=4000)
    received_on = models.DateField(_("received on"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CommentState,
        default=CommentState.PENDING,
        editable=False,
    )
    shown_text = models.TextField(_("text as shown"), max_length=4000, blank=True)
    hidden_because = models.CharField(_("why it is not shown"), max_length=300, blank=True)
    adoption = models.CharField(
        _("adoption"), max_length=12, choices=Adoption, default=Adoption.UNDECIDED
    )
    adoption_note = models.TextField(_("note on the adoption"), max_length=2000, blank=True)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommentState.PENDING, shown_text="", hidden_because="")
                | Q(state=CommentState.SHOWN, hidden_because="") & ~Q(shown_text="")
                | Q(state=CommentState.HIDDEN, shown_text="") & ~Q(hidden_because=""),
                name="consultationcomment_read_has_outcome",
                violation_error_message=_(
                    "A comment is shown with its text or hidden for a cause."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation} {self.pk}"

    def __repr__(self) -> str:
        return f"<ConsultationComment: {self.pk}>"
