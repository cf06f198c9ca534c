"""Verb of who asks for an inspection: one of the same scope that is under way is joined."""

from datetime import datetime, timedelta

from django.db import transaction

from catalogs.access import role_of
from catalogs.models import Department, Official
from supervision import inspecting
from supervision.enums import InspectionState
from supervision.models import Inspection
from supervision.offices import supervising_office
from supervision.tasks import run_inspection

# A task that ran longer was stopped: nobody waits for it any more.
LONGEST_RUN = timedelta(minutes=15)


def is_under_way(inspection: Inspection, *, now: datetime) -> bool:
    """Say whether it waits or runs, and not for so long that it must have been stopped."""
    ended = inspection.state == InspectionState.FINISHED
    return not ended and now - inspection.asked_at < LONGEST_RUN


@transaction.atomic
def ask_once(
    *, actor: Official, now: datetime, department: Department | None = None, rule: str = ""
) -> tuple[Inspection, bool]:
    """Return the inspection of this scope that is under way, else a new one, and whether it is new.

    A new one is run by a task once this is committed. Raises ``MoveRefused`` and ``KeyError`` as
    ``inspecting.ask`` does.
    """
    # Two who ask at once take their turns.
    Department.objects.select_for_update(no_key=True).get(pk=supervising_office().pk)
    rows = Inspection.objects.exclude(state=InspectionState.FINISHED)
    known = rows.filter(department=department, rule=rule, asked_at__gt=now - LONGEST_RUN).first()
    if known is not None and role_of(actor) in inspecting.MAY_INSPECT:
        return known, False
    inspection = inspecting.ask(actor=actor, now=now, department=department, rule=rule)
    transaction.on_commit(lambda: run_inspection.delay(inspection.pk))
    return inspection, True
