"""What can be asked of the log of adjustments."""

from django.db import models
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from catalogs.enums import AdjustmentAction, AdjustmentReason
from catalogs.models import Adjustment

from .entries import DEPARTMENT
from .faceted import FacetedFilter, Order
from .facets import ChoiceFacet, YearFacet


class AdjustedList(models.TextChoices):
    """The list whose entry was adjusted."""

    POWERS = "powers", _("Powers and responsibilities")
    SERVICES = "services", _("Public services")
    MATTERS = "matters", _("Publicity matters")


class AdjustmentFilter(FacetedFilter):
    facets = (
        ChoiceFacet("list", _("List"), AdjustedList, column="of_list"),
        ChoiceFacet("action", _("What was done"), AdjustmentAction),
        ChoiceFacet("reason", _("Reason"), AdjustmentReason),
        YearFacet("year", _("Year"), column="effective_on"),
        DEPARTMENT,
    )
    orders = {
        "newest": Order(_("newest first"), ("-effective_on", "-pk")),
        "oldest": Order(_("oldest first"), ("effective_on", "pk")),
    }
    searched = (
        "power__name",
        "power__code",
        "service__name",
        "service__code",
        "matter__name",
        "matter__code",
    )

    class Meta:
        model = Adjustment
        fields = []


def with_list(adjustments: QuerySet) -> QuerySet:
    """Add ``of_list``: which of the three lists the adjusted entry stands in."""
    return adjustments.annotate(
        of_list=Case(
            When(power__isnull=False, then=Value(AdjustedList.POWERS.value)),
            When(service__isnull=False, then=Value(AdjustedList.SERVICES.value)),
            default=Value(AdjustedList.MATTERS.value),
        )
    )
