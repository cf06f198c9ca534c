"""The navigation in a browser: each bar one line on a wide screen, a menu on a narrow one."""

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1280, "height": 720}, {"width": 390, "height": 800}
ADDRESSES = ("/powers/", "/applications/", "/feedback/")


@pytest.fixture
def plain_page(chromium, live_server):
    """A page of a browser that runs no script."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_on_a_wide_screen_each_bar_is_one_line(page, language, address):
    page.set_viewport_size(WIDE)
    page.goto(language + address)
    for bar in (".doors-row", ".doors-pages"):
        tops = {box.bounding_box()["y"] for box in page.locator(f"{bar} > li").all()}
        assert len(tops) == 1, (address, bar)


def test_on_a_narrow_screen_the_menu_opens_without_a_script(plain_page):
    plain_page.set_viewport_size(NARROW)
    plain_page.goto("/en/")
    entry = plain_page.locator(".doors-menu").get_by_role("link", name="Publicity matters")
    expect(entry).not_to_be_visible()
    plain_page.locator(".doors summary").click()
    entry.click()
    expect(plain_page).to_have_url("/en/matters/")
