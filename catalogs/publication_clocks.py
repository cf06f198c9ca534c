"""The clocks of publishing: when a document is due, and when a policy's interpretation is."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.deadlines import COUNTED, STATUTORY_CEILING, load_calendar, start_clock
from catalogs.enums import INTERPRETATION_WORKING_DAYS, DocumentKind, PublicityMode
from catalogs.history import record
from catalogs.models import InterpretationPlan, Official, Publication, TimeLimit
from catalogs.time_limits import DayCount, LimitKind, ParsedLimit, Trigger

INTERPRETATION_LIMIT = ParsedLimit(
    kind=LimitKind.WITHIN_WORKING_DAYS,
    amount=INTERPRETATION_WORKING_DAYS,
    day_count=DayCount.WORKING,
)


def start_publication_clock(publication: Publication) -> None:
    """Store when the document is due: the strictest countable limit of its matters.

    A limit for part of the content counts only where no limit stands for the whole.
    Without a countable limit the ceiling of Decree 711, Art. 26 holds: 20 working days.
    """
    if publication.mode != PublicityMode.PROACTIVE:
        return
    calendar = load_calendar()
    # A limit that runs from an application binds the answer to it, not this document.
    rows = TimeLimit.objects.filter(matter__publications=publication, kind__in=COUNTED).exclude(
        trigger=Trigger.APPLICATION
    )
    limits = [row.parsed for row in rows]
    candidates = [limit for limit in limits if not limit.scope] or limits or [STATUTORY_CEILING]
    dated: list[tuple[date, ParsedLimit]] = []
    for limit in candidates:
        start_clock(publication, limit, start=publication.formed_on, calendar=calendar)
        if publication.due_on:
            dated.append((publication.due_on, limit))
    strictest = min(dated, key=lambda pair: pair[0])[1]
    start_clock(publication, strictest, start=publication.formed_on, calendar=calendar)
    publication.save(
        update_fields=[
            "clock_started_on",
            "due_rule",
            "due_amount",
            "due_on",
            "due_provisional",
        ]
    )


def start_interpretation_clock(policy: Publication) -> None:
    """Store on the plan of a released policy when its interpretation is due."""
    plan = InterpretationPlan.objects.filter(policy=policy).first()
    if plan is not None and policy.issued_on is not None:
        start_clock(plan, INTERPRETATION_LIMIT, start=policy.issued_on, calendar=load_calendar())
        plan.save()


@transaction.atomic
def plan_interpretation(
    policy: Publication,
    *,
    actor: Official | None,
    form: str,
    phase: str,
    responsible: str,
    outline: str = "",
    at: datetime | None = None,
) -> InterpretationPlan:
    """Write or rewrite the plan without which a policy is not approved."""
    if policy.kind != DocumentKind.POLICY:
        raise ValidationError(_("Only a policy document has an interpretation plan."))
    plan = InterpretationPlan.objects.filter(policy=policy).first()
    plan = plan or InterpretationPlan(policy=policy)
    plan.form, plan.phase, plan.responsible, plan.outline = form, phase, responsible, outline
    plan.full_clean()
    plan.save()
    record(policy, actor=actor, action="plan_interpretation", reason=outline, at=at)
    return plan
