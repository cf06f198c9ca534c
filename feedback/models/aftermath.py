"""What follows a reply: the asker's mark, and the question and answer as the public reads them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.enums import PUBLISHABLE_KINDS, SubmissionKind

# From this mark on the asker counts as satisfied.
SATISFIED_FROM = 4


class SubmissionRating(models.Model):
    """The asker's own mark, one to five, given once."""

    submission = models.OneToOneField(
        "feedback.Submission", on_delete=models.CASCADE, related_name="rating"
    )
    score = models.PositiveSmallIntegerField(
        _("mark"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    rated_on = models.DateField(_("rated on"))

    class Meta:
        verbose_name = _("rating of a submission")
        verbose_name_plural = _("ratings of submissions")
        ordering = ["-rated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(1, 5)),
                name="submissionrating_one_to_five",
                violation_error_message=_("A mark is one to five."),
            )
        ]

    def __str__(self) -> str:
        return str(self.score)


class PublishedReplyQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """Published and not taken back."""
        return self.filter(published_on__lte=today, withdrawn_on__isnull=True)

    def about_data(self, dataset) -> Self:
        """What was asked or corrected about the dataset."""
        return self.filter(submission__dataset=dataset)


class PublishedReply(models.Model):
    """A question with its answer as the public reads it: an editor's text, with consent."""

    submission = models.OneToOneField(
        "feedback.Submission", on_delete=models.CASCADE, related_name="published_reply"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SubmissionKind)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="published_replies",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_replies",
    )
    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(_("question"), max_length=4000)
    answer = models.TextField(_("answer"), max_length=8000)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(_("published on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = PublishedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("published reply")
        verbose_name_plural = _("published replies")
        ordering = ["-published_on", "-pk"]
        indexes = [
            # Lists, their years and the newest first.
            models.Index(
                fields=["published_on", "id"],
                condition=Q(withdrawn_on__isnull=True),
                name="publishedreply_public_days",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("published_on")),
                name="publishedreply_days_in_order",
                violation_error_message=_("A text is withdrawn after it was published."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PUBLISHABLE_KINDS),
                name="publishedreply_kind_is_public",
                violation_error_message=_("Reports and site errors are not published."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("feedback:reply-detail", args=[self.pk])

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.published_on <= today and self.withdrawn_on is None
