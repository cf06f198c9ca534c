"""One whole case in a browser: five officials' pages, each step by its button and its form."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone

from applications.enums import ApplicationState
from applications.models import Application
from tests.applications.factories import PERSON, ApplicationFactory, office
from tests.factories import OfficialFactory

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def application():
    return ApplicationFactory(received_on=timezone.localdate())


@pytest.fixture
def desk(page, live_server, application):
    """Open the application as an official; ``desk(official)`` returns the page."""

    def sign_in(official):
        client = Client()
        client.force_login(official)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page.goto(f"/en/desk/applications/{application.receipt_number}/")
        return page

    return sign_in


def press(page, step: str, button: str = "", **answers) -> None:
    """Take the step named, answer its fields by their labels, and send its form."""
    page.wait_for_load_state()  # what is counted next must be whole
    further = page.get_by_text("Further steps", exact=True)
    link = page.get_by_role("link", name=step, exact=True)
    if further.count() and not link.is_visible():
        further.click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(step)
    for label, answer in answers.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        if answer is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(answer)
    page.get_by_role("button", name=button or step, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="done")).to_be_visible()


def in_state(page, words: str) -> None:
    expect(page.locator(".page-facts .tag")).to_have_text(words)


def serious(page) -> list[str]:
    page.wait_for_load_state()
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{page.url}: {item['id']}: {item['nodes'][0]['html']}"
        for item in found
        if item["impact"] in {"serious", "critical"} or item["id"].startswith("heading")
    ]


def wider_than_the_screen(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


def test_a_case_is_handled_from_its_registration_to_the_file(desk, application):
    intake, clerk = office(), OfficialFactory()
    reviewer = OfficialFactory(department=clerk.department, reviewer=True)
    page = desk(intake)
    in_state(page, "Received")
    press(page, "Register")
    press(page, "Assign", Lead_department=str(clerk.department.pk))
    in_state(page, "Being examined")

    page = desk(clerk)
    press(page, "Name the handler", Handler=str(clerk.pk))
    press(page, "Ask a third party", Third_party="某某置业公司", What_is_asked="是否同意公开?")
    expect(page.get_by_text("The clock is stopped", exact=True)).to_be_visible()
    press(page, "Record the answer of the inquiry", Consents=True)
    expect(page.get_by_text("The clock is stopped", exact=True)).to_have_count(0)
    before = Application.objects.get(pk=application.pk).due_on
    press(page, "Request an extension", Reason="需要查阅大量档案。")

    page = desk(intake)
    press(page, "Approve the extension")
    assert Application.objects.get(pk=application.pk).due_on > before

    page = desk(clerk)
    page.get_by_role("link", name="Draft the answer", exact=True).click()
    page.get_by_label("Outcome", exact=True).select_option("3.1")
    page.get_by_role("button", name="Put the sentence of this outcome into the answer").click()
    expect(page.get_by_label("Answer", exact=True)).to_have_value(
        "现将您申请公开的信息提供给您，详见附件。"
    )
    page.get_by_role("button", name="Keep the draft").click()
    press(page, "Submit the answer for review")
    in_state(page, "Answer in review")
    expect(page.get_by_role("link", name="Approve the answer", exact=True)).to_have_count(0)

    page = desk(reviewer)
    press(page, "Approve the answer")
    page = desk(clerk)
    press(page, "Issue the answer")
    in_state(page, "Answered")
    press(page, "Record the delivery")
    press(page, "File")
    in_state(page, "Filed")
    assert Application.objects.get(pk=application.pk).state == ApplicationState.FILED


def test_the_identity_is_shown_for_one_look(desk, application):
    page = desk(office())
    expect(page.get_by_text(PERSON["telephone"])).to_have_count(0)
    page.get_by_role("button", name="Show in full").click()
    expect(page.get_by_text(PERSON["telephone"])).to_be_visible()
    page.get_by_role("link", name="Back to the application").click()
    expect(page.get_by_text(PERSON["telephone"])).to_have_count(0)
    expect(page.get_by_text("Show the identity in full")).to_be_visible()


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["wide", "phone"])
def test_the_pages_of_the_desk_are_accessible_and_fit_the_screen(desk, application, viewport):
    clerk = OfficialFactory()
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.EXAMINING, department=clerk.department
    )
    page = desk(clerk)
    if viewport:
        page.set_viewport_size(viewport)
    case = f"/en/desk/applications/{application.receipt_number}/"
    actions = ("draft_answer", "ask_third_party", "record_remedy", "attach")
    addresses = [
        *(case, f"{case}worksheet/", "/en/desk/", "/en/desk/applications/?tab=open"),
        *(f"{case}do/{action}/" for action in actions),
    ]
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += serious(page)
        if wider_than_the_screen(page):
            wrong.append(f"{address} is wider than the screen")
    desk(office())
    page.goto("/en/desk/applications/register/")
    assert [*wrong, *serious(page)] == []
