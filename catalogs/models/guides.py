from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class DayUnit(models.TextChoices):
    WORKING_DAYS = "working_days", _("working days")
    CALENDAR_DAYS = "calendar_days", _("calendar days")


class MaterialForm(models.TextChoices):
    ORIGINAL = "original", _("Original")
    COPY = "copy", _("Copy")
    ORIGINAL_AND_COPY = "original_and_copy", _("Original and copy")
    ELECTRONIC = "electronic", _("Electronic")


class GuideQuerySet(models.QuerySet):
    def incomplete(self) -> Self:
        """Without conditions, without a limit, or without a step."""
        no_limit = Q(statutory_limit__isnull=True, commitment_limit__isnull=True, limit_note="")
        steps = Exists(GuideStep.objects.filter(guide=OuterRef("pk")))
        return self.filter(Q(conditions="") | no_limit | ~steps)

    def without_materials(self) -> Self:
        return self.filter(~Exists(GuideMaterial.objects.filter(guide=OuterRef("pk"))))


class Guide(models.Model):
    """How a power is exercised or a service is given (办事指南), step by step."""

    power = models.OneToOneField(
        "catalogs.PowerItem", on_delete=models.CASCADE, null=True, blank=True, related_name="guide"
    )
    service = models.OneToOneField(
        "catalogs.ServiceItem",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="guide",
    )
    conditions = models.TextField(_("conditions"), blank=True)
    statutory_limit = models.PositiveSmallIntegerField(_("statutory limit"), null=True, blank=True)
    commitment_limit = models.PositiveSmallIntegerField(_("promised limit"), null=True, blank=True)
    limit_unit = models.CharField(
        _("unit of the limits"), max_length=14, choices=DayUnit, default=DayUnit.WORKING_DAYS
    )
    limit_note = models.CharField(_("note on the limits"), max_length=300, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints = [
            models.CheckConstraint(
                condition=Q(power__isnull=False, service__isnull=True)
                | Q(power__isnull=True, service__isnull=False),
                name="guide_of_exactly_one_item",
                violation_error_message=_("A guide belongs to one power item or service item."),
            ),
            models.CheckConstraint(
                condition=Q(statutory_limit__isnull=True)
                | Q(commitment_limit__isnull=True)
                | Q(commitment_limit__lte=F("statutory_limit")),
                name="guide_promise_within_statutory_limit",
                violation_error_message=_("The promised limit is not longer than the statutory."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.power or self.service)


class GuideStep(models.Model):
    """A step, the post that takes it, and that post's limit."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("step"), max_length=100)
    description = models.TextField(_("what happens"), blank=True)
    post = models.CharField(_("responsible post"), max_length=100, blank=True)
    limit = models.CharField(_("limit of the step"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "position"], name="guidestep_position_unique")
        ]

    def __str__(self) -> str:
        return self.name


class GuideMaterial(models.Model):
    """A paper the applicant brings."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("material"), max_length=200)
    form = models.CharField(
        _("form"), max_length=18, choices=MaterialForm, default=MaterialForm.ORIGINAL
    )
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    is_required = models.BooleanField(_("required"), default=True)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "position"], name="guidematerial_position_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name
