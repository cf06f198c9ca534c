"""The pilot work as everyone reads it, and the desk where units write their reports."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogs.models import Department, HistoryRow
from supervision import pilot_work
from supervision.models import MonthlyReport, PilotTask
from tests import factories
from tests.supervision.pilot_rows import OCTOBER, load_plan, report_of

pytestmark = pytest.mark.django_db
PUBLIC = ("pilot", "pilot-acceptance", "pilot-reports")


@pytest.fixture
def plan():
    load_plan()


@pytest.fixture
def unit(plan):
    return Department.objects.get(code="WX-SFJ")


@pytest.fixture
def clerk(unit):
    return factories.OfficialFactory(department=unit)


@pytest.fixture
def office(db):
    return factories.OfficialFactory(government_office=True)


def page(client, name: str, *args, language: str = "", **query) -> str:
    response = client.get(f"{language}{reverse(f'supervision:{name}', args=args)}", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", PUBLIC)
def test_every_page_reads_before_anything_is_loaded(client, db, name, language):
    page(client, name, language=language)


def test_the_overview_shows_plan_stages_tasks_and_where_we_are(client, plan):
    PilotTask.objects.filter(number="3.2").update(state="under_way", progress=40)
    text = page(client, "pilot", language="/en")
    assert "The plan in brief" in text
    assert pilot_work.plan(today=timezone.localdate()).get_absolute_url() in text
    assert "All stages have ended" in text
    assert text.count("Ended") == 4
    assert "40%" in text
    for number in ("1.1", "2.2", "3.4"):
        assert reverse("supervision:pilot-task", args=[number]) in text


def test_a_task_has_its_units_stage_and_note(client, plan):
    PilotTask.objects.filter(number="3.3").update(note="已接入两个系统。")
    text = page(client, "pilot-task", "3.3")
    assert "已接入两个系统。" in text
    task = PilotTask.objects.get(number="3.3")
    for unit in (task.responsible, *task.cooperating.all()):
        assert unit.name in text
    assert task.stage.title in text


def test_a_task_that_does_not_exist_is_not_found(client, plan):
    assert client.get(reverse("supervision:pilot-task", args=["9.9"])).status_code == 404


def test_only_what_was_sent_in_is_read_by_everyone(client, unit):
    sent = report_of(unit, submitted_on=date(2026, 10, 31), problems="系统接口不一")
    draft = report_of(Department.objects.get(code="BHQ"), work_done="草稿里的话")
    listed = page(client, "pilot-reports")
    assert unit.name in listed
    assert "草稿里的话" not in listed
    text = page(client, "pilot-report", sent.pk, language="/en")
    assert "系统接口不一" in text
    assert "late: due on" in text
    assert client.get(reverse("supervision:pilot-report", args=[draft.pk])).status_code == 404


def test_reports_are_found_by_month_and_unit(client, unit):
    other = Department.objects.get(code="BHQ")
    report_of(unit, submitted_on=date(2026, 10, 30))
    report_of(other, month=date(2026, 9, 1), submitted_on=date(2026, 9, 30))
    by_month = client.get(reverse("supervision:pilot-reports"), {"month": "2026-09"})
    assert [row.unit for row in by_month.context["page_obj"]] == [other]
    by_unit = client.get(reverse("supervision:pilot-reports"), {"unit": unit.code})
    assert [row.unit for row in by_unit.context["page_obj"]] == [unit]
    assert page(client, "pilot-reports", month="nonsense")


def test_the_checklist_names_what_is_lacking_and_links_its_evidence(client, plan):
    text = page(client, "pilot-acceptance", language="/en")
    assert "Nothing to count yet" in text
    assert "Lacking:" in text
    assert reverse("portal:power-list") in text
    assert reverse("supervision:pilot-task", args=["3.2"]) in text


@pytest.mark.parametrize(("name", "queries"), [("pilot", 18), ("pilot-reports", 5)])
def test_pages_ask_equally_often_however_much_there_is(
    client, unit, django_assert_num_queries, name, queries
):
    report_of(unit, submitted_on=date(2026, 10, 30))
    with django_assert_num_queries(queries):
        page(client, name)
    for month in (7, 8, 9):
        report_of(unit, month=date(2026, month, 1), submitted_on=date(2026, month, 30))
        report_of(
            Department.objects.get(code="BHQ"),
            month=date(2026, month, 1),
            submitted_on=date(2026, month, 30),
        )
    with django_assert_num_queries(queries):
        page(client, name)


def test_a_unit_keeps_a_draft_and_sends_its_report_in(client, clerk, unit):
    report = report_of(unit)
    client.force_login(clerk)
    url = reverse("supervision:pilot-desk-report", args=[report.pk])
    assert url in page(client, "pilot-desk")
    texts = {"work_done": "公布三张清单。", "problems": "", "suggestions": ""}
    kept = client.post(url, texts | {"do": "keep"}, follow=True)
    assert "公布三张清单。" in kept.content.decode()
    report.refresh_from_db()
    assert (report.work_done, report.submitted_on) == ("公布三张清单。", None)
    sent = client.post(url, texts | {"do": "send"}, follow=True)
    assert sent.redirect_chain
    report.refresh_from_db()
    assert report.submitted_by == clerk
    assert "<form" not in client.get(url).content.decode().split("<main")[1]


def test_what_is_refused_stands_beside_its_field_and_keeps_what_was_written(client, clerk, unit):
    report = report_of(unit)
    client.force_login(clerk)
    url = reverse("supervision:pilot-desk-report", args=[report.pk])
    response = client.post(url, {"work_done": "", "problems": "人手不足", "do": "send"})
    assert response.context["form"].errors["work_done"]
    assert "人手不足" in response.content.decode()
    report.refresh_from_db()
    assert report.submitted_on is None


def test_a_report_sent_in_meanwhile_is_not_written_over(client, clerk, unit):
    report = report_of(unit, submitted_on=date(2026, 10, 20))
    client.force_login(clerk)
    url = reverse("supervision:pilot-desk-report", args=[report.pk])
    response = client.post(url, {"work_done": "别的话", "do": "keep"})
    assert response.status_code == 409
    assert "别的话" in response.content.decode()
    report.refresh_from_db()
    assert report.work_done == "三张清单全部公布。"


def test_a_unit_does_not_see_the_reports_of_others(client, clerk):
    other = report_of(Department.objects.get(code="BHQ"))
    client.force_login(clerk)
    url = reverse("supervision:pilot-desk-report", args=[other.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"work_done": "x", "do": "send"}).status_code == 404


def test_the_office_sees_who_has_sent_in_and_who_has_not(client, office, unit):
    report_of(unit, submitted_on=date(2026, 10, 30))
    report_of(Department.objects.get(code="BHQ"))
    client.force_login(office)
    text = page(client, "pilot-desk", language="/en", month="2026-10")
    assert "1 of 2 units have sent in." in text
    assert ">missing<" in text
    response = client.get(reverse("supervision:pilot-desk"), {"month": "x"})
    assert response.status_code == 404


def test_the_office_does_not_write_for_a_unit_with_people_of_its_own(client, office, clerk, unit):
    report = report_of(unit)
    client.force_login(office)
    url = reverse("supervision:pilot-desk-report", args=[report.pk])
    assert client.post(url, {"work_done": "x", "do": "send"}).status_code == 403
    assert MonthlyReport.objects.get(month=OCTOBER).submitted_on is None


def test_the_office_says_in_the_admin_where_a_task_stands(client, office, plan):
    task = PilotTask.objects.get(number="3.4")
    client.force_login(office)
    url = reverse("admin:supervision_pilottask_change", args=[task.pk])
    values = {"state": "under_way", "progress": 70, "note": "试运行"}
    assert client.post(url, values).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.progress, task.note) == ("under_way", 70, "试运行")
    assert HistoryRow.objects.of(task).get().action == "update_task"
    refused = client.post(url, values | {"note": "联系13812345678"})
    assert refused.status_code == 200
    assert refused.context["errors"]
