"""Verbs of inspection: asked for, run rule by rule, each rule for itself."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from time import perf_counter
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogs.access import role_of
from catalogs.deadlines import load_calendar
from catalogs.enums import Role
from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused
from catalogs.working_days import WorkCalendar
from supervision import expecting, failing, scoring, table_sizes
from supervision.comparing import Counts, compare
from supervision.enums import FindingState, InspectionState
from supervision.models import Finding, Inspection, RuleRun, RuleSetting
from supervision.rules import RULES, Moment, Rule, find
from supervision.ruling import settings_of_rules

logger = logging.getLogger(__name__)

# The step before the rules: the calendar of what is due is brought up to date.
EXPECTED = "expected-publications"
# The steps after them: findings of rules that do not run, and the scores of the month.
SWITCHED_OFF = "switched-off"
SCORES = "scores"
MAY_INSPECT = frozenset({Role.SUPERVISOR, Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR})
LONGEST_ERROR = 2000


def ask(
    *,
    actor: Official | None,
    now: datetime,
    department: Department | None = None,
    rule: str = "",
) -> Inspection:
    """Write down that an inspection is wanted, of everything, a department or a rule.

    ``KeyError`` for a rule that does not exist. It is run by ``run``, in a task.
    """
    if actor is not None and role_of(actor) not in MAY_INSPECT:
        raise MoveRefused(_("Supervisors and the office inspect."), code="role")
    if rule:
        find(rule)
    return Inspection.objects.create(asked_by=actor, department=department, rule=rule, asked_at=now)


def run(inspection: Inspection, *, now: datetime) -> Inspection:
    """Run an inspection to its end; what fails is written down and does not stop the others."""
    set_for = settings_of_rules()
    rules = [rule for rule in RULES if set_for[rule.code].is_active]
    if inspection.rule:
        rules = [rule for rule in rules if rule.code == inspection.rule]
    inspection.state = InspectionState.RUNNING
    is_whole = not inspection.rule and inspection.department is None
    inspection.started_at, inspection.rules_total = now, len(rules) + 2 + is_whole
    inspection.save()
    today, calendar = timezone.localdate(now), load_calendar()
    if is_whole:
        table_sizes.learn()
    _step(inspection, EXPECTED, partial(_expect, today, calendar))
    for rule in rules:
        _step(inspection, rule.code, partial(_compare, rule, inspection, now, calendar))
    if is_whole:
        _step(inspection, SWITCHED_OFF, partial(_close_switched_off, rules, today))
    _step(inspection, SCORES, partial(_score, today))
    inspection.state, inspection.ended_at = InspectionState.FINISHED, timezone.now()
    inspection.save()
    failing.tell_administrators(
        f"inspection-failed:{inspection.pk}",
        subject=gettext_lazy("Rules of supervision failed"),
        failed=inspection.runs.exclude(error="").values_list("rule", flat=True),
    )
    return inspection


def _expect(today: date, calendar: WorkCalendar) -> Counts:
    added, met = expecting.expect(today=today, calendar=calendar)
    return Counts(opened=added, closed=met, reddened=0, standing=0)


def _score(today: date) -> Counts:
    return Counts(opened=0, closed=0, reddened=0, standing=scoring.write_scores(today=today))


def _compare(rule: Rule, inspection: Inspection, now: datetime, calendar: WorkCalendar) -> Counts:
    with transaction.atomic():
        # Two inspections at once take their turns at each rule, as it is set by then.
        setting = RuleSetting.objects.select_for_update().get(code=rule.code)
        moment = Moment(now, timezone.localdate(now), calendar, rule.check(setting.parameters))
        return compare(rule, setting, moment=moment, department=inspection.department)


def _step(inspection: Inspection, name: str, work: Callable[[], Counts]) -> None:
    """Do one step and write down what it changed, how long it took, or why it failed."""
    began = perf_counter()
    values: dict[str, Any]
    try:
        values = asdict(work()) | {"error": ""}
    except SoftTimeLimitExceeded:
        # The worker is about to be ended: going on would leave no time to end in order.
        raise
    except Exception as error:
        logger.exception("The rule %s failed.", name)
        values = {"error": f"{type(error).__name__}: {error}"[:LONGEST_ERROR]}
    values["seconds"] = round(perf_counter() - began, 3)
    RuleRun.objects.update_or_create(inspection=inspection, rule=name, defaults=values)


def _close_switched_off(rules: Iterable[Rule], today: date) -> Counts:
    """A rule that is switched off, or gone, has no findings any more."""
    stale = Finding.objects.standing().exclude(rule__in=[rule.code for rule in rules])
    closed = stale.update(state=FindingState.CLOSED, closed_on=today, exempt_until=None)
    return Counts(opened=0, closed=closed, reddened=0, standing=0)
