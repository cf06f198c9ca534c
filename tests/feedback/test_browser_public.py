"""The pages of interaction in a browser: accessible, narrow enough, and sent with a press."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from feedback.models import Submission
from tests.feedback.factories import (
    ConsultationFactory,
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SurveyFactory,
)
from tests.portal.test_site_browser import serious

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/feedback/",
    "/feedback/new/",
    "/feedback/error/?page=/powers/",
    "/feedback/track/",
    "/feedback/answers/",
    "/feedback/answers/?q=none",
    "/feedback/knowledge/",
)
PUBLISHED_ON = date(2024, 1, 8)


def faults_of(page, where: str) -> list[str]:
    """Return what axe finds on the page shown, and where it is wider than a phone."""
    page.wait_for_load_state()  # a press returns when the next page begins
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    faults = serious(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{where} is {wide} pixels wide at {width}")
    return faults


def test_axe_finds_nothing_serious_and_no_page_is_wider_than_a_phone(page, calendar):
    reply = PublishedReplyFactory(published_on=PUBLISHED_ON)
    entry = KnowledgeEntryFactory(published=True, published_on=PUBLISHED_ON)
    faults = []
    for prefix in ("", "/en"):
        for address in (*PAGES, reply.get_absolute_url(), entry.get_absolute_url()):
            page.goto(prefix + address)
            faults += faults_of(page, prefix + address)
    assert not faults, "\n".join(faults)


def test_drafts_and_surveys_are_accessible_and_no_wider_than_a_phone(page, calendar):
    today = timezone.localdate()
    period = {"opens_on": today, "closes_on": today + timedelta(days=7), "published": True}
    ended = {"opens_on": date(2024, 1, 1), "closes_on": date(2024, 1, 8), "published": True}
    draft = ConsultationFactory(**period)
    rows = [draft, SurveyFactory(**period), SurveyFactory(**ended)]
    addresses = [row.get_absolute_url() for row in rows]
    addresses.append(f"{draft.get_absolute_url()}comment/")
    faults = []
    for address in addresses:
        page.goto(f"/en{address}")
        faults += faults_of(page, address)
    assert not faults, "\n".join(faults)


def test_a_question_is_sent_and_followed_and_an_answer_like_it_is_offered(page, calendar):
    PublishedReplyFactory(
        title="老旧小区加装电梯的补贴标准",
        question="加装电梯补贴标准是多少？",
        published_on=PUBLISHED_ON,
    )
    page.goto("/feedback/new/?kind=consultation")
    page.fill("#id_title", "小区加装电梯的补贴标准")
    page.fill("#id_text", "加装电梯，补贴标准是多少？")
    page.press("#id_text", "Tab")
    page.wait_for_selector("#similar-answers")
    page.click("form.step p.actions button")
    page.fill("#id_name", "欧阳小明")
    page.fill("#id_email", "ouyang@example.net")
    page.check("[name=consent_to_publish][value=yes]")
    expect(page.locator("[name=work]")).not_to_have_value("")
    faults = faults_of(page, "send")
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/receipt/")
    faults += faults_of(page, "receipt")
    number, code = (text.strip() for text in page.locator("dd.code").all_inner_texts())
    assert Submission.objects.get(receipt_number=number).email == "ouyang@example.net"
    page.goto("/feedback/track/")
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    page.click("form.step p.actions button")
    page.wait_for_url("**/feedback/track/case/")
    expect(page.locator("main")).to_contain_text("小区加装电梯的补贴标准")
    faults += faults_of(page, "case")
    assert not faults, "\n".join(faults)
