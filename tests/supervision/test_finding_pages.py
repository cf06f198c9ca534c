"""The desk of findings: tabs, filters, the page of one, its moves, its evidence, its table."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from catalogs.enums import Role
from supervision import rectifying
from supervision.enums import Level
from supervision.models import ExpectedPublication, Finding
from supervision.views.findings_places import places
from supervision.views.findings_rows import waiting_for
from tests import factories
from tests.applications.factories import ApplicationFactory
from tests.supervision.finding_desk import (
    LIST,
    TODAY,
    do,
    gaps,
    moment,
    of_matter,
    page,
    supervisor,
)

pytestmark = pytest.mark.django_db
NOW = moment(date(2026, 11, 25))


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel("2026-11-25 10:00 +0800", tick=False):
        yield


@pytest.fixture
def matter(calendar, office):
    return gaps(1, name="城市规划")[0]


@pytest.fixture
def finding(inspect, matter) -> Finding:
    inspect(TODAY, rule="matter-without-elements")
    return of_matter(matter)


@pytest.fixture
def clerk(matter):
    return factories.OfficialFactory(department=matter.department, email="clerk@example.org")


def titles(response) -> list[str]:
    return [row["title"] for row in response.context["rows"]]


def test_each_tab_counts_its_findings_within_the_filters(client, inspect, matter):
    others = gaps(6, group=matter.group, department=matter.department)
    stranger = gaps(1, group=matter.group)[0]
    inspect(TODAY, rule="matter-without-elements")
    rows = [of_matter(row) for row in others]
    Finding.objects.filter(pk=rows[0].pk).update(state="rectified")
    Finding.objects.filter(pk=rows[1].pk).update(rectify_by=date(2026, 11, 20))
    Finding.objects.filter(pk=rows[2].pk).update(level="red", reddened_on=TODAY)
    Finding.objects.filter(pk=rows[3].pk).update(state="exempt", exempt_until=date(2026, 12, 1))
    Finding.objects.filter(pk=rows[4].pk).update(state="closed", closed_on=TODAY)
    client.force_login(supervisor())
    response = client.get(f"{LIST}?department={matter.department.code}")
    counts = {str(tab["text"]): tab["total"] for tab in response.context["tabs"]}
    assert counts == {
        "Awaiting verification": 1,
        "Overdue": 1,
        "Red": 1,
        "All that count": 5,
        "Exempt": 1,
        "Closed": 1,
    }
    assert titles(response) == [others[0].name]
    assert len(titles(client.get(f"{LIST}?tab=open"))) == 6
    client.force_login(factories.OfficialFactory(department=matter.department))
    response = client.get(LIST)
    assert str(response.context["tab"].label) == "To rectify"
    assert stranger.name not in titles(response)
    assert titles(response)[0] == others[1].name


def test_the_filters_count_what_they_would_leave_in_the_tab(client, inspect, matter):
    gaps(2, group=matter.group, department=matter.department)
    elsewhere = gaps(1)[0]
    inspect(TODAY, rule="matter-without-elements")
    inspect(date(2026, 10, 30), rule="publication-overdue")
    Finding.objects.filter(pk=of_matter(elsewhere).pk).update(
        opened_on=date(2026, 10, 9), level=Level.RED
    )
    client.force_login(supervisor())
    response = client.get(f"{LIST}?tab=open")
    facets = {
        facet["name"]: {str(option["label"]): option["count"] for option in facet["options"]}
        for facet in response.context["facets"]
    }
    assert facets["aspect"] == {"Completeness": 4}
    assert facets["rule"] == {"Matter without content elements": 4}
    assert facets["level"] == {"Yellow": 3, "Red": 1}
    assert list(facets["department"].values()) == [3, 1]
    assert list(facets["field"].values()) == [3, 1]
    assert list(facets["period"].values()) == [3, 1]
    for query, number in (
        ("aspect=timeliness", 0),
        ("aspect=completeness", 4),
        ("rule=matter-without-elements", 4),
        ("level=red", 1),
        (f"field={matter.field.slug}", 3),
        ("period=2026-10", 1),
        ("period=2026-13", 4),
        ("period=2026-10&level=yellow", 0),
        (f"q={elsewhere.name}", 1),
        ("level=%00", 4),
    ):
        assert client.get(f"{LIST}?tab=open&{query}").context["total"] == number, query


def test_a_list_and_a_page_ask_as_many_questions_of_twenty_findings_as_of_two(
    client, inspect, matter
):
    client.force_login(supervisor())

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    gaps(1)
    inspect(TODAY, rule="matter-without-elements")
    urls = [f"{LIST}?tab=open", page("finding-detail", of_matter(matter).pk)]
    [asked(url) for url in urls]  # what is remembered between requests
    before = [asked(url) for url in urls]
    gaps(18)
    inspect(TODAY, rule="matter-without-elements")
    assert [asked(url) for url in urls] == before
    assert max(before) < 40


def test_a_page_says_what_the_gap_is_where_it_is_mended_and_when_it_turns_red(
    client, finding, matter, clerk
):
    client.force_login(clerk)
    response = client.get(page("finding-detail", finding.pk))
    words = response.content.decode()
    for part in (
        "Matter without content elements",
        "The matter does not say what its documents must contain.",
        "Propose an adjustment that adds the content elements.",
        "Guo Ban Fa [2019] No. 54",
        f"/admin/catalogs/publicitymatter/{matter.pk}/change/",
        matter.get_absolute_url(),
    ):
        assert part in words, part
    days = {str(fact["label"]): fact["day"] for fact in response.context["facts"]}
    assert days == {
        "Gap since": matter.effective_on,
        "Found on": TODAY,
        "To be rectified by": date(2026, 12, 8),
        "Turns red on": date(2026, 12, 22),
    }
    assert [event["what"] for event in response.context["events"]] == ["Found"]
    assert [offer.action for offer in response.context["next_steps"]] == ["report"]


def test_days_are_told_while_they_run_and_nobody_is_led_to_undo_what_is_verified(
    client, finding, clerk
):
    reader = supervisor()
    client.force_login(reader)
    assert client.get(page("finding-detail", finding.pk)).context["clock"]["text"]
    do(client, clerk, finding, "report", text="已补充公开内容要素。")
    client.force_login(reader)
    shown = client.get(page("finding-detail", finding.pk)).context
    assert shown["clock"] is None
    assert [offer.action for offer in shown["next_steps"]] == ["verify", "send_back"]
    do(client, reader, finding, "verify")
    shown = client.get(page("finding-detail", finding.pk)).context
    assert shown["next_steps"] == []
    assert "send_back" in [offer.action for offer in shown["other_steps"]]


def test_where_a_gap_is_mended_leads_only_where_the_reader_may_go(inspect, matter, clerk):
    application = ApplicationFactory(in_review=True, department=matter.department)
    inspect(TODAY)
    finding = of_matter(matter)
    for target, user, expected in (
        (application, clerk, [f"/desk/applications/{application.receipt_number}/"]),
        (application, factories.OfficialFactory(), []),
        (matter, factories.OfficialFactory(), []),
        (
            ExpectedPublication.objects.create(
                matter=matter,
                position=1,
                kind="yearly",
                period_start=date(2025, 1, 1),
                period_end=date(2025, 12, 31),
                opens_on=date(2025, 1, 1),
                closes_on=date(2026, 1, 31),
                due_on=date(2026, 1, 31),
            ),
            clerk,
            [
                f"/admin/catalogs/publication/add/?matters={matter.pk}",
                f"/admin/catalogs/publicitymatter/{matter.pk}/change/",
                matter.get_absolute_url(),
            ],
        ),
    ):
        finding.target = target
        urls = [place["url"] for place in places(finding, user, today=TODAY)]
        assert urls == expected, target
    matter.delete()
    finding.refresh_from_db()
    assert places(finding, clerk, today=TODAY) == []


def test_a_finding_of_another_department_is_not_found(client, finding):
    stranger = factories.OfficialFactory()
    client.force_login(stranger)
    assert titles(client.get(LIST)) == []
    assert client.get(page("finding-detail", finding.pk)).status_code == 404
    assert client.get(page("finding-move", finding.pk, "report")).status_code == 404
    assert client.get(page("finding-move", finding.pk, "swallow")).status_code == 404


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_table_holds_the_rows_of_the_tab_within_the_filters(
    client, inspect, finding, clerk, format
):
    gaps(1)
    inspect(TODAY, rule="matter-without-elements")
    client.force_login(clerk)
    response = client.get(page("finding-download", format))
    if format == "csv":
        text = b"".join(response).decode("utf-8-sig")
        lines = [line.split(",") for line in text.splitlines()]
    else:
        sheet = load_workbook(BytesIO(response.content)).active
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(lines) == 2
    assert lines[1][1:4] == ["Matter without content elements", "Completeness", "城市规划"]
    client.force_login(supervisor())
    filtered = client.get(f"{page('finding-download', format)}?tab=open&level=red")
    rows = b"".join(filtered) if filtered.streaming else filtered.content
    assert "城市规划".encode() not in rows
    assert client.get(page("finding-download", "pdf")).status_code == 404


def test_the_start_page_shows_what_waits_for_each_role(finding, matter, clerk):
    reviewer = factories.OfficialFactory(role=Role.REVIEWER, department=matter.department)
    legal = factories.OfficialFactory(role=Role.LEGAL_AFFAIRS)

    def waiting(user) -> list[str]:
        return [row["title"] for row in waiting_for(user, today=date(2026, 11, 25))["rows"]]

    assert waiting(clerk) == waiting(reviewer) == ["城市规划"]
    assert waiting(supervisor()) == waiting(legal) == waiting(factories.OfficialFactory()) == []
    rectifying.report(finding, actor=clerk, text="已补充。", now=NOW)
    assert waiting(supervisor()) == ["城市规划"]
    assert waiting(clerk) == []
    Finding.objects.filter(pk=finding.pk).update(state="open", rectify_by=TODAY)
    assert waiting(legal) == ["城市规划"]
