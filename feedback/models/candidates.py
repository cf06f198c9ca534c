"""Candidates for the knowledge list: what was asked several times, and when it was looked for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.enums import CandidateState

from .submissions import Submission


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The offices see every candidate, a department those to which it was asked, too."""
        if user.sees_all_departments:
            return self
        asked = Submission.objects.visible_to(user).filter(candidate=OuterRef("pk"))
        return self.filter(Exists(asked))

    def proposed(self) -> Self:
        """Waiting for an editor, what was asked most often first."""
        rows = self.filter(state=CandidateState.PROPOSED).annotate(times=Count("evidence"))
        return rows.order_by("-times", F("pk"))


class KnowledgeCandidate(models.Model):
    """A question that was asked several times; the submissions are the evidence."""

    question = models.CharField(_("question"), max_length=300)
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CandidateState,
        default=CandidateState.PROPOSED,
        editable=False,
    )
    proposed_on = models.DateField(_("proposed on"))
    entry = models.ForeignKey(
        "feedback.KnowledgeEntry",
        verbose_name=_("knowledge entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="candidates",
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate for the knowledge list")
        verbose_name_plural = _("candidates for the knowledge list")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CandidateState.TAKEN, entry__isnull=False)
                | ~Q(state=CandidateState.TAKEN) & Q(entry__isnull=True),
                name="knowledgecandidate_taken_has_entry",
                violation_error_message=_("A candidate that was taken has its entry."),
            )
        ]

    def __str__(self) -> str:
        return self.question


class ProposalRun(models.Model):
    """One search for candidates: when, by whom, and how many were new."""

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty when the system acted by itself."),
    )
    found = models.PositiveIntegerField(_("new candidates"))

    class Meta:
        verbose_name = _("search for candidates")
        verbose_name_plural = _("searches for candidates")
        ordering = ["-at", "-pk"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.found}"
