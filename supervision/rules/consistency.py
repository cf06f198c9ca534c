"""Consistency: what contradicts itself, its standard item, or what it is linked with."""

from django.utils.translation import gettext_lazy as _

from catalogs.models import PowerItem, Publication, PublicityMatter, ServiceItem
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Rule, Shape

ENTRY = Shape(since="effective_on")
# The department is closed: the office that supervises is told.
CLOSED = Shape(department="", since="effective_on")
DOCUMENT = Shape(title="title", since="issued_on")
EXPIRED = Shape(title="title", since="valid_until")
FOUR_SAMES = _(
    "Standard catalogue of powers of province, city and county: three levels, four sames"
)
DYNAMIC = _("Keeping the lists up to date: Guo Ban Fa [2019] No. 54")
MARKED = _("State Council General Office, Guo Ban Fa [2017] No. 47, marks on documents")
LINKED = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
GROUNDS = _("Regulation on Open Government Information (Decree 711), Arts. 14 to 16")


def _powers(on: Moment):
    return PowerItem.objects.of_district().public(on.today)


def _services(on: Moment):
    return ServiceItem.objects.public(on.today)


def _matters(on: Moment):
    return PublicityMatter.objects.public(on.today)


def _interpretations(on: Moment):
    return Publication.objects.interpretations().public(on.today).of_policies()


RULES = (
    Rule(
        code="power-departs-from-standard",
        name=_("Power item differs from its standard item"),
        meaning=_("Name, code, category or legal basis are not those of the standard item."),
        source=FOUR_SAMES,
        remedy=_("Propose an adjustment that takes over what the standard item says."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=ENTRY,
        examined=_powers,
        found=lambda rows, on: rows.departing_from_standard(),
    ),
    Rule(
        code="power-standard-not-in-force",
        name=_("Standard item not in force"),
        meaning=_("The standard item that the power implements is not in force any more."),
        source=FOUR_SAMES,
        remedy=_("Propose to abolish the power, or name the standard item that took its place."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=4,
        red_after=0,
        shape=ENTRY,
        examined=_powers,
        found=lambda rows, on: rows.without_standard_in_force(),
    ),
    Rule(
        code="document-expired-in-force",
        name=_("Expired document shown as in force"),
        meaning=_("The validity of the document is over, and it is still marked as in force."),
        source=MARKED,
        remedy=_("Mark the document as expired, or correct its validity."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=10,
        shape=EXPIRED,
        examined=lambda on: Publication.objects.public(on.today).with_end(),
        found=lambda rows, on: rows.expired_in_force(on.today),
    ),
    Rule(
        code="interpretation-of-withdrawn-policy",
        name=_("Interpretation of a policy that is not public"),
        meaning=_("None of the policies that the interpretation explains is public."),
        source=LINKED,
        remedy=_("Link the interpretation with the policy in force, or withdraw it."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=3,
        red_after=10,
        shape=DOCUMENT,
        examined=_interpretations,
        found=lambda rows, on: rows.of_no_public_policy(on.today),
    ),
    Rule(
        code="interpretation-of-ended-policy",
        name=_("Interpretation in force of a policy that has ended"),
        meaning=_("The policy is repealed or expired, and its interpretation is not marked so."),
        source=MARKED,
        remedy=_("Mark the interpretation as the policy is marked."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=DOCUMENT,
        examined=_interpretations,
        found=lambda rows, on: rows.of_ended_policies(on.today),
    ),
    Rule(
        code="matter-time-limit-unread",
        name=_("Time limit that cannot be counted"),
        meaning=_("No day can be counted from the words of the time limit."),
        source=DYNAMIC,
        remedy=_("Propose an adjustment that words the time limit so that a day follows from it."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=30,
        shape=ENTRY,
        examined=lambda on: _matters(on).with_time_limit(),
        found=lambda rows, on: rows.with_unread_time_limit(),
    ),
    Rule(
        code="matter-of-abolished-item",
        name=_("Matter of an abolished power or service"),
        meaning=_("The matter is in force, and a power or service it follows from is abolished."),
        source=DYNAMIC,
        remedy=_("Propose to abolish the matter, or correct what it follows from."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=ENTRY,
        examined=lambda on: _matters(on).of_items(),
        found=lambda rows, on: rows.of_abolished_items(),
    ),
    Rule(
        code="matter-not-disclosed-with-document",
        name=_("Document of a matter that is not disclosed"),
        meaning=_("The matter is not disclosed by its ground, and a document of it is public."),
        source=GROUNDS,
        remedy=_("Examine the document at once: withdraw it, or propose to disclose the matter."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=5,
        red_after=0,
        shape=ENTRY,
        examined=lambda on: _matters(on).not_disclosed(),
        found=lambda rows, on: rows.with_documents(on.today),
    ),
    Rule(
        code="power-of-closed-department",
        name=_("Power item of a department that is closed"),
        meaning=_("The department responsible does not exist any more."),
        source=DYNAMIC,
        remedy=_("Propose an adjustment that names the department that took over."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=CLOSED,
        examined=_powers,
        found=lambda rows, on: rows.of_closed_department(),
    ),
    Rule(
        code="service-of-closed-department",
        name=_("Service item of a department that is closed"),
        meaning=_("The department responsible does not exist any more."),
        source=DYNAMIC,
        remedy=_("Propose an adjustment that names the department that took over."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=CLOSED,
        examined=_services,
        found=lambda rows, on: rows.of_closed_department(),
    ),
    Rule(
        code="matter-of-closed-department",
        name=_("Matter of a department that is closed"),
        meaning=_("The department responsible does not exist any more."),
        source=DYNAMIC,
        remedy=_("Propose an adjustment that names the department that took over."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=CLOSED,
        examined=_matters,
        found=lambda rows, on: rows.of_closed_department(),
    ),
)
