from datetime import date
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.enums import AdjustmentAction, AdjustmentReason, AdjustmentState

from .entries import CatalogEntry


class AdjustmentQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """The public log: adjustments that took effect."""
        return self.filter(state=AdjustmentState.APPLIED, effective_on__lte=today)

    def due(self, today: date) -> Self:
        """Approved adjustments whose day has come."""
        return self.filter(state=AdjustmentState.APPROVED, effective_on__lte=today)

    def open(self) -> Self:
        return self.exclude(state__in=[AdjustmentState.APPLIED, AdjustmentState.WITHDRAWN])

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)

    def with_entries(self) -> Self:
        return self.select_related("department", "power", "service", "matter")


class Adjustment(models.Model):
    """A dynamic adjustment (动态调整) of one entry: the only way an entry in force changes.

    ``proposed`` holds the values that change (see ``catalogs.entry_values``), and
    ``former`` what they were, kept when the adjustment is applied.
    """

    action = models.CharField(_("action"), max_length=10, choices=AdjustmentAction)
    power = models.ForeignKey(
        "catalogs.PowerItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
    )
    service = models.ForeignKey(
        "catalogs.ServiceItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
    )
    matter = models.ForeignKey(
        "catalogs.PublicityMatter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
    )
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="adjustments",
        editable=False,
    )
    reason = models.CharField(_("reason"), max_length=20, choices=AdjustmentReason)
    basis = models.TextField(_("basis"))
    explanation = models.TextField(_("explanation"), blank=True)
    effective_on = models.DateField(_("in force from"))
    proposed = models.JSONField(
        _("proposed values"), default=dict, blank=True, encoder=DjangoJSONEncoder
    )
    former = models.JSONField(
        _("former values"), default=dict, blank=True, encoder=DjangoJSONEncoder, editable=False
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AdjustmentState,
        default=AdjustmentState.DRAFT,
        editable=False,
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True, editable=False)

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(power__isnull=False, service__isnull=True, matter__isnull=True)
                | Q(power__isnull=True, service__isnull=False, matter__isnull=True)
                | Q(power__isnull=True, service__isnull=True, matter__isnull=False),
                name="adjustment_of_exactly_one_entry",
                violation_error_message=_("An adjustment is of exactly one entry."),
            ),
            models.CheckConstraint(
                condition=Q(state=AdjustmentState.APPLIED, applied_at__isnull=False)
                | (~Q(state=AdjustmentState.APPLIED) & Q(applied_at__isnull=True)),
                name="adjustment_applied_has_time",
                violation_error_message=_("An applied adjustment, and no other, has its time."),
            ),
            *[
                models.UniqueConstraint(
                    fields=[name],
                    condition=~Q(state__in=[AdjustmentState.APPLIED, AdjustmentState.WITHDRAWN]),
                    name=f"adjustment_one_open_of_{name}",
                    violation_error_message=_("An adjustment of this entry is already under way."),
                )
                for name in ("power", "service", "matter")
            ],
        ]
        indexes = [models.Index(fields=["state", "effective_on"])]

    def __str__(self) -> str:
        return _(": ").join((self.get_action_display(), str(self.entry)))

    def get_absolute_url(self) -> str:
        return reverse("portal:adjustment-detail", args=[self.pk])

    @property
    def entry(self) -> CatalogEntry:
        """The entry of one of the three lists that is adjusted."""
        return self.power or self.service or self.matter
