"""Monthly reports: who owes one, until when, who writes it, and who is reminded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import Role
from catalogs.models import Department, HistoryRow, Letter
from catalogs.workflow import MoveRefused
from supervision import monthly_reporting, tasks
from supervision.enums import ReportState
from supervision.models import MonthlyReport
from tests import factories
from tests.supervision.pilot_rows import OCTOBER, load_plan, report_of

pytestmark = pytest.mark.django_db
TEXTS = {"work_done": "公布三张清单。", "problems": "", "suggestions": " 增加培训。 "}


@pytest.fixture
def plan():
    load_plan()


@pytest.fixture
def unit(plan):
    return Department.objects.get(code="WX-SFJ")


@pytest.fixture
def clerk(unit):
    return factories.OfficialFactory(department=unit)


def test_responsible_units_report_and_cooperating_ones_with_officials(clerk):
    units = monthly_reporting.reporting_units()
    assert {unit.code for unit in units} == {"BHQ", "WX-JXW", "WX-SFJ"}


def test_a_month_is_opened_once_for_every_unit(clerk):
    today = date(2026, 11, 1)
    assert monthly_reporting.open_month(today=today) == 3
    assert monthly_reporting.open_month(today=today) == 0
    report = MonthlyReport.objects.get(unit=clerk.department)
    assert (report.month, report.due_on) == (today, date(2026, 11, 30))


def test_a_report_of_february_is_due_on_its_last_day(clerk):
    monthly_reporting.open_month(today=date(2027, 2, 1))
    assert MonthlyReport.objects.first().due_on == date(2027, 2, 28)


def test_nobody_misses_a_report_that_was_never_asked_for(clerk):
    assert monthly_reporting.open_month(today=date(2026, 10, 31)) == 0


def test_a_draft_is_kept_and_the_report_sent_in_with_its_history(clerk, unit):
    report = report_of(unit)
    monthly_reporting.keep(report, actor=clerk, texts=TEXTS)
    report.refresh_from_db()
    assert (report.state, report.suggestions) == (ReportState.DRAFT, "增加培训。")
    today = date(2026, 10, 30)
    monthly_reporting.send_in(report, actor=clerk, today=today, texts=TEXTS)
    report.refresh_from_db()
    assert (report.state, report.submitted_on, report.submitted_by) == ("submitted", today, clerk)
    assert not report.is_late()
    assert HistoryRow.objects.of(report).get().action == "send_in"


def test_after_the_day_it_is_late(clerk, unit):
    report = report_of(unit)
    monthly_reporting.send_in(report, actor=clerk, today=date(2026, 10, 31), texts=TEXTS)
    assert MonthlyReport.objects.late().get() == report


def test_what_was_sent_in_stays_as_it_is(clerk, unit):
    report = report_of(unit, submitted_on=date(2026, 10, 20))
    for verb in (
        lambda: monthly_reporting.keep(report, actor=clerk, texts=TEXTS),
        lambda: monthly_reporting.send_in(report, actor=clerk, today=OCTOBER, texts=TEXTS),
    ):
        with pytest.raises(MoveRefused):
            verb()


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"work_done": "  "}, "work_done"),
        ({"work_done": "好", "problems": "问张三13812345678"}, "problems"),
        ({"work_done": "字" * 8001}, "work_done"),
    ],
)
def test_an_empty_report_or_a_number_of_a_person_is_refused(clerk, unit, texts, name):
    report = report_of(unit)
    with pytest.raises(ValidationError) as refused:
        monthly_reporting.send_in(report, actor=clerk, today=OCTOBER, texts=texts)
    assert name in refused.value.message_dict
    report.refresh_from_db()
    assert report.submitted_on is None


def test_a_month_that_has_not_begun_is_not_reported(clerk, unit):
    report = report_of(unit, month=date(2026, 12, 1))
    with pytest.raises(MoveRefused):
        monthly_reporting.send_in(report, actor=clerk, today=date(2026, 11, 24), texts=TEXTS)


def test_who_writes_for_a_unit(clerk, unit):
    report = report_of(unit)
    without_people = report_of(Department.objects.get(code="BHQ"))
    office = factories.OfficialFactory(government_office=True)
    assert monthly_reporting.may_write(clerk, report)
    assert not monthly_reporting.may_write(clerk, without_people)
    assert not monthly_reporting.may_write(office, report)
    assert monthly_reporting.may_write(office, without_people)
    assert monthly_reporting.may_write(factories.OfficialFactory(administrator=True), report)
    for role in (Role.SUPERVISOR, Role.LEGAL_AFFAIRS):
        assert not monthly_reporting.may_write(factories.OfficialFactory(role=role), report)
    with pytest.raises(MoveRefused):
        monthly_reporting.keep(report, actor=office, texts=TEXTS)


def test_reminders_go_out_three_working_days_before_and_when_missing_each_once(
    calendar, clerk, unit
):
    report_of(unit)
    office = factories.OfficialFactory(government_office=True)
    report_of(Department.objects.get(code="BHQ"))
    # The 30th of October 2026 is a Friday.
    assert monthly_reporting.remind(today=date(2026, 10, 26)) == 0
    assert monthly_reporting.remind(today=date(2026, 10, 27)) == 2
    assert monthly_reporting.remind(today=date(2026, 10, 30)) == 0
    assert monthly_reporting.remind(today=date(2026, 10, 31)) == 2
    assert monthly_reporting.remind(today=date(2026, 11, 1)) == 0
    assert Letter.objects.filter(recipient=clerk).count() == 2
    assert Letter.objects.filter(recipient=office).count() == 2


def test_nobody_is_reminded_of_what_was_sent_in(calendar, clerk, unit):
    report_of(unit, submitted_on=date(2026, 10, 20))
    assert monthly_reporting.remind(today=date(2026, 10, 30)) == 0


def test_the_tasks_of_the_night_open_the_month_and_remind(calendar, clerk):
    assert tasks.open_monthly_reports() in (0, 3)
    MonthlyReport.objects.update(due_on=date(2020, 1, 30), month=date(2020, 1, 1))
    report_of(clerk.department, month=OCTOBER - timedelta(days=365))
    assert tasks.remind_of_monthly_reports() >= 1
