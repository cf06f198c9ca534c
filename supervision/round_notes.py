"""What stands beside the results of a round and is not counted: notes, incentives, restraints."""

from dataclasses import dataclass

from django.db.models import Count, Q

from feedback.enums import IncentiveKind
from feedback.models import IncentiveRecord
from supervision.enums import NoteKind
from supervision.models import AssessmentRound, DepartmentNote


@dataclass(slots=True)
class Beside:
    """How often a department was rewarded and criticised, here and for its public response."""

    rewards: int = 0
    criticisms: int = 0
    incentives: int = 0
    restraints: int = 0


def beside(round: AssessmentRound) -> dict[int, Beside]:
    """Return the notes of the round or within its period, and the incentives, by department."""
    period = (round.period_start, round.period_end)
    found: dict[int, Beside] = {}
    notes = DepartmentNote.objects.filter(Q(round=round) | Q(round=None, recorded_on__range=period))
    counted = notes.order_by().values_list("department")
    for pk, rewards, criticisms in counted.annotate(
        rewards=Count("pk", filter=Q(kind=NoteKind.REWARD)),
        criticisms=Count("pk", filter=Q(kind=NoteKind.CRITICISM)),
    ):
        row = found.setdefault(pk, Beside())
        row.rewards, row.criticisms = rewards, criticisms
    records = IncentiveRecord.objects.filter(recorded_on__range=period)
    for line in records.by_department():
        row = found.setdefault(line["department_id"], Beside())
        if line["kind"] == IncentiveKind.COMMENDATION:
            row.incentives += line["times"]
        else:
            row.restraints += line["times"]
    return found
