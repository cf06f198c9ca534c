"""The knowledge list (知识清单): questions often asked, each with its answer and basis."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.enums import AdjustmentState
from catalogs.markdown import to_text
from catalogs.models import Adjustment
from feedback.enums import KnowledgeState


class KnowledgeQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """Published by ``today`` and not withdrawn."""
        return self.filter(state=KnowledgeState.PUBLISHED, published_on__lte=today)

    def visible_to(self, user) -> Self:
        """Of editors: the offices see every entry, a department its own."""
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)

    def needing_review(self, *, adjusted_before: datetime | None = None) -> Self:
        """Published, and a linked matter or service was adjusted since somebody last looked.

        With ``adjusted_before`` only what has waited since before that moment.
        """
        applied = Adjustment.objects.filter(
            state=AdjustmentState.APPLIED, applied_at__gt=OuterRef("reviewed_at")
        )
        if adjusted_before is not None:
            applied = applied.filter(applied_at__lt=adjusted_before)
        return self.filter(
            Exists(applied.filter(matter__knowledge_entries=OuterRef("pk")))
            | Exists(applied.filter(service__knowledge_entries=OuterRef("pk"))),
            state=KnowledgeState.PUBLISHED,
        )

    def with_votes(self) -> Self:
        """Each with ``useful`` and ``useless``: how many visitors said so."""
        return self.annotate(
            useful=Count("votes", filter=Q(votes__useful=True)),
            useless=Count("votes", filter=Q(votes__useful=False)),
        )

    def least_useful_first(self) -> Self:
        """Ordered by how far those who found no use outnumber those who did; with votes."""
        return self.with_votes().order_by(F("useful") - F("useless"), "-useless", "pk")


class KnowledgeEntry(models.Model):
    """A question often asked, with its answer; what was published stays as a version."""

    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"), max_length=8000)
    basis = models.TextField(_("basis"), max_length=2000)
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        related_name="knowledge_entries",
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="knowledge_entries",
    )
    matters = models.ManyToManyField(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matters"),
        blank=True,
        related_name="knowledge_entries",
    )
    services = models.ManyToManyField(
        "catalogs.ServiceItem",
        verbose_name=_("public services"),
        blank=True,
        related_name="knowledge_entries",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=KnowledgeState,
        default=KnowledgeState.DRAFT,
        editable=False,
    )
    version = models.PositiveSmallIntegerField(_("version"), default=0, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    # When somebody last wrote the text or found it still right.
    reviewed_at = models.DateTimeField(_("last reviewed at"), null=True, editable=False)

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("knowledge entry")
        verbose_name_plural = _("knowledge entries")
        ordering = ["-published_on", "-pk"]
        indexes = [
            # The public list, the newest first.
            models.Index(fields=["state", "published_on", "id"], name="knowledgeentry_public_days"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=KnowledgeState.DRAFT, version=0, published_on__isnull=True)
                | ~Q(state=KnowledgeState.DRAFT)
                & Q(version__gte=1, published_on__isnull=False, reviewed_at__isnull=False),
                name="knowledgeentry_published_has_version",
                violation_error_message=_("A published entry has its version and its day."),
            )
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("feedback:knowledge-detail", args=[self.pk])

    @property
    def plain_answer(self) -> str:
        """The words of the answer on one line, for lists and the search."""
        return to_text(self.answer)

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return (
            self.state == KnowledgeState.PUBLISHED
            and self.published_on is not None
            and self.published_on <= today
        )

    def needs_review(self) -> bool:
        """The method beside ``needing_review()``."""
        if self.state != KnowledgeState.PUBLISHED:
            return False
        return self.adjusted_since().exists()

    def adjusted_since(self) -> models.QuerySet:
        """What was applied to a linked matter or service since somebody last looked."""
        linked = Q(matter__in=self.matters.all()) | Q(service__in=self.services.all())
        return Adjustment.objects.filter(
            linked, state=AdjustmentState.APPLIED, applied_at__gt=self.reviewed_at
        )


class KnowledgeVersion(models.Model):
    """The text of an entry as it was published once."""

    entry = models.ForeignKey(KnowledgeEntry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"))
    basis = models.TextField(_("basis"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("version of a knowledge entry")
        verbose_name_plural = _("versions of knowledge entries")
        ordering = ["entry", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="knowledgeversion_number_once",
                violation_error_message=_("This version exists already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"


class UsefulVote(models.Model):
    """Whether a visitor found an entry useful; the visitor is a keyed hash that names nobody."""

    entry = models.ForeignKey(KnowledgeEntry, on_delete=models.CASCADE, related_name="votes")
    visitor = models.CharField(max_length=64, editable=False)
    useful = models.BooleanField(_("useful"))
    voted_on = models.DateField(_("voted on"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "visitor"],
                name="usefulvote_once_a_visitor",
                violation_error_message=_("You have voted already."),
            )
        ]

    def __str__(self) -> str:
        return "+" if self.useful else "-"
