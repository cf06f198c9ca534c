"""From end to end in the browser: a citizen asks, officials answer and publish, a mark is given."""

import pytest
from django.conf import settings
from django.test import Client

from catalogs.enums import DepartmentKind
from feedback.enums import SubmissionState
from feedback.models import PublishedReply, Submission
from tests.applications.test_browser_answering import press
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import PublishedReplyFactory, SubmissionFactory, office
from tests.feedback.test_browser_public import PUBLISHED_ON, faults_of

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPLY = "每台补贴二十万元,向所在街道提出申请。"


class Desk:
    """The desk's pages in a browser of the office, each looked at as it is shown."""

    def __init__(self, context, url: str) -> None:
        self.context, self.url, self.faults = context, url, []

    def open_as(self, official, where: str):
        client = Client()
        client.force_login(official)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}]
        )
        page = self.context.new_page()
        page.goto(f"/en/desk/feedback/{where}")
        return page

    def look(self, page) -> None:
        self.faults += faults_of(page, page.url)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.reload()


@pytest.fixture
def desk(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    yield Desk(context, live_server.url)
    context.close()


def ask(page) -> tuple[str, str]:
    """Write a question, see the answer like it, send it all the same; return number and code."""
    page.goto("/feedback/new/?kind=consultation")
    page.fill("#id_title", "小区加装电梯的补贴标准")
    page.fill("#id_text", "加装电梯，补贴标准是多少？")
    page.press("#id_text", "Tab")
    expect(page.locator("#similar-answers")).to_be_visible()
    page.click("form.step p.actions button")
    page.fill("#id_name", "欧阳小明")
    page.fill("#id_email", "ouyang@example.net")
    page.check("[name=consent_to_publish][value=yes]")
    expect(page.locator("[name=work]")).not_to_have_value("")
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/receipt/")
    number, code = (text.strip() for text in page.locator("dd.code").all_inner_texts())
    return number, code


def follow(page, number: str, code: str) -> None:
    page.goto("/feedback/track/")
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/track/case/")


def answer(desk: Desk, number: str) -> None:
    """Examine, issue, reply, review and publish, each by who does it."""
    department = DepartmentFactory(kind=DepartmentKind.DISTRICT_DEPARTMENT)
    clerk, intake = OfficialFactory(department=department), office()
    reviewer = OfficialFactory(department=department, reviewer=True)
    listed = desk.open_as(intake, "")
    desk.look(listed)
    listed.locator(f"main a[href*='{number}']").first.click()
    desk.look(listed)
    press(listed, "Examine")
    press(listed, "Issue", Department_that_owes_the_reply=str(department.pk))
    handling = desk.open_as(clerk, f"{number}/")
    press(handling, "Ask for more time", Why_the_matter_is_complicated="涉及街道和住建两家")
    deciding = desk.open_as(reviewer, f"{number}/")
    deciding.get_by_role("link", name="Agree to more time", exact=True).click()
    desk.look(deciding)
    deciding.goto(f"/en/desk/feedback/{number}/")
    press(deciding, "Agree to more time")
    handling = desk.open_as(clerk, f"{number}/")
    press(handling, "Submit the reply for review", Reply=REPLY)
    press(desk.open_as(reviewer, f"{number}/"), "Approve the reply")
    publishing = desk.open_as(clerk, f"{number}/")
    press(publishing, "Publish question and answer", Question="补贴标准是多少?", Answer=REPLY)
    desk.look(publishing)


def test_a_citizen_asks_officials_answer_and_publish_and_the_citizen_reads_and_rates(page, desk):
    PublishedReplyFactory(
        title="老旧小区加装电梯的补贴标准",
        question="加装电梯补贴标准是多少？",
        published_on=PUBLISHED_ON,
    )
    number, code = ask(page)
    answer(desk, number)
    follow(page, number, code)
    expect(page.locator("main")).to_contain_text(REPLY)
    faults = faults_of(page, "case")
    page.locator("main").get_by_role("link", name="评价").first.click()
    page.check("[name=score][value='5']")
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/track/case/")
    row = Submission.objects.get(receipt_number=number)
    assert (row.state, row.rating.score) == (SubmissionState.RATED, 5)
    page.goto(PublishedReply.objects.get(submission=row).get_absolute_url())
    expect(page.locator("main")).to_contain_text(REPLY)
    expect(page.locator("main")).not_to_contain_text("欧阳小明")
    faults += desk.faults
    assert not faults, "\n".join(faults)


def test_a_citizen_withdraws_what_is_not_answered(page):
    PublishedReplyFactory(
        title="加装电梯的补贴标准", question="补贴标准是多少？", published_on=PUBLISHED_ON
    )
    number, code = ask(page)
    follow(page, number, code)
    page.click("a[href$='/track/case/withdrawal/']")
    page.click("form.step p.actions button")
    expect(page.locator("#id_confirm_error")).to_be_visible()
    faults = faults_of(page, "withdrawal")
    page.check("#id_confirm")
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/track/case/")
    row = Submission.objects.get(receipt_number=number)
    assert row.state == SubmissionState.WITHDRAWN
    for where in ("/feedback/statistics/", "/feedback/procedure/", "/en/feedback/statistics/"):
        page.goto(where)
        faults += faults_of(page, where)
    assert not faults, "\n".join(faults)


def test_the_offices_own_pages_are_accessible_and_narrow_enough(desk):
    registering = desk.open_as(office(), "register/")
    registering.get_by_role("button", name="Register", exact=True).click()
    expect(registering.locator(".field-error").first).to_be_visible()
    faults = faults_of(registering, "register")
    department = DepartmentFactory(kind=DepartmentKind.DISTRICT_DEPARTMENT)
    SubmissionFactory(examined=True, suggested_department=department)
    issuing = desk.open_as(office(), "issue/")
    expect(issuing.get_by_role("checkbox")).to_be_checked()
    faults += faults_of(issuing, "issue")
    assert not faults, "\n".join(faults)
