"""Who gets what of the scoreboard and of the pilot work, with the rows behind it."""

from datetime import date
from typing import Any

from supervision.enums import RoundState, TaskGroup
from supervision.models import AssessmentRound, MonthlyReport, PilotStage, PilotTask
from tests.permission_letters import ALL, NOBODY, ROW, SIGNED_IN

PILOT = {
    "supervision:scoreboard": ALL,
    "supervision:scoreboard-file": ALL,
    "supervision:red-findings": ALL,
    "supervision:method": ALL,
    "supervision:assessment": ALL,
    "supervision:pilot": ALL,
    "supervision:pilot-task": ALL,
    "supervision:pilot-acceptance": ALL,
    "supervision:pilot-reports": ALL,
    "supervision:pilot-report": ALL,
    # A unit's reports are for its own people; the offices see all.
    "supervision:pilot-desk": SIGNED_IN,
    "supervision:pilot-desk-report": ROW,
}
# The plan gives stages and tasks; every official reads them, the office says where they stand.
for model in ("pilotstage", "pilottask"):
    PILOT |= {
        f"admin:supervision_{model}_changelist": SIGNED_IN,
        f"admin:supervision_{model}_add": NOBODY,
        f"admin:supervision_{model}_change": SIGNED_IN,
        f"admin:supervision_{model}_history": SIGNED_IN,
        f"admin:supervision_{model}_delete": NOBODY,
    }


def pilot_rows(department: Any) -> dict[str, Any]:
    """A stage, a task, a report sent in by ``department``, a published assessment."""
    stage = PilotStage.objects.create(
        number=1, title="启动", starts_on=date(2017, 9, 1), ends_on=date(2017, 9, 30)
    )
    month = date(2024, 1, 1)
    return {
        "pilotstage": stage,
        "pilottask": PilotTask.objects.create(
            number="1.1",
            group=TaskGroup.LISTS,
            title="规范清单",
            responsible=department,
            stage=stage,
        ),
        "monthlyreport": MonthlyReport.objects.create(
            unit=department,
            month=month,
            due_on=MonthlyReport.due_day(month),
            work_done="公布清单。",
            state="submitted",
            submitted_on=date(2024, 1, 20),
        ),
        "assessmentround_shown": AssessmentRound.objects.create(
            title="2023年度考核",
            period_start=date(2023, 1, 1),
            period_end=date(2023, 12, 31),
            state=RoundState.PUBLISHED,
            published_on=date(2024, 1, 20),
        ),
    }


def pilot_addresses(rows: dict[str, Any]) -> dict[str, list]:
    """Return the arguments of each address that has any."""
    return {
        "supervision:scoreboard-file": ["csv"],
        "supervision:assessment": [rows["assessmentround_shown"].pk],
        "supervision:pilot-task": [rows["pilottask"].number],
        "supervision:pilot-report": [rows["monthlyreport"].pk],
        "supervision:pilot-desk-report": [rows["monthlyreport"].pk],
    }
