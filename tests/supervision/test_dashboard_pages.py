"""The dashboards: every figure leads to its findings, in as many queries for many as for few."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from catalogs.enums import Role
from catalogs.matter_parts import save_matter_parts
from supervision.comparable import FEWEST_EXAMINED
from supervision.enums import Level
from supervision.models import Finding, Score
from tests import factories
from tests.supervision.finding_desk import TODAY, gaps, of_matter, page, supervisor

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel("2026-11-24 10:00 +0800", tick=False):
        yield


@pytest.fixture
def matters(calendar, office) -> list:
    """Three matters of one department without elements, and one of another."""
    own = gaps(3, department=factories.DepartmentFactory(), field=factories.FieldFactory())
    return [*own, *gaps(1)]


@pytest.fixture
def clerk(matters):
    return factories.OfficialFactory(department=matters[0].department)


@pytest.fixture
def red(inspect, matters) -> Finding:
    """After inspections in three months; one finding is red, one closed."""
    for day in (date(2026, 9, 30), date(2026, 10, 30)):
        inspect(day)
    save_matter_parts(matters[1], elements=["决定"], channels=[], time_limit_text="")
    inspect(TODAY)
    finding = of_matter(matters[0])
    Finding.objects.exclude(pk=finding.pk).update(level=Level.YELLOW)
    Finding.objects.filter(pk=finding.pk).update(level=Level.RED)
    # So many that the departments are ranked.
    duties = Score.objects.of_departments().filter(indicator="completeness")
    duties.update(examined=F("examined") + FEWEST_EXAMINED)
    return finding


def shown(client, name: str, *arguments, **query):
    response = client.get(page(name, *arguments), query)
    assert response.status_code == 200
    return response


def figures(response) -> dict[str, int]:
    return {row["label"]: row["figure"] for row in response.context["counts"]}


def test_every_count_leads_to_as_many_findings(client, red, matters):
    client.force_login(supervisor())
    for query in ({}, {"department": matters[0].department.code}, {"aspect": "completeness"}):
        response = shown(client, "dashboard", **query)
        counts = response.context["counts"]
        assert sum(row["figure"] for row in counts) > 0
        for row in counts:
            assert client.get(row["url"]).context["total"] == row["figure"], row


def test_a_red_cell_leads_to_its_findings_and_from_there_to_the_row(client, red):
    client.force_login(supervisor())
    heat = shown(client, "dashboard", measure="red").context["heat"]
    cells = [cell for row in heat.rows for cell in row.cells if cell.shown == "1"]
    assert cells
    for cell in cells:
        listed = client.get(cell.url)
        assert [row["pk"] for row in listed.context["rows"]] == [red.pk]


def test_the_columns_of_all_lead_to_as_many_as_they_count_also_within_one_field(
    client, red, matters, inspect
):
    client.force_login(supervisor())
    other = factories.MatterGroupFactory()
    factories.MatterFactory(in_force=True, elements=[], department=red.department, group=other)
    inspect(TODAY)
    Finding.objects.update(level=Level.RED, reddened_on=TODAY)
    heat = shown(client, "dashboard", measure="red", field=red.field.slug).context["heat"]
    cells = [cell for row in heat.rows for cell in row.cells if cell.url]
    assert cells
    for cell in cells:
        assert client.get(cell.url).context["total"] == int(cell.shown)


def test_a_score_leads_to_its_source_and_from_there_to_the_row(client, red, matters):
    client.force_login(supervisor())
    response = shown(client, "dashboard")
    heat = response.context["heat"]
    score = Score.objects.of_month(TODAY).of_district().whole().get()
    assert heat.rows[-1].cells[0].shown == f"{score.value:.1f}"
    source = client.get(heat.rows[-1].cells[0].url)
    assert source.context["score"] == score
    assert red.pk in [row["pk"] for row in source.context["findings"]]
    lowest = [float(row.cells[0].shown) for row in heat.rows[:-1]]
    assert lowest == sorted(lowest)


def test_every_rule_and_indicator_leads_to_what_is_behind_it(client, red):
    client.force_login(supervisor())
    response = shown(client, "dashboard")
    for rule in response.context["rules"]:
        assert client.get(rule["url"]).context["total"] == rule["red"] + rule["yellow"]
    scored = [row for row in response.context["indicators"] if row["score"]]
    assert scored
    for row in scored:
        assert client.get(row["url"]).context["score"] == row["score"]


def test_the_formula_is_shown_with_its_numbers(client, red, clerk):
    client.force_login(clerk)
    response = shown(client, "dashboard-score", indicator="completeness")
    score = Score.objects.get(
        month=date(2026, 11, 1), department=clerk.department, field=None, indicator="completeness"
    )
    assert response.context["score"] == score
    part = next(row for row in response.context["parts"] if row["found"] == 2)
    assert part["examined"] == 3
    assert client.get(part["url"]).context["total"] == 2
    formula = response.context["formula"]
    weight = sum(row["weight"] for row in response.context["parts"])
    assert formula["below"] == str(weight)
    assert 100 * float(formula["above"]) / weight == pytest.approx(float(score.value), abs=0.1)


def test_a_clerk_sees_the_own_department_and_no_other(client, red, matters, clerk):
    client.force_login(clerk)
    response = shown(client, "dashboard")
    assert response.context["department"] == clerk.department
    assert figures(response)["Red"] == 1
    assert {row["department"] for row in response.context["urgent"]} == {
        clerk.department.display_name
    }
    assert response.context["standing"]["ranked"] > 1
    other = matters[3].department.code
    assert client.get(page("dashboard-department", other)).status_code == 404
    query = {"department": other, "indicator": "completeness"}
    assert client.get(page("dashboard-score"), query).status_code == 404
    moved = shown(client, "dashboard-moved", "opened", department=other, period="2026-09")
    assert all(row["department"] == clerk.department.display_name for row in moved.context["rows"])
    assert moved.context["rows"]


@pytest.mark.parametrize("period", ["2026-10", "2026-Q4", "2026", "2025"])
def test_every_period_is_shown_in_both_languages(client, red, period):
    client.force_login(supervisor())
    response = shown(client, "dashboard", period=period)
    assert response.context["period"].name == period
    months = response.context["trend"]["rows"]
    assert len(months) in (12, 13)
    chinese = client.get(page("dashboard").removeprefix("/en"), {"period": period})
    assert chinese.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"period": "2030"},
        {"period": "soon"},
        {"aspect": "none"},
        {"department": "none"},
        {"field": "none"},
        {"measure": "none"},
    ],
)
def test_what_does_not_exist_is_not_found(client, calendar, office, query):
    client.force_login(supervisor())
    assert client.get(page("dashboard"), query).status_code == 404


@pytest.mark.parametrize(
    "query", [{"month": "2020-01"}, {"month": "x"}, {"indicator": "none"}, {"field": "none"}]
)
def test_a_score_that_was_never_written_is_not_found(client, red, query):
    client.force_login(supervisor())
    assert client.get(page("dashboard-score"), query).status_code == 404


def test_before_the_first_inspection_the_pages_say_so(client, calendar, office):
    client.force_login(supervisor())
    response = shown(client, "dashboard")
    assert response.context["heat"] is None
    assert set(figures(response).values()) == {0}
    department = factories.DepartmentFactory()
    assert shown(client, "dashboard-department", department.code).context["standing"] is None


def test_what_moved_in_a_period_is_listed(client, red, matters):
    client.force_login(supervisor())
    closed = shown(client, "dashboard-moved", "closed")
    assert {row["title"] for row in closed.context["rows"]} == {matters[1].name}
    opened = shown(client, "dashboard-moved", "opened", period="2026-09").context["total"]
    assert opened == Finding.objects.filter(opened_on=date(2026, 9, 30)).count() >= 4
    assert client.get(page("dashboard-moved", "other")).status_code == 404


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK])
@pytest.mark.parametrize("name", ["dashboard", "dashboard-score", "dashboard-reports"])
def test_a_page_takes_as_many_queries_for_many_as_for_few(
    client, inspect, red, matters, clerk, role, name
):
    client.force_login(clerk if role == Role.CLERK else supervisor())

    def queries() -> int:
        shown(client, name)
        with CaptureQueriesContext(connection) as captured:
            shown(client, name)
        return len(captured)

    few = queries()
    gaps(30, department=matters[0].department)
    for _place in range(4):
        gaps(3, department=factories.DepartmentFactory(), field=factories.FieldFactory())
    inspect(TODAY)
    assert queries() == few <= 30


def test_the_links_of_the_filter_keep_what_was_chosen(client, red):
    client.force_login(supervisor())
    response = shown(client, "dashboard", period="2026-Q4", aspect="completeness")
    measures = response.context["measures"]
    other = next(row for row in measures if not row["selected"])
    query = parse_qs(urlsplit(other["url"]).query)
    assert query == {"period": ["2026-Q4"], "aspect": ["completeness"], "measure": ["red"]}


def test_no_door_is_open_behind_the_pages_of_the_dashboard(client, red):
    client.force_login(supervisor())
    for name in ("dashboard", "dashboard-reports"):
        portal = shown(client, name).context["portal"]
        assert not any(door["here"] for door in portal["doors"])
