"""The calendar of what is due in the permission table, and the row its addresses need."""

from datetime import date

from supervision.models import ExpectedPublication
from tests import factories
from tests.permission_letters import ALL, ROW

CALENDAR = {
    "supervision:calendar": ALL,
    "supervision:calendar-file": ALL,
    "supervision:calendar-period": ROW,
    "supervision:calendar-move": "> x - x x x o o",  # credit
}


def calendar_rows(department) -> dict:
    """Return a period of the department that nothing was published for."""
    period = ExpectedPublication.objects.create(
        matter=factories.MatterFactory(in_force=True, department=department),
        position=1,
        kind="monthly",
        period_start=date(2024, 1, 1),
        period_end=date(2024, 1, 31),
        opens_on=date(2024, 1, 1),
        closes_on=date(2024, 1, 31),
        due_on=date(2024, 1, 31),
    )
    return {"period": period}


def calendar_addresses(rows: dict) -> dict[str, list]:
    return {
        "supervision:calendar-file": ["csv"],
        "supervision:calendar-period": [rows["period"].pk],
        "supervision:calendar-move": [rows["period"].pk, "credit"],
    }
