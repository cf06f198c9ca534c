"""Completeness of the three lists: what a power, a service or a matter lacks."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from catalogs.models import PowerItem, PublicityMatter, ServiceItem
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Parameter, Rule, Shape

ENTRY = Shape(since="effective_on")
POWERS = _("Guiding opinions on the lists of powers, Zhong Ban Fa [2015] No. 21")
SERVICES = _("State Council General Office, Guo Ban Fa [2015] No. 86, lists of public services")
GUIDES = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
CATALOGUE = _("State Council General Office, Guo Ban Fa [2019] No. 54, standard catalogue")


def _powers(on: Moment):
    return PowerItem.objects.of_district().public(on.today)


def _services(on: Moment):
    return ServiceItem.objects.public(on.today)


def _matters(on: Moment):
    return PublicityMatter.objects.public(on.today)


def _owing_documents(on: Moment):
    """Proactive matters that have been in force for the rule's days."""
    since = on.today - timedelta(days=on["days"])
    return _matters(on).proactive().filter(effective_on__lte=since)


RULES = (
    Rule(
        code="power-incomplete",
        name=_("Power item incomplete"),
        meaning=_(
            "Basis, responsibilities, supervision, ways of remedy or accountability are missing."
        ),
        source=POWERS,
        remedy=_("Propose an adjustment that writes down what is missing."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=_powers,
        found=lambda rows, on: rows.incomplete(),
    ),
    Rule(
        code="power-without-guide",
        name=_("Licence without guide"),
        meaning=_("Nothing tells an applicant how the licence is obtained."),
        source=GUIDES,
        remedy=_("Write the guide: conditions, materials, steps and limits."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _powers(on).licences(),
        found=lambda rows, on: rows.without_guide(),
    ),
    Rule(
        code="power-guide-incomplete",
        name=_("Guide of a power incomplete"),
        meaning=_("The guide lacks conditions, materials, steps or the time limit."),
        source=GUIDES,
        remedy=_("Add what is missing to the guide."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _powers(on).on_application().with_guide(),
        found=lambda rows, on: rows.with_incomplete_guide(),
    ),
    Rule(
        code="service-incomplete",
        name=_("Service item incomplete"),
        meaning=_(
            "Legal basis, content, accepting unit, place, hours or the way to ask is missing."
        ),
        source=SERVICES,
        remedy=_("Propose an adjustment that writes down what is missing."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=_services,
        found=lambda rows, on: rows.incomplete(),
    ),
    Rule(
        code="service-without-guide",
        name=_("Service without guide"),
        meaning=_("Nothing tells a citizen how to get the service."),
        source=GUIDES,
        remedy=_("Write the guide: conditions, materials, steps and limits."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=ENTRY,
        examined=_services,
        found=lambda rows, on: rows.without_guide(),
    ),
    Rule(
        code="service-guide-incomplete",
        name=_("Guide of a service incomplete"),
        meaning=_("The guide lacks conditions, steps or the time limit."),
        source=GUIDES,
        remedy=_("Add what is missing to the guide."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _services(on).with_guide(),
        found=lambda rows, on: rows.with_incomplete_guide(),
    ),
    Rule(
        code="matter-without-basis",
        name=_("Matter without legal basis"),
        meaning=_("The matter does not name the law it is disclosed by."),
        source=CATALOGUE,
        remedy=_("Propose an adjustment that names the legal basis."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=ENTRY,
        examined=_matters,
        found=lambda rows, on: rows.without_basis(),
    ),
    Rule(
        code="matter-without-elements",
        name=_("Matter without content elements"),
        meaning=_("The matter does not say what its documents must contain."),
        source=CATALOGUE,
        remedy=_("Propose an adjustment that adds the content elements."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=_matters,
        found=lambda rows, on: rows.without_elements(),
    ),
    Rule(
        code="matter-without-time-limit",
        name=_("Matter without time limit"),
        meaning=_("The matter does not say by when its documents are published."),
        source=CATALOGUE,
        remedy=_("Propose an adjustment that adds the time limit."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _matters(on).proactive(),
        found=lambda rows, on: rows.without_time_limit(),
    ),
    Rule(
        code="matter-without-channel",
        name=_("Matter without channel"),
        meaning=_("The matter does not say where its documents are published."),
        source=CATALOGUE,
        remedy=_("Propose an adjustment that adds the channels."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _matters(on).proactive(),
        found=lambda rows, on: rows.without_channels(),
    ),
    Rule(
        code="matter-without-document",
        name=_("Matter without any document"),
        meaning=_("The matter is to be disclosed, and no document of it is public."),
        source=CATALOGUE,
        remedy=_("Publish the documents of the matter."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=ENTRY,
        examined=_owing_documents,
        found=lambda rows, on: rows.without_documents(on.today),
        parameters=(Parameter("days", _("days in force"), 90, 1, 3650),),
    ),
    Rule(
        code="matter-element-uncovered",
        name=_("Content element without document"),
        meaning=_(
            "The matter has public documents, and none of them covers one of its content elements."
        ),
        source=CATALOGUE,
        remedy=_("Publish what is missing, or mark which elements the documents cover."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=30,
        shape=ENTRY,
        examined=lambda on: _owing_documents(on).with_elements().with_documents(on.today),
        found=lambda rows, on: rows.with_uncovered_elements(on.today),
        parameters=(Parameter("days", _("days in force"), 90, 1, 3650),),
    ),
)
