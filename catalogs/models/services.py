from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.enums import ProviderKind, ServiceAudience

from .checked_links import CheckedLink
from .entries import CatalogEntry, EntryQuerySet
from .guides import Guide


class ServiceQuerySet(EntryQuerySet):
    def incomplete(self) -> Self:
        """Without legal basis, content, accepting unit, place, hours, or a way to ask."""
        return self.filter(
            Q(legal_basis="")
            | Q(content="")
            | Q(accepting_unit="")
            | Q(place="")
            | Q(hours="")
            | Q(consultation="")
        )

    def without_guide(self) -> Self:
        return self.filter(~Exists(Guide.objects.filter(service=OuterRef("pk"))))

    def with_guide(self) -> Self:
        return self.filter(Exists(Guide.objects.filter(service=OuterRef("pk"))))

    def with_incomplete_guide(self) -> Self:
        """The guide lacks conditions, limit or steps; many services ask for no papers."""
        guides = Guide.objects.filter(service=OuterRef("pk"))
        return self.filter(Exists(guides.incomplete()))

    def with_online_address(self) -> Self:
        return self.exclude(online_url="")

    def with_checked_links(self) -> Self:
        return self.filter(Exists(CheckedLink.objects.filter(service=OuterRef("pk"))))

    def with_broken_links(self) -> Self:
        return self.filter(Exists(CheckedLink.objects.broken().filter(service=OuterRef("pk"))))


class ServiceItem(CatalogEntry):
    """An entry of the list of public services (公共服务清单)."""

    provider = models.CharField(
        _("kind of provider"), max_length=12, choices=ProviderKind, default=ProviderKind.DEPARTMENT
    )
    content = models.TextField(_("content of the service"))
    accepting_unit = models.CharField(_("accepting unit"), max_length=200, blank=True)
    audience = models.CharField(
        _("who it serves"), max_length=12, choices=ServiceAudience, default=ServiceAudience.BOTH
    )
    fee = models.CharField(_("fee"), max_length=300, blank=True)
    consultation = models.CharField(_("ways to ask"), max_length=200, blank=True)
    complaint = models.CharField(_("ways to complain"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    online_url = models.URLField(_("online address"), blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        verbose_name = _("service item")
        verbose_name_plural = _("list of public services")
        ordering = ["sort_key", "pk"]
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                name="serviceitem_code_unique",
                violation_error_message=_("Another service item has this code."),
            ),
        ]
        indexes = [
            *CatalogEntry.Meta.indexes,
            # The facets of the public list are counted in this index alone.
            models.Index(
                fields=["state", "department", "field", "audience", "provider", "effective_on"],
                name="%(class)s_facets",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("portal:service-detail", args=[self.code])

    @property
    def list_name(self) -> str:
        return "service"
