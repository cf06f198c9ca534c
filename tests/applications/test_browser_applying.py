"""A citizen applies in the browser and follows the application; also without JavaScript."""

import re

import pytest
from django.utils import timezone

from applications import receiving
from applications.models import Application
from portal.search.rebuilding import rebuild
from tests import factories
from tests.applications.applying_pages import PERSON_ID
from tests.portal.test_site_browser import serious

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "滨湖区城市更新项目实施计划"


class Walk:
    """Goes from page to page and notes what is wrong on each."""

    def __init__(self, page, prefix: str) -> None:
        self.page, self.prefix, self.faults = page, prefix, []

    def look(self) -> None:
        self.page.wait_for_load_state()
        self.faults += serious(self.page)
        for width in (390, 320):
            self.page.set_viewport_size({"width": width, "height": 800})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.faults.append(f"{self.page.url} is {wide} pixels wide at {width}")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def go_on(self) -> None:
        with self.page.expect_navigation():
            self.page.click("form.step .actions button")

    def answer(self) -> None:
        """Answer every step up to the check, looking at each page."""
        page = self.page
        page.goto(f"{self.prefix}/applications/new/")
        self.look()
        page.click("main .actions a.button")
        self.go_on()  # nothing chosen: the error page
        self.look()
        page.check("input[value=person]")
        self.go_on()
        page.fill("#id_name", "欧阳小明")
        page.check("input[value=identity_card]")
        page.fill("#id_certificate_number", PERSON_ID)
        self.look()
        self.go_on()
        page.fill("#id_telephone", "13812345678")
        self.look()
        self.go_on()
        self.look()
        self.go_on()
        page.fill("#id_title", TITLE)
        self.look()
        self.go_on()
        self.look()
        self.go_on()  # what is public already is not it
        page.check("input[value=electronic]")
        page.check("input[value=online]")
        self.look()
        self.go_on()
        file = {"name": "身份证.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
        page.set_input_files("input[type=file]", file)
        page.click("button[name=add]")
        expect(page.locator(".given-files li")).to_have_count(1)
        self.look()
        self.go_on()
        page.check("input[value=yes]")
        self.go_on()
        self.look()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_citizen_applies_and_follows_the_application(page, prefix):
    factories.PublicationFactory(published=True, title=f"{TITLE}汇编")
    walk = Walk(page, prefix)
    walk.answer()
    expect(page.locator("[data-spam-question]")).to_be_hidden()
    walk.go_on()
    page.wait_for_url("**/new/receipt/")
    walk.look()
    number, code = (page.locator(".receipt dd.code").nth(at).inner_text() for at in (0, 1))
    assert Application.objects.get().receipt_number == number.strip()
    page.click("main form .actions button")
    page.wait_for_url("**/track/")
    page.fill("#id_number", number)
    page.fill("#id_code", "AAAA")
    walk.go_on()
    expect(page.locator(".errors")).to_be_focused()
    walk.look()
    page.fill("#id_code", code.lower())
    walk.go_on()
    page.wait_for_url("**/track/case/")
    walk.look()
    for name in ("clock", "withdrawal"):
        page.goto(f"{prefix}/applications/track/case/{name}/")
        walk.look()
    assert not walk.faults, "\n".join(walk.faults)


def test_the_broken_session_goes_on_where_it_stopped(page, chromium, live_server):
    page.goto("/applications/new/kind/")
    page.check("input[value=research]")
    page.click("form.step .actions button")
    page.wait_for_url("**/identity/")
    kept = page.context.cookies()
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([cookie for cookie in kept if cookie["name"] == "application"])
    again = context.new_page()
    again.goto("/applications/new/")
    again.click("section.inset a.button")
    again.wait_for_url("**/identity/")
    expect(again.locator("#id_credit_code")).to_be_visible()
    context.close()


def test_suggestions_open_in_a_window_of_their_own_and_leave_what_is_written(page):
    factories.PublicationFactory(published=True, title=f"{TITLE}汇编")
    rebuild(today=timezone.localdate())
    walk = Walk(page, "")
    page.goto("/applications/new/kind/")
    page.check("input[value=person]")
    walk.go_on()
    page.fill("#id_name", "欧阳小明")
    page.check("input[value=identity_card]")
    page.fill("#id_certificate_number", PERSON_ID)
    walk.go_on()
    page.fill("#id_telephone", "13812345678")
    walk.go_on()
    walk.go_on()
    page.locator("#id_title").press_sequentially("城市更新", delay=20)
    option = page.locator("#id_title-suggestions li")
    expect(option).to_have_count(1)
    with page.context.expect_page() as opened:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert re.search("/documents/", opened.value.url)
    expect(page.locator("#id_title")).to_have_value("城市更新")


def test_without_javascript_a_sum_is_answered(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    walk = Walk(page, "")
    walk.look = lambda: None
    factories.PublicationFactory(published=True, title=f"{TITLE}汇编")
    walk.answer()
    walk.go_on()
    expect(page.locator("#id_answer_error")).to_be_visible()
    first, second = map(int, re.findall(r"\d+", page.inner_text("#id_answer_helptext")))
    page.wait_for_timeout(3100)
    page.fill("#id_answer", str(first + second))
    walk.go_on()
    page.wait_for_url("**/new/receipt/")
    context.close()
    assert Application.objects.count() == 1


def test_two_presses_at_once_make_one_application(page, monkeypatch):
    factories.PublicationFactory(published=True, title=f"{TITLE}汇编")
    walk = Walk(page, "")
    walk.look = lambda: None
    walk.answer()
    submitted = []
    monkeypatch.setattr(receiving, "submit", _noting(receiving.submit, submitted))
    expect(page.locator("[name=work]")).not_to_have_value("")
    page.locator("form.step .actions button").dblclick()
    page.wait_for_url("**/new/receipt/")
    expect(page.locator(".receipt dd.code").first).to_contain_text("SQ-")
    assert len(submitted) == 1
    assert Application.objects.count() == 1


def _noting(verb, calls: list):
    def noted(**values):
        calls.append(values)
        return verb(**values)

    return noted
