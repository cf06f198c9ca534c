"""The kept monthly report: what it says, when it is made, and who may read it."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from catalogs.enums import Role
from catalogs.models import Department, HistoryRow, Letter
from catalogs.workflow import MoveRefused
from supervision import rectifying, reporting
from supervision.models import ExpectedPublication, Finding, Score, SupervisionReport
from supervision.report_contents import contents_of
from tests import factories

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"
OCTOBER = date(2026, 10, 1)
FIRST = timezone.make_aware(datetime.combine(date(2026, 11, 1), time(3)))


@pytest.fixture(autouse=True)
def _private(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"
    with time_machine.travel("2026-11-24 10:00 +0800", tick=False):
        yield


@pytest.fixture
def matter(inspect):
    """A matter with a gap, inspected at the end of October."""
    matter = factories.MatterFactory(in_force=True, elements=[], name="=城市规划许可")
    inspect(date(2026, 10, 31))
    return matter


@pytest.fixture
def supervisor():
    return factories.OfficialFactory(role=Role.SUPERVISOR)


def sheets(report: SupervisionReport) -> dict[str, list[tuple]]:
    with report.workbook.open("rb") as file:
        book = load_workbook(BytesIO(file.read()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_reports_of_the_month_before_are_made_once(matter):
    assert reporting.make_missing(now=FIRST) == SupervisionReport.objects.count() > 1
    assert reporting.make_missing(now=FIRST) == 0
    district = SupervisionReport.objects.get(department=None)
    assert (district.month, district.number, district.made_by) == (OCTOBER, 1, None)
    assert SupervisionReport.objects.filter(department=matter.department).count() == 1


def test_one_report_that_fails_stops_no_other_and_is_told_once_a_day(matter, caplog):
    administrator = factories.OfficialFactory(administrator=True)
    scored = Score.objects.of_month(OCTOBER).of_departments().whole().count()
    department = Department.objects.filter(pk=matter.department_id)
    code = matter.department.code
    department.update(code="../../elsewhere")  # no name of a file
    assert reporting.make_missing(now=FIRST) == scored
    assert matter.department.name in caplog.text
    assert reporting.make_missing(now=FIRST) == 0
    letter = Letter.objects.get(recipient=administrator)
    assert matter.department.name in letter.body
    department.update(code=code)
    assert reporting.make_missing(now=FIRST) == 1


def test_two_workers_at_once_make_the_first_report_once(matter):
    wanted = {"month": OCTOBER, "department": matter.department, "now": FIRST}
    assert reporting.make_first(**wanted) == SupervisionReport.objects.get()
    assert reporting.make_first(**wanted) is None
    assert SupervisionReport.objects.count() == 1


def test_a_month_without_inspection_has_no_report(db):
    assert reporting.make_missing(now=FIRST) == 0
    assert not SupervisionReport.objects.exists()


def test_a_workbook_has_five_sheets_with_every_finding(matter):
    report = reporting.make(month=OCTOBER, department=matter.department, actor=None, now=FIRST)
    found = sheets(report)
    assert len(found) == 5
    tables = contents_of(OCTOBER, matter.department).tables()
    own = Finding.objects.filter(department=matter.department)
    assert len(found[tables[2].title]) == 1 + own.count()
    # A title that begins as a formula is text.
    assert "'=城市规划许可" in [row[0] for row in found[tables[2].title]]
    values = [value for row in found[tables[2].title][1:] for value in row]
    assert date(2026, 10, 31) in {value.date() for value in values if isinstance(value, datetime)}


def test_the_rules_and_scores_of_the_report_are_those_of_the_month(matter, inspect):
    before = [list(table.rows) for table in _scores_and_rules(matter.department)]
    matter.elements.create(position=1, name="决定")
    inspect(date(2026, 11, 23))
    assert [list(table.rows) for table in _scores_and_rules(matter.department)] == before


def _scores_and_rules(department):
    contents = contents_of(OCTOBER, department)
    return contents.scores(), contents.rules()


def test_the_summary_counts_what_stood_came_and_went(matter, inspect):
    own = Finding.objects.filter(department=matter.department).count()
    matter.elements.create(position=1, name="决定")
    inspect(date(2026, 11, 23))
    opened = Finding.objects.filter(department=matter.department, closed_on=None).count()

    def counts(month: date) -> list:
        values = [value for _name, value in contents_of(month, matter.department).summary().rows]
        standing, _red, found, closed = values[3:7]
        return [standing, found, closed]

    assert counts(OCTOBER) == [own, own, 0]
    assert counts(date(2026, 11, 1)) == [opened, opened - own + 1, 1]


def test_what_was_due_on_the_last_day_and_did_not_come_in_time_is_missing(matter):
    days = {"period_start": OCTOBER, "opens_on": OCTOBER, "kind": "yearly"}
    last = date(2026, 10, 31)
    for position, met_on in enumerate((None, last, date(2026, 11, 2)), start=1):
        ExpectedPublication.objects.create(
            matter=matter,
            position=position,
            period_end=last,
            closes_on=last,
            due_on=last,
            met_on=met_on,
            **days,
        )
    contents = contents_of(OCTOBER, matter.department)
    due, done, late, missing = [value for _name, value in contents.summary().rows][-4:]
    assert (due, done, late, missing) == (3, 1, 0, 2)
    owed = [row[-2:] for row in contents.calendar(owed=True).rows]
    assert owed == [("", "未公开"), ("", "未公开")]


def test_an_exempt_finding_does_not_stand_in_the_report(matter, supervisor, inspect):
    def standing() -> int:
        values = [value for _name, value in contents_of(OCTOBER, matter.department).summary().rows]
        return values[3]

    before = standing()
    finding = Finding.objects.get(rule=RULE)
    until = date(2026, 12, 31)
    rectifying.exempt(finding, actor=supervisor, reason="改革期间", until=until, now=FIRST)
    inspect(date(2026, 10, 31))
    assert standing() == before - 1


def test_the_document_is_an_accessible_pdf(matter):
    report = reporting.make(month=OCTOBER, department=None, actor=None, now=FIRST)
    with report.document.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-")
    assert b"pdfuaid" in content


def test_a_report_made_again_stands_beside_the_earlier_one(matter, supervisor):
    first = reporting.make(month=OCTOBER, department=None, actor=None, now=FIRST)
    again = reporting.make(month=OCTOBER, department=None, actor=supervisor, now=timezone.now())
    assert (first.number, again.number) == (1, 2)
    assert first.workbook.name != again.workbook.name
    assert first.workbook.storage.exists(first.workbook.name)
    row = HistoryRow.objects.of(again).get()
    assert (row.action, row.actor) == ("make_report", supervisor)


@pytest.mark.parametrize(
    "role", [role for role in Role.values if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR)]
)
def test_supervisors_alone_make_a_report_by_hand(matter, role):
    actor = factories.OfficialFactory(role=role)
    with pytest.raises(MoveRefused):
        reporting.make(month=OCTOBER, department=None, actor=actor, now=FIRST)


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2026, 9, 1), date(2027, 1, 1)])
def test_a_report_is_of_a_past_month_that_was_inspected(matter, inspect, today, month):
    inspect(today)
    with pytest.raises(ValidationError) as refusal:
        reporting.make(month=month, department=None, actor=None, now=timezone.now())
    assert set(refusal.value.message_dict) == {"month"}


def test_supervisors_make_a_report_on_the_page_and_fetch_its_files(client, matter, supervisor):
    client.force_login(supervisor)
    url = reverse("supervision:dashboard-report-make")
    given = {"month": "2026-10", "department": matter.department.code}
    response = client.post(url, given, follow=True)
    assert response.status_code == 200
    report = SupervisionReport.objects.get()
    assert (report.department, report.made_by) == (matter.department, supervisor)
    for format, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        file = client.get(reverse("supervision:dashboard-report-file", args=[report.pk, format]))
        assert b"".join(file).startswith(start)
        assert file.headers["Content-Disposition"].startswith("attachment")
    wrong = reverse("supervision:dashboard-report-file", args=[report.pk, "doc"])
    assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("month", ["", "2026-11", "never"])
def test_a_month_that_cannot_be_reported_is_told_on_the_page(client, matter, supervisor, month):
    client.force_login(supervisor)
    url = reverse("supervision:dashboard-report-make")
    response = client.post(url, {"month": month, "department": ""}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not SupervisionReport.objects.exists()


def test_a_department_sees_its_own_reports_only(client, matter):
    reporting.make_missing(now=FIRST)
    client.force_login(factories.OfficialFactory(department=matter.department))
    page = client.get(reverse("supervision:dashboard-reports"))
    assert {row["who"] for row in page.context["rows"]} == {matter.department.display_name}
    assert page.context["making"] is None
    district = SupervisionReport.objects.get(department=None)
    url = reverse("supervision:dashboard-report-file", args=[district.pk, "pdf"])
    assert client.get(url).status_code == 404
    clerk_makes = client.post(reverse("supervision:dashboard-report-make"), {"month": "2026-10"})
    assert clerk_makes.status_code == 403


def test_a_report_whose_file_is_lost_stays_in_the_list_and_says_so(client, matter, supervisor):
    report = reporting.make(month=OCTOBER, department=None, actor=None, now=FIRST)
    report.workbook.storage.delete(report.workbook.name)
    client.force_login(supervisor)
    with translation.override("en"):
        page = client.get(reverse("supervision:dashboard-reports"))
    workbook, document = page.context["rows"][0]["files"]
    assert (workbook["size"], document["size"]) == (None, report.document.size)
    text = page.content.decode()
    assert "The file is missing" in text
    assert workbook["url"] not in text
    assert client.get(workbook["url"]).status_code == 404
    assert b"".join(client.get(document["url"])).startswith(b"%PDF-")
