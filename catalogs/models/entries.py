from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.enums import EntryState

from .names import Named


class EntryQuerySet(models.QuerySet):
    """Words shared by the three lists."""

    def public(self, today: date) -> Self:
        """What a citizen finds in the list: entries in force today."""
        return self.filter(state=EntryState.IN_FORCE, effective_on__lte=today)

    def permalinked(self, today: date) -> Self:
        """What keeps its address: in force, or once in force and abolished since."""
        return self.filter(
            state__in=[EntryState.IN_FORCE, EntryState.ABOLISHED], effective_on__lte=today
        )

    def drafts(self) -> Self:
        return self.filter(state=EntryState.DRAFT)

    def without_basis(self) -> Self:
        """No legal basis is written down."""
        return self.filter(legal_basis="")

    def of_closed_department(self) -> Self:
        """The department responsible does not exist any more."""
        return self.filter(department__is_active=False)

    def visible_to(self, user) -> Self:
        """Officials of one department see its entries; the offices see all."""
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)


class CatalogEntry(Named):
    """What every entry of the three lists has."""

    code = models.CharField(_("code"), max_length=60)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    legal_basis = models.TextField(_("legal basis"))
    state = models.CharField(
        _("state"), max_length=12, choices=EntryState, default=EntryState.DRAFT, editable=False
    )
    effective_on = models.DateField(_("in force from"), null=True, blank=True, editable=False)
    abolished_on = models.DateField(_("abolished on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=EntryState.DRAFT) | models.Q(effective_on__isnull=False),
                name="%(class)s_in_force_has_date",
                violation_error_message=_("An entry in force has the date it took effect."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=EntryState.ABOLISHED, abolished_on__isnull=False)
                | (~models.Q(state=EntryState.ABOLISHED) & models.Q(abolished_on__isnull=True)),
                name="%(class)s_abolished_has_date",
                violation_error_message=_("An abolished entry, and no other, has its last date."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "sort_key"], name="%(class)s_state_name"),
            models.Index(fields=["state", "field"], name="%(class)s_state_field"),
        ]

    def is_public(self, today: date) -> bool:
        return (
            self.state == EntryState.IN_FORCE
            and self.effective_on is not None
            and self.effective_on <= today
        )

    @property
    def is_draft(self) -> bool:
        return self.state == EntryState.DRAFT

    @property
    def list_name(self) -> str:
        """Which of the three lists: ``power``, ``service`` or ``matter``."""
        raise NotImplementedError
