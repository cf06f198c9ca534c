"""What follows an answer: the rating, a remedy, and the published question and answer."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import RemedyKind, RemedyResult


class Rating(models.Model):
    """The applicant's own mark, one to five, given once."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="rating"
    )
    score = models.PositiveSmallIntegerField(
        _("mark"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    rated_on = models.DateField(_("rated on"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-rated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(1, 5)),
                name="rating_one_to_five",
                violation_error_message=_("A mark is one to five."),
            )
        ]

    def __str__(self) -> str:
        return str(self.score)


class RemedyQuerySet(models.QuerySet):
    def decided_in(self, year: int) -> Self:
        return self.filter(decided_on__year=year)

    def pending_at_end_of(self, year: int) -> Self:
        """Filed by the last day of the year and not decided by it."""
        last = date(year, 12, 31)
        return self.filter(Q(decided_on__isnull=True) | Q(decided_on__gt=last), filed_on__lte=last)


class Remedy(models.Model):
    """A reconsideration or a suit about an application (Art. 51)."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="remedies"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=RemedyKind)
    filed_on = models.DateField(pgettext_lazy("of a remedy", "filed on"))
    authority = models.CharField(_("authority or court"), max_length=200)
    result = models.CharField(
        _("result"), max_length=10, choices=RemedyResult, default=RemedyResult.PENDING
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = _("remedy")
        verbose_name_plural = _("remedies")
        ordering = ["filed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=RemedyResult.PENDING, decided_on__isnull=True)
                | ~Q(result=RemedyResult.PENDING) & Q(decided_on__gte=F("filed_on")),
                name="remedy_result_has_day",
                violation_error_message=_("A result has its day, not before the filing."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_result_display()}"


class PublishedRequestQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """Published and not taken back."""
        return self.filter(published_on__lte=today, withdrawn_on__isnull=True)

    def typical(self) -> Self:
        return self.filter(is_typical=True)


class PublishedRequest(models.Model):
    """An answered request as the public reads it: an editor's anonymised text, with consent."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="published_request"
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="published_requests",
    )
    title = models.CharField(_("title"), max_length=300)
    question = models.TextField(_("question"), max_length=4000)
    answer = models.TextField(_("answer"), max_length=8000)
    lesson = models.TextField(
        _("what the case shows"), max_length=4000, blank=True, help_text=_("For typical cases.")
    )
    is_typical = models.BooleanField(_("typical case"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(_("published on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = PublishedRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("published request")
        verbose_name_plural = _("published requests")
        ordering = ["-published_on", "-pk"]
        indexes = [
            # Lists, their years and the newest first.
            models.Index(
                fields=["published_on", "id"],
                condition=Q(withdrawn_on__isnull=True),
                name="publishedrequest_public_days",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("published_on")),
                name="publishedrequest_days_in_order",
                violation_error_message=_("A text is withdrawn after it was published."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        page = "case-detail" if self.is_typical else "answered-detail"
        return reverse(f"applications:{page}", args=[self.pk])

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.published_on <= today and self.withdrawn_on is None
