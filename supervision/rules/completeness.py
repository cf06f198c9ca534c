"""Completeness: what a list, a matter or a document lacks."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalogs.models import MatterElement, PublicityMatter
from supervision.enums import Aspect, Indicator, Level

from .rule import Rule, Shape

MATTER = Shape(since="effective_on")

RULES = (
    Rule(
        code="matter-without-elements",
        name=_("Matter without content elements"),
        meaning=_("The matter does not say what its documents must contain."),
        source=_("State Council General Office, Guo Ban Fa [2019] No. 54, standard catalogue"),
        remedy=_("Propose an adjustment that adds the content elements."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=MATTER,
        examined=lambda on: PublicityMatter.objects.public(on.today),
        found=lambda rows, on: rows.filter(
            ~Exists(MatterElement.objects.filter(matter=OuterRef("pk")))
        ),
    ),
)
