from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogs.enums import NonDisclosureGround, NonDisclosureState


def _decided_by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )


class ReviewQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.exclude(state=NonDisclosureState.APPROVED)

    def approved(self) -> Self:
        return self.filter(state=NonDisclosureState.APPROVED)

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(matter__department_id=user.department_id)


class NonDisclosureReview(models.Model):
    """Whether a matter may be kept from the public.

    The management department first, then the government office and the legal
    affairs office jointly: both must agree, either may return it.
    """

    matter = models.ForeignKey(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matter"),
        on_delete=models.CASCADE,
        related_name="non_disclosure_reviews",
    )
    ground = models.CharField(_("ground"), max_length=24, choices=NonDisclosureGround)
    justification = models.TextField(_("justification"))
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=NonDisclosureState,
        default=NonDisclosureState.DRAFT,
        editable=False,
    )
    requested_by = _decided_by(_("requested by"))
    department_by = _decided_by(_("examined for the department by"))
    department_at = models.DateTimeField(null=True, blank=True, editable=False)
    office_by = _decided_by(_("agreed for the government office by"))
    office_at = models.DateTimeField(null=True, blank=True, editable=False)
    legal_by = _decided_by(_("agreed for the legal affairs office by"))
    legal_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("non-disclosure review")
        verbose_name_plural = _("non-disclosure reviews")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=~Q(state=NonDisclosureState.APPROVED),
                name="nondisclosure_one_open_review",
                violation_error_message=_("A review of this matter is already under way."),
            ),
            models.CheckConstraint(
                condition=~Q(state=NonDisclosureState.APPROVED)
                | Q(
                    department_at__isnull=False,
                    office_at__isnull=False,
                    legal_at__isnull=False,
                ),
                name="nondisclosure_approved_by_all",
                violation_error_message=_("All three offices agree before a review is approved."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter)
