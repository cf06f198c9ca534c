"""The public pages of applications in a browser: accessible, and no wider than a phone."""

from datetime import date

import pytest

from applications.enums import Outcome
from tests.applications.factories import ApplicationFactory, PublishedRequestFactory
from tests.factories import DepartmentFactory
from tests.portal.test_site_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/applications/",
    "/applications/chart/",
    "/applications/work/",
    "/applications/statistics/?year=2026",
    "/applications/cases/",
    "/applications/answered/?q=none",
    "/applications/annual-report/",
    "/applications/annual-report/2026/",
)


@pytest.fixture
def case(calendar):
    department = DepartmentFactory(address="示范路9号", telephone="0510-00000123")
    ApplicationFactory(
        answered=True,
        outcome=Outcome.PARTLY,
        department=department,
        received_on=date(2026, 3, 2),
        concluded_on=date(2026, 3, 16),
    )
    return PublishedRequestFactory()


def test_axe_finds_nothing_serious_and_no_page_is_wider_than_a_phone(page, case):
    faults = []
    for prefix in ("", "/en"):
        for address in (*PAGES, case.get_absolute_url()):
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(prefix + address)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            faults += serious(page)
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append(f"{prefix}{address} is {wide} pixels wide at {width}")
    assert not faults, "\n".join(faults)
