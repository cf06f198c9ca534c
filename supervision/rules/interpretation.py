"""Interpretation of policies: planned, published in time, and linked both ways."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Effectiveness, PublicationState
from catalogs.models import InterpretationPlan, Publication
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Parameter, Rule, Shape
from .spans import LATE_DAYS, due_lately, since, within

POLICY = Shape(title="title", since="issued_on")
PLANNED = Shape(
    department="policy__department_id",
    field="policy__field_id",
    title="policy__title",
    since="due_on",
)
SYNCHRONOUS = _(
    "State Council General Office, Guo Ban Fa [2016] No. 80, interpretation of policies"
)
LINKED = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
ISSUED_DAYS = Parameter("days", _("days after the policy was issued"), 365, 1, 3650)


def _interpretations(of: str):
    """Published interpretations of the policy that the outer row names in ``of``."""
    return Publication.objects.filter(state=PublicationState.PUBLISHED, interprets=OuterRef(of))


def _recent_policies(on: Moment):
    """Public policies in force that were issued within the rule's days."""
    rows = Publication.objects.policies().public(on.today)
    return rows.filter(effectiveness=Effectiveness.IN_FORCE, issued_on__gte=since(on, on["days"]))


def _uninterpreted(rows, on: Moment):
    last = on.working_days_ago(on["working_days"])
    return rows.filter(~Exists(_interpretations("pk")), issued_on__lt=last)


def _planned(on: Moment):
    rows = InterpretationPlan.objects.filter(policy__state=PublicationState.PUBLISHED)
    unmet = Q(~Exists(_interpretations("policy")))
    return due_lately(rows.filter(due_on__lt=on.today), on, owed=unmet)


def _met(on: Moment):
    """Plans whose policy was first interpreted within the rule's days."""
    first = _interpretations("policy").order_by("issued_on").values("issued_on")[:1]
    rows = InterpretationPlan.objects.filter(
        policy__state=PublicationState.PUBLISHED, due_on__isnull=False
    )
    return rows.alias(met_on=Subquery(first)).filter(**within(on, "met_on"))


RULES = (
    Rule(
        code="interpretation-missing",
        name=_("Interpretation missing"),
        meaning=_("The policy was released and its interpretation was not published in time."),
        source=SYNCHRONOUS,
        remedy=_("Publish the interpretation and link it with the policy."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=5,
        red_after=5,
        shape=PLANNED,
        examined=_planned,
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="interpretation-late",
        name=_("Interpretation published late"),
        meaning=_("The first interpretation was published after the day it was due."),
        source=SYNCHRONOUS,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=2,
        red_after=0,
        shape=PLANNED,
        examined=_met,
        found=lambda rows, on: rows.filter(met_on__gt=F("due_on")),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="policy-without-plan",
        name=_("Policy without interpretation plan"),
        meaning=_("The policy was released without a plan of how it is interpreted."),
        source=SYNCHRONOUS,
        remedy=_("Write the interpretation plan of the policy."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=2,
        red_after=10,
        shape=POLICY,
        examined=_recent_policies,
        found=lambda rows, on: rows.without_plan(),
        parameters=(ISSUED_DAYS,),
    ),
    Rule(
        code="policy-without-interpretation",
        name=_("Policy without interpretation"),
        meaning=_(
            "No interpretation is linked with the policy, and no plan says when there will be one."
        ),
        source=LINKED,
        remedy=_("Publish an interpretation and link it with the policy."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=4,
        red_after=10,
        shape=POLICY,
        examined=lambda on: _recent_policies(on).without_plan(),
        found=_uninterpreted,
        parameters=(
            ISSUED_DAYS,
            Parameter("working_days", _("working days after release"), 3, 1, 60),
        ),
    ),
    Rule(
        code="interpretation-without-policy",
        name=_("Interpretation without its policy"),
        meaning=_("The interpretation is not linked with the policy it explains."),
        source=LINKED,
        remedy=_("Link the interpretation with its policy."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=1,
        red_after=20,
        shape=POLICY,
        examined=lambda on: Publication.objects.interpretations().public(on.today),
        found=lambda rows, on: rows.filter(interprets__isnull=True),
    ),
)
