"""Rows an administrator edits: how many working days, and which department by which words."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.enums import WORKING_DAYS, WORKING_DAYS_AT_MOST, LimitSubject


class LimitRuleQuerySet(models.QuerySet):
    def days_for(self, subject: str) -> int:
        """Return the working days allowed, the rule's own or what holds without a row."""
        row = self.filter(subject=subject).first()
        return row.working_days if row else WORKING_DAYS[subject]

    def days(self) -> dict[str, int]:
        """Return the working days allowed for every subject, in one query."""
        return WORKING_DAYS | dict(self.values_list("subject", "working_days"))

    def complete(self) -> Self:
        """Every subject with its row, made where it was missing."""
        self.model.objects.bulk_create(
            [self.model(subject=subject, working_days=days) for subject, days in _days()],
            ignore_conflicts=True,
        )
        return self.all()


def _days() -> list[tuple[str, int]]:
    return [(str(subject), days) for subject, days in WORKING_DAYS.items()]


class LimitRule(models.Model):
    """A limit in working days; changed by the verb ``limits.change_limit``, which recounts."""

    subject = models.CharField(_("limit of"), max_length=24, choices=LimitSubject, unique=True)
    working_days = models.PositiveSmallIntegerField(
        _("working days"),
        validators=[MinValueValidator(1), MaxValueValidator(WORKING_DAYS_AT_MOST)],
    )

    objects = LimitRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit in working days")
        verbose_name_plural = _("limits in working days")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(working_days__range=(1, WORKING_DAYS_AT_MOST)),
                name="limitrule_days_in_reason",
                violation_error_message=_("A limit has 1 to 60 working days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.working_days}"


class RoutingRule(models.Model):
    """Which department answers: by words and field, or by the field alone.

    A rule without words names the department competent for its field.
    """

    words = models.CharField(
        _("words"),
        max_length=500,
        blank=True,
        help_text=_("Separated by spaces or commas. Without words: everything of the field."),
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="routing_rules",
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.CASCADE,
        related_name="routing_rules",
    )

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(field__isnull=False),
                name="routingrule_has_words_or_field",
                violation_error_message=_("A rule has words or a field."),
            ),
            models.UniqueConstraint(
                fields=["field"],
                condition=Q(words=""),
                name="routingrule_one_fallback_a_field",
                violation_error_message=_("This field has its competent department already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words or self.field} → {self.department}"

    def clean(self) -> None:
        super().clean()
        if not self.words.strip() and self.field_id is None:
            raise ValidationError({"words": _("Give words or a field.")})
