"""Rows of the pilot for tests: the plan as its files have it, and reports of its units."""

from datetime import date

from catalogs.models import Department
from catalogs.reference import Loaded, load_departments, load_fields, read_fixture
from supervision import pilot_work
from supervision.enums import ReportState
from supervision.models import MonthlyReport

OCTOBER = date(2026, 10, 1)


def load_plan() -> None:
    """Departments, fields, stages, tasks and the plan."""
    loaded = Loaded()
    load_departments(read_fixture("departments"), loaded)
    load_fields(read_fixture("fields"), loaded)
    pilot_work.load()


def report_of(unit: Department, month: date = OCTOBER, **values) -> MonthlyReport:
    """A report of a month, sent in where it says on which day."""
    sent = {"state": ReportState.SUBMITTED} if values.get("submitted_on") else {}
    texts = {"work_done": "三张清单全部公布。"} if sent else {}
    due_on = MonthlyReport.due_day(month)
    return MonthlyReport.objects.create(
        unit=unit, month=month, due_on=due_on, **texts | sent | values
    )
