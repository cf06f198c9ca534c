"""In the browser: from the dashboard to a rectified finding, and the pages as people see them."""

import pytest
from django.conf import settings
from django.test import Client

from catalogs.enums import Role
from catalogs.matter_parts import save_matter_parts
from supervision.enums import FindingState
from supervision.models import Inspection
from tests import factories
from tests.feedback.test_browser_public import faults_of
from tests.supervision.finding_desk import gaps, of_matter, supervisor

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULE = "Matter without content elements"


def sign_in(page, live_server, official) -> None:
    client = Client()
    client.force_login(official)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


def inspect_now(page) -> None:
    """Ask for an inspection by one rule, and see it finished."""
    page.goto("/en/desk/inspections/")
    page.get_by_label("Rule").select_option(label=RULE)
    page.get_by_role("button", name="Start the inspection").click()
    expect(page.get_by_role("status").filter(has_text="3 of 3 steps done")).to_be_visible()


def test_from_the_dashboard_to_a_rectified_finding(page, live_server, calendar, office):
    matter = gaps(1, name="城市规划")[0]
    official = supervisor()
    clerk = factories.OfficialFactory(department=matter.department)
    sign_in(page, live_server, official)
    inspect_now(page)

    sign_in(page, live_server, clerk)
    page.goto("/en/supervision/dashboard/")
    page.locator(".count").filter(has_text="Yellow").click()
    page.get_by_role("link", name="城市规划").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("城市规划")
    save_matter_parts(matter, elements=["规划方案"], channels=[], time_limit_text="")
    page.get_by_role("link", name="Report the rectification").click()
    page.get_by_role("button", name="Report the rectification").click()
    expect(page.locator(".field-error")).to_contain_text("Write what was done.")
    page.get_by_label("What was done").fill("已补充公开内容要素。")
    page.get_by_label("Files").set_input_files(
        {"name": "说明.txt", "mimeType": "text/plain", "buffer": "已整改".encode()}
    )
    page.get_by_role("button", name="Report the rectification").click()
    expect(page.get_by_text("已补充公开内容要素。")).to_be_visible()

    sign_in(page, live_server, official)
    page.goto("/en/desk/findings/")
    page.get_by_role("link", name="城市规划").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="说明.txt").click()
    assert download.value.suggested_filename == "说明.txt"
    page.get_by_role("link", name="Verify the rectification").click()
    page.get_by_role("button", name="Verify the rectification").click()
    expect(page.locator("aside .tag").first).to_have_text("Rectification verified")

    inspect_now(page)
    finding = of_matter(matter)
    assert finding.state == FindingState.CLOSED
    page.goto(f"/en/desk/findings/{finding.pk}/")
    expect(page.locator(".timeline .what").first).to_have_text("Not found any more: closed")


def test_the_pages_are_accessible_and_no_wider_than_a_phone(
    page, live_server, inspect, today, settings
):
    matter = gaps(1, name="城市规划")[0]
    inspect(today)
    sign_in(page, live_server, factories.OfficialFactory(role=Role.ADMINISTRATOR))
    finding, faults = of_matter(matter), []
    for prefix in ("", "/en"):
        for address in (
            "/desk/findings/",
            f"/desk/findings/{finding.pk}/",
            f"/desk/findings/{finding.pk}/do/report/",
            "/desk/inspections/",
            f"/desk/inspections/{Inspection.objects.get().pk}/",
            "/desk/inspections/rules/",
        ):
            page.goto(prefix + address)
            faults += faults_of(page, prefix + address)
    assert not faults, "\n".join(faults)
