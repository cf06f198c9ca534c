"""Upkeep of the site: links that lead nowhere, files that are lost, as the weekly check found."""

from django.utils.translation import gettext_lazy as _

from catalogs.models import Publication, ServiceItem
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Rule, Shape

DOCUMENT = Shape(title="title", since="issued_on")
SERVICE = Shape(since="effective_on")
INDICATORS = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")


def _documents(on: Moment):
    return Publication.objects.public(on.today)


RULES = (
    Rule(
        code="document-link-broken",
        name=_("Link that leads nowhere"),
        meaning=_("A link in the document leads to a page that is not there."),
        source=INDICATORS,
        remedy=_("Correct the link or take it out."),
        aspect=Aspect.SITE,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=10,
        shape=DOCUMENT,
        examined=lambda on: _documents(on).with_checked_links(),
        found=lambda rows, on: rows.with_broken_links(),
    ),
    Rule(
        code="document-file-lost",
        name=_("File lost"),
        meaning=_("A file of the document is gone, or is not the one that was published."),
        source=INDICATORS,
        remedy=_("Attach the file anew and publish the document again."),
        aspect=Aspect.SITE,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=4,
        red_after=0,
        shape=DOCUMENT,
        examined=lambda on: _documents(on).with_checked_files(),
        found=lambda rows, on: rows.with_lost_files(),
    ),
    Rule(
        code="service-link-broken",
        name=_("Online address of a service that leads nowhere"),
        meaning=_("The online address of the service leads to a page that is not there."),
        source=INDICATORS,
        remedy=_("Propose an adjustment that corrects the online address."),
        aspect=Aspect.SITE,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=10,
        shape=SERVICE,
        examined=lambda on: ServiceItem.objects.public(on.today).with_checked_links(),
        found=lambda rows, on: rows.with_broken_links(),
    ),
)
