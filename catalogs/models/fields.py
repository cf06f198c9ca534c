from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .datasets import Dataset
from .names import Named
from .publications import Publication


class FieldQuerySet(models.QuerySet):
    def public(self) -> "FieldQuerySet":
        """Every field of publicity is public."""
        return self.all()

    def pilot(self) -> "FieldQuerySet":
        """The nine fields of the 2017 pilot."""
        return self.filter(is_pilot=True)

    def with_fewer_datasets(self, number: int, *, today: date) -> "FieldQuerySet":
        """Fields with fewer than ``number`` public datasets; none at all counts too."""
        datasets = Dataset.objects.public(today).filter(field=OuterRef("pk")).order_by()
        counted = datasets.values("field").annotate(rows=Count("pk")).values("rows")
        rows = self.annotate(public_datasets=Coalesce(Subquery(counted), 0))
        return rows.filter(public_datasets__lt=number)

    def with_documents(self, today: date) -> Self:
        return self.filter(Exists(self._documents(today)))

    def without_documents(self, today: date) -> Self:
        """Nothing is public in the field: an empty column."""
        return self.filter(~Exists(self._documents(today)))

    def unchanged_since(self, day: date, *, today: date) -> Self:
        """Nothing was published in the field on ``day`` or after."""
        return self.filter(~Exists(self._documents(today).filter(issued_on__gte=day)))

    @staticmethod
    def _documents(today: date) -> models.QuerySet:
        return Publication.objects.public(today).filter(field=OuterRef("pk"))


class Field(Named):
    """A field of publicity (公开领域)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    icon = models.SlugField(
        _("icon"), max_length=40, blank=True, help_text=_("Name of a symbol of the icon sheet.")
    )
    is_pilot = models.BooleanField(_("pilot field"), default=False)
    display_order = models.PositiveIntegerField(_("display order"), default=100)

    objects = FieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["display_order", "code"]

    def get_absolute_url(self) -> str:
        return reverse("portal:field-detail", args=[self.slug])
