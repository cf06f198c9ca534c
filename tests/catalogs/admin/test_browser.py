"""The admin in a browser: under the strict policy its pages work, and axe finds nothing serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from catalogs.enums import AdjustmentState
from catalogs.models import Adjustment
from tests.factories import (
    DepartmentFactory,
    MatterFactory,
    OfficialFactory,
    PowerItemFactory,
    PublicationFactory,
)

from .conftest import url_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def rows(transactional_db):
    department = DepartmentFactory()
    OfficialFactory(username="clerk", department=department)
    OfficialFactory(username="office", government_office=True)
    return {
        "power": PowerItemFactory(department=department, in_force=True),
        "matter": MatterFactory(department=department),
        "document": PublicationFactory(department=department),
    }


def sign_in(page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", "correct horse")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")


def test_a_proposal_goes_through_the_browser_from_clerk_to_office(page, rows):
    power = rows["power"]
    sign_in(page, "clerk")
    page.goto(url_of("change", power))
    page.click(f"a[href$='/{power.pk}/propose/revise/']")
    page.select_option("select[name=head-reason]", "reform")
    page.fill("textarea[name=head-basis]", "批复")
    page.fill("input[name=head-effective_on]", "2026-01-05")
    page.fill("input[name=office]", "行政审批科")
    page.click("input[type=submit].default")
    page.wait_for_url("**/adjustment/*/change/")
    adjustment = Adjustment.objects.get()
    assert adjustment.proposed == {"office": "行政审批科"}
    page.click("a[href$='/move/submit/']")
    page.click("input[type=submit].default")
    page.wait_for_url("**/adjustment/*/change/")
    sign_in(page, "office")
    page.goto(url_of("change", adjustment))
    page.click("a[href$='/move/approve/']")
    page.click("input[type=submit].default")
    page.wait_for_url("**/adjustment/*/change/")
    adjustment.refresh_from_db()
    power.refresh_from_db()
    assert (adjustment.state, power.office) == (AdjustmentState.APPLIED, "行政审批科")


def test_axe_finds_nothing_serious_on_the_pages_of_work(page, rows):
    page.allowed_errors = ["Applying inline style"]  # what axe itself puts into the page
    sign_in(page, "clerk")
    pages = [
        "/admin/",
        url_of("changelist", model="poweritem"),
        url_of("import", model="poweritem"),
        url_of("change", rows["power"]),
        url_of("history", rows["power"]),
        url_of("propose", rows["power"], "revise"),
        url_of("change", rows["matter"]),
        url_of("change", rows["document"]),
        url_of("move", rows["document"], "submit"),
    ]
    found = {}
    for address in pages:
        assert page.goto(address).status == 200
        violations = Axe().run(page, options={"preload": False}).response["violations"]
        serious = [
            (v["id"], [node["html"][:120] for node in v["nodes"][:3]])
            for v in violations
            if v["impact"] in {"serious", "critical"}
        ]
        if serious:
            found[address] = serious
    assert found == {}


def test_a_double_click_sends_a_form_once(page, rows):
    power = rows["power"]
    sign_in(page, "clerk")
    page.goto(url_of("propose", power, "abolish"))
    page.select_option("select[name=head-reason]", "reform")
    page.fill("textarea[name=head-basis]", "批复")
    page.fill("input[name=head-effective_on]", "2026-01-05")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.dblclick("input[type=submit].default")
    page.wait_for_url("**/adjustment/*/change/")
    assert sent.count("POST") == 1
    assert Adjustment.objects.count() == 1
