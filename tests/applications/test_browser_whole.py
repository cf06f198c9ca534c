"""From end to end in the browser: a citizen applies, officials answer, the citizen reads it."""

import pytest
from django.conf import settings
from django.test import Client

from applications.models import Application
from catalogs.enums import DepartmentKind
from tests.applications.factories import office
from tests.applications.test_browser_answering import press
from tests.applications.test_browser_applying import Walk
from tests.factories import DepartmentFactory, OfficialFactory

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANSWER = "您申请公开的城市更新项目实施计划,内容如下:二〇二六年实施三个片区。"


@pytest.fixture
def desk(chromium, live_server):
    """Open the desk's page of an application as an official, in a browser of the office."""
    context = chromium.new_context(base_url=live_server.url)

    def open_as(official, number: str):
        client = Client()
        client.force_login(official)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        desk_page = context.new_page()
        desk_page.goto(f"/en/desk/applications/{number}/")
        return desk_page

    yield open_as
    context.close()


def test_a_citizen_applies_an_official_answers_and_the_citizen_reads_the_answer(page, desk):
    department = DepartmentFactory(kind=DepartmentKind.DISTRICT_DEPARTMENT)
    clerk = OfficialFactory(department=department)
    reviewer = OfficialFactory(department=department, reviewer=True)

    walk = Walk(page, "")
    walk.answer()
    expect(page.locator("[name=work]")).not_to_have_value("")
    walk.go_on()
    page.wait_for_url("**/new/receipt/")
    number, code = (page.locator(".receipt dd.code").nth(at).inner_text().strip() for at in (0, 1))

    intake = desk(office(), number)
    press(intake, "Register")
    press(intake, "Assign", Lead_department=str(department.pk))
    handling = desk(clerk, number)
    handling.get_by_role("link", name="Draft the answer", exact=True).click()
    handling.get_by_label("Outcome", exact=True).select_option("3.1")
    handling.get_by_label("Answer", exact=True).fill(ANSWER)
    handling.get_by_role("button", name="Keep the draft").click()
    press(handling, "Submit the answer for review")
    press(desk(reviewer, number), "Approve the answer")
    press(desk(clerk, number), "Issue the answer")

    page.goto("/applications/track/")
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    walk.go_on()
    page.wait_for_url("**/track/case/")
    expect(page.locator("main")).to_contain_text(ANSWER)
    walk.look()
    assert Application.objects.get().receipt_number == number
    assert not walk.faults, "\n".join(walk.faults)
