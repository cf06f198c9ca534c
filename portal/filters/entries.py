"""What can be asked of the three lists."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.enums import (
    Level,
    MatterLevel,
    PowerCategory,
    ProviderKind,
    PublicityMode,
    PublicStage,
    ServiceAudience,
)
from catalogs.models import (
    Department,
    Field,
    MatterGroup,
    PowerItem,
    PublicityMatter,
    ServiceItem,
)

from .faceted import FacetedFilter, Order
from .facets import ChoiceFacet, FlagFacet, LinkedTo, RelatedFacet

DEPARTMENT = RelatedFacet("department", _("Department"), Department.objects.public(), key="code")
FIELD = RelatedFacet("field", _("Field"), Field.objects.public(), key="slug")
ENTRY_ORDERS = {
    "name": Order(_("name"), ("sort_key", "pk")),
    "code": Order(_("code"), ("code", "pk")),
    "newest": Order(_("newest first"), ("-effective_on", "-pk")),
}
ENTRY_WORDS = ("name", "name_en", "code")


def public_powers(today: date) -> QuerySet:
    """The district's powers a visitor may name in an address."""
    return PowerItem.objects.of_district().permalinked(today)


def public_services(today: date) -> QuerySet:
    """The services a visitor may name in an address."""
    return ServiceItem.objects.permalinked(today)


def public_matters(today: date) -> QuerySet:
    """The publicity matters a visitor may name in an address."""
    return PublicityMatter.objects.permalinked(today)


def all_groups(today: date) -> QuerySet:
    """The level-1 matters: headings, public like the fields they stand in."""
    return MatterGroup.objects.all()


class PowerFilter(FacetedFilter):
    """The district's own list unless the address asks for the standard items of an upper level."""

    facets = (
        ChoiceFacet("category", _("Category"), PowerCategory),
        FIELD,
        DEPARTMENT,
        ChoiceFacet("level", _("Level"), Level),
    )
    orders = ENTRY_ORDERS
    searched = ENTRY_WORDS
    defaults = {"level": [Level.COUNTY.value]}

    class Meta:
        model = PowerItem
        fields = []


class ServiceFilter(FacetedFilter):
    facets = (
        ChoiceFacet("audience", _("Who it serves"), ServiceAudience),
        FIELD,
        ChoiceFacet("provider", _("Kind of provider"), ProviderKind),
        DEPARTMENT,
    )
    orders = ENTRY_ORDERS
    searched = ENTRY_WORDS

    class Meta:
        model = ServiceItem
        fields = []


class MatterFilter(FacetedFilter):
    facets = (
        FIELD,
        ChoiceFacet("mode", _("Mode of publicity"), PublicityMode),
        FlagFacet(
            "level",
            _("Level of publicity"),
            MatterLevel,
            {MatterLevel.COUNTY.value: "at_county", MatterLevel.TOWNSHIP.value: "at_township"},
        ),
        ChoiceFacet("stage", _("Stage of the five publics"), PublicStage),
        DEPARTMENT,
    )
    batches = (("field", "department"),)
    orders = ENTRY_ORDERS
    searched = (*ENTRY_WORDS, "group__name")
    links = {
        "group": LinkedTo(path="group", label=_("Level-1 matter"), public=all_groups),
        "power": LinkedTo(path="powers", label=_("Power"), public=public_powers),
        "service": LinkedTo(path="services", label=_("Service"), public=public_services),
    }

    class Meta:
        model = PublicityMatter
        fields = []
