"""The stock admin works under the strict policy, as a browser sees it."""

import pytest
from django.contrib.auth import get_user_model

from catalogs.enums import Role

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def administrator():
    return get_user_model().objects.create_superuser(
        username="chief",
        email="chief@example.org",
        password="right-password-9",
        role=Role.ADMINISTRATOR,
    )


def test_the_admin_works_without_a_console_error(page, administrator):
    page.goto("/admin/")
    assert "/accounts/login/" in page.url

    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "right-password-9")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")

    page.goto("/admin/catalogs/official/")
    expect(page.locator("#result_list").get_by_text("chief", exact=True)).to_be_visible()
    page.goto(f"/admin/catalogs/official/{administrator.pk}/change/")
    page.fill("input[name=last_name]", "王")
    page.click("input[name=_save]")
    page.wait_for_url("**/admin/catalogs/official/")

    administrator.refresh_from_db()
    assert administrator.last_name == "王"


def test_a_script_written_into_a_page_is_not_executed(page):
    page.allowed_errors = ["Content Security Policy"]
    page.goto("/accounts/login/")

    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.executed = true";
            document.body.append(script);
        }"""
    )

    assert page.evaluate("() => window.executed") is None


def test_chinese_has_glyphs_in_the_browser_of_the_tests(page):
    page.goto("/accounts/login/")

    different, missing = page.evaluate(
        """() => {
            const context = document.createElement("canvas").getContext("2d");
            context.font = "40px sans-serif";
            const pixels = (text) => {
                context.clearRect(0, 0, 100, 100);
                context.fillText(text, 10, 60);
                return context.getImageData(0, 0, 100, 100).data.join("");
            };
            return [pixels("政") !== pixels("务"), pixels("政") === pixels("\\uE0F0")];
        }"""
    )

    assert different
    assert not missing
