"""The site in a browser: accessible, no wider than the screen, lists swapped in place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone

from catalogs.models import Adjustment, Publication
from tests import factories

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERIOUS = {"serious", "critical"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def addresses() -> list[str]:
    """One page of each kind, each with everything it can show."""
    department = factories.DepartmentFactory(
        address="金城西路500号",
        telephone="0510-85180000",
        disclosure_guide="# 获取方式\n\n到场查阅。",
    )
    group = factories.MatterGroupFactory(field__is_pilot=True)
    where = {"in_force": True, "department": department, "field": group.field}
    power = factories.PowerItemFactory(office="行政审批科", **where)
    guide = factories.GuideFactory(power=power, result="批复")
    guide.steps.create(position=1, name="受理", post="窗口", limit="1个工作日")
    guide.materials.create(position=1, name="申请表")
    service = factories.ServiceItemFactory(online_url="https://example.org/", **where)
    matter = factories.MatterFactory(
        in_force=True, department=department, group=group, work_post="公开专员"
    )
    matter.powers.add(power)
    gone = factories.ServiceItemFactory(abolished=True, department=department, field=group.field)
    policy = factories.PublicationFactory(
        published=True,
        policy=True,
        department=department,
        matters=[matter],
        body="# 一、目标\n\n正文。\n\n| 项目 | 数量 |\n|---|--:|\n| 甲 | 1 |",
    )
    interpretation = factories.PublicationFactory(
        published=True, interpretation=True, department=department
    )
    interpretation.interprets.add(policy)
    withdrawn = factories.PublicationFactory(withdrawn=True, department=department)
    adjustment = factories.AdjustmentFactory(power=power)
    Adjustment.objects.update(
        state="applied", applied_at=timezone.now(), former={"office": "行政审批科"}
    )
    factories.ServiceItemFactory.create_batch(25, **where)
    rows = (power, power.standard, service, matter, gone, policy, interpretation, withdrawn)
    return [
        *(
            "/",
            "/powers/?q=审批",
            "/services/?size=20",
            "/matters/",
            "/documents/",
            "/adjustments/",
        ),
        *("/fields/", "/departments/", "/about/", "/site-map/", "/accessibility/", "/privacy/"),
        *("/search/", "/preferences/", "/accounts/login/", "/accounts/password/reset/"),
        *("/powers/?q=none&field=nope", "/services/?page=2", "/nothing/"),
        *(row.get_absolute_url() for row in (*rows, adjustment, group.field, department)),
    ]


def serious(page) -> list[str]:
    """What axe finds serious on the page shown, one line each."""
    page.wait_for_load_state()  # a press returns when the next page begins
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{page.url}: {item['id']} ({item['impact']}): {item['nodes'][0]['html']}"
        for item in found
        if item["impact"] in SERIOUS or item["id"].startswith("heading")
    ]


def test_axe_finds_nothing_serious_and_no_page_is_wider_than_a_phone(page, addresses):
    page.allowed_errors = ["404", "410"]
    faults = []
    for prefix in ("", "/en"):
        for address in addresses:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(prefix + address)
            faults += serious(page)
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append(f"{prefix}{address} is {wide} pixels wide at {width}")
    assert not faults, "\n".join(faults)


def test_a_filter_swaps_the_list_in_place_and_the_address_follows(page):
    factories.ServiceItemFactory.create_batch(3, in_force=True, audience="person")
    factories.ServiceItemFactory(in_force=True, audience="organisation")
    page.goto("/en/services/")
    page.evaluate("window.stayed = true")
    page.check("input[name=audience][value=person]")
    page.click(".facets button")
    page.wait_for_url("**audience=person**")
    expect(page.locator(".result-count strong")).to_have_text("3")
    assert page.evaluate("window.stayed")
    assert page.is_checked("input[name=audience][value=person]")
    page.click(".chip")
    expect(page.locator(".result-count strong")).to_have_text("4")
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(page.locator(".result-count strong")).to_have_text("3")


def test_lists_are_filtered_without_javascript(chromium, live_server):
    factories.ServiceItemFactory.create_batch(3, in_force=True, audience="person")
    factories.ServiceItemFactory(in_force=True, audience="organisation")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/en/services/")
    page.click(".facets > summary")
    page.check("input[name=audience][value=person]")
    page.click(".facets button")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.click("tbody a >> nth=0")
    expect(page.locator("h1")).to_have_count(1)
    context.close()


def test_axe_finds_nothing_serious_on_the_desk(page, client, live_server):
    clerk = factories.OfficialFactory()
    late = factories.PublicationFactory(department=clerk.department)
    Publication.objects.filter(pk=late.pk).update(due_on="2026-01-05")
    factories.PublicationFactory(department=clerk.department, state="returned")
    client.force_login(clerk)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page.goto("/en/desk/")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert not serious(page)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
