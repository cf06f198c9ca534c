"""Assessment rounds (考核): what the machine counted, what people judged, what others found."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from supervision.enums import NoteKind, RoundState


class RoundQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """Published by ``today``."""
        return self.filter(state=RoundState.PUBLISHED, published_on__lte=today)


class AssessmentRound(models.Model):
    """One assessment of every department over a period.

    The result is the mean of automatic score, manual items and third-party evaluations, each of
    100, by their shares; a part nobody has anything for is left out of the mean.
    """

    title = models.CharField(_("title"), max_length=200)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    automatic_share = models.PositiveSmallIntegerField(
        _("share of the automatic score"), default=60, validators=[MaxValueValidator(100)]
    )
    manual_share = models.PositiveSmallIntegerField(
        _("share of the manual items"), default=30, validators=[MaxValueValidator(100)]
    )
    evaluation_share = models.PositiveSmallIntegerField(
        _("share of third-party evaluations"), default=10, validators=[MaxValueValidator(100)]
    )
    evaluations = models.ManyToManyField(
        "feedback.Evaluation",
        verbose_name=_("third-party evaluations"),
        blank=True,
        related_name="assessment_rounds",
    )
    note = models.TextField(_("note"), max_length=4000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState, default=RoundState.OPEN, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment round")
        verbose_name_plural = _("assessment rounds")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="assessmentround_period_in_order",
                violation_error_message=_("A period ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(
                    automatic_share=100 - F("manual_share") - F("evaluation_share"),
                ),
                name="assessmentround_shares_make_100",
                violation_error_message=_("The three shares make 100 together."),
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PUBLISHED, published_on__isnull=False)
                | ~Q(state=RoundState.PUBLISHED) & Q(published_on__isnull=True),
                name="assessmentround_published_has_day",
                violation_error_message=_("A published round, and no other, has its day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.published_on is not None and self.published_on <= today


class ManualItem(models.Model):
    """One thing that people judge in a round, with the points it can give."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(_("item"), max_length=200)
    standard = models.TextField(_("how it is judged"), max_length=2000)
    points = models.PositiveSmallIntegerField(
        _("points at most"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("manual item")
        verbose_name_plural = _("manual items")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ManualMark(models.Model):
    """The points a department got for one item, and why."""

    item = models.ForeignKey(ManualItem, on_delete=models.CASCADE, related_name="marks")
    department = models.ForeignKey(
        "catalogs.Department", on_delete=models.PROTECT, related_name="manual_marks"
    )
    points = models.DecimalField(
        _("points"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("manual mark")
        verbose_name_plural = _("manual marks")
        ordering = ["item_id", "department_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "department"],
                name="manualmark_once_a_department",
                violation_error_message=_("This department has its points for the item."),
            ),
            models.CheckConstraint(condition=Q(points__gte=0), name="manualmark_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.points}"


class RoundResult(models.Model):
    """What a department got in a published round; written when it is published."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.CASCADE, related_name="results")
    department = models.ForeignKey(
        "catalogs.Department", on_delete=models.PROTECT, related_name="round_results"
    )
    automatic = models.DecimalField(_("automatic score"), max_digits=5, decimal_places=2, null=True)
    manual = models.DecimalField(_("manual items"), max_digits=5, decimal_places=2, null=True)
    evaluation = models.DecimalField(
        _("third-party evaluations"), max_digits=5, decimal_places=2, null=True
    )
    total = models.DecimalField(_("result"), max_digits=5, decimal_places=2)
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name = _("result of an assessment")
        verbose_name_plural = _("results of assessments")
        ordering = ["round_id", "rank", "department_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department"], name="roundresult_once_a_department"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.total}"


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The offices and supervisors see all, a department its own."""
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)

    def in_year(self, year: int) -> Self:
        return self.filter(recorded_on__year=year)


class DepartmentNote(models.Model):
    """A reward or a criticism of a department, with its ground."""

    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="supervision_notes",
    )
    round = models.ForeignKey(
        AssessmentRound,
        verbose_name=_("assessment round"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
    )
    kind = models.CharField(
        pgettext_lazy("of a note on a department", "kind"), max_length=10, choices=NoteKind
    )
    text = models.TextField(_("what for"), max_length=2000)
    basis = models.TextField(_("basis"), max_length=1000)
    recorded_on = models.DateField(_("recorded on"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    # Given once with each form, so that two presses record once.
    key = models.UUIDField(unique=True, null=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("reward or criticism")
        verbose_name_plural = _("rewards and criticisms")
        ordering = ["-recorded_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.department}: {self.get_kind_display()}"
