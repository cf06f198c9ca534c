"""The calendar of what is due: who reads it, what it shows, and what supervision decides."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from catalogs.matter_parts import save_matter_parts
from catalogs.models import HistoryRow
from supervision import expecting
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication, Finding
from tests import factories

pytestmark = pytest.mark.django_db
CALENDAR = "/supervision/calendar/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: TODAY)


def owing(wording: str = "每月公开", **values):
    matter = factories.MatterFactory(in_force=True, **{"effective_on": date(2026, 1, 1)} | values)
    save_matter_parts(matter, elements=["统计数据"], channels=[], time_limit_text=wording)
    return matter


def issue(matter, day: date):
    return factories.PublicationFactory(
        published=True, issued_on=day, formed_on=day, matters=[matter], department=matter.department
    )


def expect(calendar) -> None:
    expecting.expect(today=TODAY, calendar=calendar)


def period(matter, month: int) -> ExpectedPublication:
    return ExpectedPublication.objects.get(matter=matter, period_start=date(2026, month, 1))


@pytest.fixture
def monthly(calendar):
    """Published for March and, too late, for the third quarter; nothing else."""
    matter = owing()
    issue(matter, date(2026, 3, 20))
    quarterly = owing("每季度结束后15日内", department=matter.department, group=matter.group)
    issue(quarterly, date(2026, 11, 10))
    expect(calendar)
    return matter


@pytest.fixture
def supervisor(client):
    official = factories.OfficialFactory(supervisor=True)
    client.force_login(official)
    return official


def marks(response, matter) -> dict[str, str]:
    """Return name and word of each period shown of a matter."""
    shown = next(row for row in response.context["matters"] if row["matter"] == matter)
    return {p["name"]: str(p["word"]) for strip in shown["strips"] for p in strip["periods"]}


def test_a_year_shows_each_period_with_its_word_and_its_document(client, monthly):
    document = monthly.publications.get()
    response = client.get(f"/en{CALENDAR}")
    with translation.override("en"):
        shown = marks(response, monthly)
    assert (shown["Month 2"], shown["Month 3"], shown["Month 12"]) == (
        "Missing",
        "Done",
        "Not yet due",
    )
    page = response.content.decode()
    assert f'href="{document.get_absolute_url()}"' in page
    assert "Late" in page


def test_figures_count_every_period_found(client, monthly):
    stats = client.get(f"/en{CALENDAR}").context["stats"]
    # Ten months and three quarters were due; two months are not yet.
    assert [row["figure"] for row in stats] == [1, 1, 11, 2]
    assert stats[0]["note"] == "7.7 % of what was due"


def test_department_field_and_state_narrow_the_list(client, monthly, calendar):
    other = owing("每年公开")
    expect(calendar)
    own = client.get(CALENDAR, {"department": monthly.department.code})
    assert own.context["total"] == 2
    assert client.get(CALENDAR, {"field": other.field.slug}).context["total"] == 1
    late = client.get(CALENDAR, {"state": Fulfilment.LATE})
    assert late.context["total"] == 1
    assert client.get(CALENDAR, {"state": ["late", "done"]}).context["total"] == 2
    assert client.get(CALENDAR, {"q": other.name}).context["total"] == 1
    assert client.get(CALENDAR, {"state": "nonsense"}).context["total"] == 3


def test_a_year_is_kept_by_the_filters_and_an_unknown_one_is_not_found(client, monthly):
    ExpectedPublication.objects.filter(period_start=date(2026, 1, 1)).update(
        due_on=date(2025, 12, 31), opens_on=date(2025, 12, 1)
    )
    response = client.get(CALENDAR, {"year": "2025", "department": monthly.department.code})
    assert response.context["year"] == 2025
    page = response.content.decode()
    assert '<input type="hidden" name="year" value="2025">' in page
    assert response.context["clear_url"].endswith("?year=2025")
    for asked in ("1999", "nonsense", "2025x", "²"):
        assert client.get(CALENDAR, {"year": asked}).status_code == 404


def test_matters_that_are_not_public_are_not_shown(client, monthly):
    type(monthly).objects.filter(pk=monthly.pk).update(effective_on=date(2026, 12, 1))
    response = client.get(CALENDAR)
    assert monthly not in [row["matter"] for row in response.context["matters"]]
    assert response.context["stats"][2]["figure"] == 2


def test_an_empty_year_says_why(client, db):
    assert "Nothing is due in this year" in client.get(f"/en{CALENDAR}").content.decode()
    filtered = client.get(f"/en{CALENDAR}", {"q": "无"}).content.decode()
    assert "Nothing fits these filters" in filtered


def test_a_document_that_is_no_longer_public_is_not_linked(client, monthly):
    document = monthly.publications.get()
    type(document).objects.filter(pk=document.pk).update(
        publicity_term="fixed_term", public_until=date(2026, 11, 1)
    )
    page = client.get(CALENDAR).content.decode()
    assert document.get_absolute_url() not in page


def test_the_list_asks_equally_often_however_long_it_is(
    client, calendar, django_assert_num_queries
):
    issue(owing(), date(2026, 3, 20))
    expect(calendar)
    client.get(CALENDAR)
    with django_assert_num_queries(10):
        client.get(CALENDAR)
    for _number in range(8):
        issue(owing(), date(2026, 3, 20))
    expect(calendar)
    with django_assert_num_queries(10):
        assert client.get(CALENDAR).context["total"] == 9


def test_the_files_hold_every_period_found_in_the_official_words(client, monthly, calendar):
    owing("每年公开")
    expect(calendar)
    query = {"department": monthly.department.code}
    sent = client.get(f"/en{CALENDAR}file/csv/", query)
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 15
    march = next(row for row in rows if row["期间起"] == "2026-03-01")
    assert (march["公开事项"], march["实际公开日期"]) == (monthly.name, "2026-03-20")
    assert march["文件标题"] == monthly.publications.get().title
    sent = client.get(f"{CALENDAR}file/xlsx/", query)
    sheet = load_workbook(io.BytesIO(sent.content)).active
    assert sheet.max_row == 16
    assert client.get(f"{CALENDAR}file/pdf/").status_code == 404


def test_an_official_is_led_to_the_own_department(client, monthly):
    official = factories.OfficialFactory(department=monthly.department)
    assert client.get(CALENDAR).context["own_url"] == ""
    client.force_login(official)
    response = client.get(CALENDAR)
    assert response.context["own_url"].endswith(f"department={monthly.department.code}")
    assert not response.context["decides"]


def test_a_matter_shows_its_periods_year_by_year(client, monthly, django_assert_num_queries):
    url = monthly.get_absolute_url()
    years = client.get(url).context["years"]
    assert [row["year"] for row in years] == [2026]
    assert len(years[0]["strips"][0]["periods"]) == 12
    with django_assert_num_queries(12) as first:
        client.get(url)
    for month in (4, 5, 6):
        issue(monthly, date(2026, month, 20))
    with django_assert_num_queries(len(first)):
        client.get(url)


def test_a_matter_without_periods_shows_none(client):
    matter = factories.MatterFactory(in_force=True)
    response = client.get(matter.get_absolute_url())
    assert response.context["years"] == []
    assert 'id="periods"' not in response.content.decode()


def move(row, action: str) -> str:
    return reverse("supervision:calendar-move", args=[row.pk, action])


def test_a_supervisor_counts_a_document_and_takes_it_back(client, supervisor, monthly):
    february, document = period(monthly, 2), monthly.publications.get()
    detail = reverse("supervision:calendar-period", args=[february.pk])
    assert move(february, "credit") in client.get(detail).content.decode()
    form = client.get(move(february, "credit"))
    given = {"seen": form.context["seen"], "publication": document.pk, "reason": "合并公开。"}
    assert client.post(move(february, "credit"), given).url == detail
    february.refresh_from_db()
    assert (february.publication, february.is_credited) == (document, True)
    page = client.get(detail).content.decode()
    assert "合并公开。" in page
    assert move(february, "take-back") in page
    with translation.override("en"):
        public = Client().get(f"/en{CALENDAR}").content.decode()
    assert "counted by supervision" in public
    back = client.get(move(february, "take-back"))
    given = {"seen": back.context["seen"], "reason": "认定有误。"}
    assert client.post(move(february, "take-back"), given).url == detail
    february.refresh_from_db()
    assert not february.is_credited
    assert HistoryRow.objects.of(february).count() == 2


def test_a_form_keeps_what_was_typed_and_says_what_is_missing(client, supervisor, monthly):
    url = move(period(monthly, 2), "credit")
    seen = client.get(url).context["seen"]
    response = client.post(url, {"seen": seen, "reason": "合并公开。"})
    assert response.status_code == 200
    # The only document of the matter was chosen before, and taken away by hand.
    assert set(response.context["form"].errors) == {"publication"}
    assert "合并公开。" in response.content.decode()


def test_where_no_document_is_linked_the_form_says_so_and_asks_nothing(client, supervisor, monthly):
    february = period(monthly, 2)
    monthly.publications.clear()
    url = move(february, "credit")
    with translation.override("en"):
        page = client.get("/en" + url)
        refused = client.post("/en" + url, {"seen": page.context["seen"], "reason": "合并公开。"})
    assert "No public document is linked with the matter." in page.text
    assert "Count a document for the period</button>" not in page.text
    assert refused.status_code == 200
    assert not page.context["form"].fields
    assert not ExpectedPublication.objects.filter(is_credited=True).exists()


def test_a_period_is_called_by_its_year_on_its_own_page(client, supervisor, monthly):
    url = reverse("supervision:calendar-period", args=[period(monthly, 2).pk])
    assert client.get(f"/en{url}").context["name"] == "Month 2 of 2026"


def test_a_period_decided_meanwhile_is_told(client, supervisor, monthly):
    february, document = period(monthly, 2), monthly.publications.get()
    url = move(february, "credit")
    given = {"seen": "older", "publication": document.pk, "reason": "合并公开。"}
    assert client.post(url, given).status_code == 409
    assert client.get(move(period(monthly, 3), "credit")).status_code == 409
    assert not ExpectedPublication.objects.filter(is_credited=True).exists()


def test_a_department_reads_its_own_periods_alone_and_decides_nothing(client, monthly):
    february = period(monthly, 2)
    detail = reverse("supervision:calendar-period", args=[february.pk])
    client.force_login(factories.OfficialFactory(department=monthly.department))
    assert client.get(detail).status_code == 200
    assert client.get(move(february, "credit")).status_code == 403
    client.force_login(factories.OfficialFactory())
    assert client.get(detail).status_code == 404
    assert client.get(move(february, "credit")).status_code == 404
    client.logout()
    assert client.get(detail).status_code == 302


def test_a_finding_about_a_period_leads_to_its_page(client, supervisor, inspect):
    matter = owing(effective_on=date(2026, 10, 8))
    inspect(TODAY, rule="period-missing")
    finding = Finding.objects.get(rule="period-missing")
    page = client.get(reverse("supervision:finding-detail", args=[finding.pk])).content.decode()
    assert reverse("supervision:calendar-period", args=[period(matter, 10).pk]) in page
