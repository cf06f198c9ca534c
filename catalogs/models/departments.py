from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.enums import DepartmentKind

from .names import Named
from .publications import Publication

ABOVE_THE_DISTRICT = (DepartmentKind.PROVINCIAL_DEPARTMENT, DepartmentKind.MUNICIPAL_DEPARTMENT)

# 9 characters of the organization code, or 18 of the unified social credit code.
ORGANIZATION_CODE = RegexValidator(
    r"^([0-9A-Z]{9}|[0-9A-Z]{18})$",
    _("An organization code has 9 or 18 digits and capital letters, without a dash."),
)


class DepartmentQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Every unit of the portal is public."""
        return self.filter(is_active=True)

    def answering(self) -> Self:
        """The district's units that answer the public: those with an organization code.

        A government without a parent is the city's.
        """
        own = self.public().exclude(organization_code="").exclude(kind__in=ABOVE_THE_DISTRICT)
        return own.exclude(kind=DepartmentKind.GOVERNMENT, parent__isnull=True)

    def visible_to(self, user) -> Self:
        """Officials of one department see their own; the offices see all."""
        if user.sees_all_departments:
            return self
        return self.filter(pk=user.department_id)

    def without_contact(self) -> Self:
        """Address, telephone, office hours or an internet contact is missing (Art. 12)."""
        return self.filter(Q(address="") | Q(telephone="") | Q(office_hours="") | Q(email=""))

    def without_disclosure_guide(self) -> Self:
        return self.filter(disclosure_guide="")

    def with_documents(self, today: date) -> Self:
        return self.filter(Exists(self._documents(today)))

    def without_documents(self, today: date) -> Self:
        """The department has nothing public: an empty column."""
        return self.filter(~Exists(self._documents(today)))

    def unchanged_since(self, day: date, *, today: date) -> Self:
        """The department published nothing on ``day`` or after."""
        return self.filter(~Exists(self._documents(today).filter(issued_on__gte=day)))

    @staticmethod
    def _documents(today: date) -> models.QuerySet:
        return Publication.objects.public(today).filter(department=OuterRef("pk"))


class Department(Named):
    """A unit (部门) that holds powers, gives services or publishes."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=DepartmentKind)
    organization_code = models.CharField(
        _("organization code"),
        max_length=18,
        blank=True,
        validators=[ORGANIZATION_CODE],
        help_text=_("The first part of every index number the department assigns."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    email = models.EmailField(_("email"), blank=True)
    disclosure_guide = models.TextField(_("guide to disclosure"), blank=True)
    display_order = models.PositiveIntegerField(_("display order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["display_order", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_code"],
                condition=~models.Q(organization_code=""),
                name="department_organization_code_unique",
                violation_error_message=_("Another department has this organization code."),
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("portal:department-detail", args=[self.code])
