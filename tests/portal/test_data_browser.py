"""In the browser: find data, look at them, filter, download, and get the same by the API."""

import csv
import io

import pytest
from django.utils import timezone

from catalogs.models import DatasetColumn
from portal.opendata.store import building
from tests.datasets import published
from tests.feedback.test_browser_public import faults_of
from tests.portal.test_site_rows import COLUMNS, lines

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dataset():
    dataset = published(
        day=timezone.localdate(),
        code="care-homes",
        name="养老机构名录",
        name_en="Care homes",
        description_en="Care homes on record in Binhu District.",
        content=lines(120),
        columns=COLUMNS,
    )
    DatasetColumn.objects.filter(dataset=dataset, name="town").update(is_indexed=True)
    building.build(dataset.latest)
    return dataset


def test_data_are_found_previewed_filtered_and_downloaded_and_are_the_same_by_the_api(
    page, live_server, dataset
):
    page.goto("/en/data/")
    main = page.locator("main")
    main.get_by_label("Name, code or description contains").fill("Care")
    main.get_by_role("button", name="Apply filters").click()
    main.get_by_role("link", name="Care homes").click()
    expect(main.get_by_role("region", name="First rows of the data")).to_contain_text("A-001")
    main.get_by_role("link", name="Filter, draw and export the rows").click()

    main.get_by_role("group", name="Town").get_by_label("Is").select_option("蠡湖街道")
    main.get_by_role("group", name="Beds").get_by_label("From").fill("100")
    main.get_by_role("button", name="Apply filters").click()
    expect(main.get_by_role("status")).to_have_text("7 rows found")
    main.get_by_role("columnheader", name="Beds").get_by_role("link").click()
    expect(main.get_by_role("columnheader", name="Beds ↑")).to_be_visible()
    main.get_by_role("columnheader", name="Beds").get_by_role("link").click()
    expect(main.get_by_role("columnheader", name="Beds ↓")).to_be_visible()
    shown = ["A-119", "A-116", "A-113", "A-110", "A-107", "A-104", "A-101"]
    expect(main.locator(".preview tbody tr td:first-child")).to_have_text(shown)

    with page.expect_download() as waiting:
        main.get_by_role("link", name="CSV", exact=True).click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert [row["code"] for row in csv.DictReader(io.StringIO(text))] == shown

    address = main.locator(".api-address a").get_attribute("href")
    answer = page.request.get(f"{live_server.url}{address}")
    assert [row["code"] for row in answer.json()["rows"]] == shown

    main.get_by_label("A bar for each value of").select_option("town")
    main.get_by_label("Its length is").select_option("sum:beds")
    main.get_by_role("button", name="Draw").click()
    expect(main.get_by_role("heading", name="Sum of Beds by Town")).to_be_visible()
    main.get_by_text("The figures as a table").click()
    expect(main.locator(".figure table")).to_contain_text("770")


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_of_data_are_accessible_and_fit_the_screen(page, live_server, dataset, language):
    found = []
    for path in (
        "/data/",
        "/data/care-homes/",
        "/data/care-homes/rows/?_chart=town",
        "/data/care-homes/rows/?beds__gte=many",
    ):
        page.goto(f"{language}{path}")
        found += faults_of(page, path)
    assert found == []
