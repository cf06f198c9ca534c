"""Fixtures of the browser tests: one Chromium for a process, one clean context for a test."""

import os

import pytest

from .chromium import ARGUMENTS, find_chromium, write_fonts_conf

TIMEOUT = 15_000  # milliseconds


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A running headless Chromium (Playwright's ``Browser``); skips where none is installed."""
    path = find_chromium()
    if not path:
        pytest.skip("no Chromium on this machine: install it, or name it in CHROMIUM")
    sync_api = pytest.importorskip("playwright.sync_api")
    # What is expected of a page may wait as long as a press may: the machine may be busy.
    sync_api.expect.set_options(timeout=TIMEOUT)
    os.environ["FONTCONFIG_FILE"] = str(write_fonts_conf(tmp_path_factory.mktemp("fonts")))
    # Playwright keeps an event loop running in this thread; Django would refuse the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium, live_server):
    """A page of 1280 by 900 on the live server; an error on its console fails the test.

    Set ``page.allowed_errors`` to a list of substrings for errors the test provokes.
    """
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="zh-CN"
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    page.allowed_errors = []
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if _bad(message) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    unexpected = [
        error for error in errors if not any(allowed in error for allowed in page.allowed_errors)
    ]
    assert not unexpected, f"the browser's console reports: {unexpected}"


def _bad(message) -> bool:
    return message.type == "error"
