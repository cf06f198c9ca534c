"""The design keeps its promises: readable in every mode, safe under the strict policy, complete."""

import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.component_samples import FIELDS, component_samples
from portal.context import site
from portal.templatetags.portal_ui import day, icon, iso, lang_attr, moment

ROOT = Path(settings.BASE_DIR)
CSS = ROOT / "static" / "css"
ENOUGH = 4.5
ENOUGH_FOR_SIGNS = 3.0

# Every pair of a text colour and what lies behind it that a style sheet makes.
TEXT_PAIRS = [
    *product(("ink", "ink-soft", "link", "link-hover"), ("paper", "surface", "wash")),
    ("title", "paper"),
    ("title", "surface"),
    ("title", "wash"),
    ("wash-ink", "wash"),
    ("ink", "amber-wash"),
    ("band-ink", "band"),
    ("button-ink", "button"),
    ("button-ink", "button-hover"),
    ("red", "paper"),
    ("amber", "paper"),
    ("green", "paper"),
    ("red", "red-wash"),
    ("amber", "amber-wash"),
    ("green", "green-wash"),
]
# Borders of what can be operated, rings of focus, marks of a time line.
SIGN_PAIRS = [
    ("rule-strong", "paper"),
    ("accent", "paper"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus", "wash"),
    ("button", "paper"),
]
# The thin rule between rows carries no meaning of its own.
DECORATION = {"rule"}


def modes() -> dict[str, dict[str, str]]:
    """Read the colours of each mode as the browser would: the later block over the first."""
    text = (CSS / "tokens.css").read_text()
    blocks = {
        "light": r"\A[^{]*:root \{(.*?)\n\}",
        "dark": r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n  \}",
        "high contrast": r':root\[data-contrast="high"\] \{(.*?)\n\}',
    }
    found = {
        mode: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", re.search(p, text, re.S)[1]))
        for mode, p in blocks.items()
    }
    return {mode: {**found["light"], **colours} for mode, colours in found.items()}


def luminance(colour: str) -> float:
    """Relative luminance of a #rrggbb colour as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark", "high contrast"])
@pytest.mark.parametrize(("text", "behind"), TEXT_PAIRS, ids="-on-".join)
def test_text_stands_out_from_what_lies_behind_it(mode, text, behind):
    colours = modes()[mode]
    assert contrast(colours[text], colours[behind]) >= ENOUGH


@pytest.mark.parametrize("mode", ["light", "dark", "high contrast"])
@pytest.mark.parametrize(("sign", "behind"), SIGN_PAIRS, ids="-on-".join)
def test_borders_and_focus_rings_can_be_seen(mode, sign, behind):
    colours = modes()[mode]
    assert contrast(colours[sign], colours[behind]) >= ENOUGH_FOR_SIGNS


def test_every_mode_sets_every_colour_and_every_colour_is_checked():
    found = modes()
    checked = {name for pair in TEXT_PAIRS + SIGN_PAIRS for name in pair} | DECORATION
    assert set(found["light"]) == checked
    text = (CSS / "tokens.css").read_text()
    for name in found["light"]:
        assert len(re.findall(rf"--{name}: #", text)) == 3, name


def test_style_sheets_use_only_tokens_for_colour_and_define_all_they_use():
    defined = set(re.findall(r"--([a-z0-9-]+):", "".join(_sheets().values())))
    for name, text in _sheets().items():
        if name in {"tokens.css", "print.css"}:
            continue
        assert not re.findall(r"#[0-9a-f]{3,8}\b", text), name
        assert set(re.findall(r"var\(--([a-z0-9-]+)", text)) <= defined, name


def test_style_sheets_of_every_page_weigh_less_than_forty_kilobytes():
    linked = re.findall(r"css/([a-z_]+\.css)", (ROOT / "templates/base.html").read_text())
    assert "tokens.css" in linked
    assert sum((CSS / name).stat().st_size for name in linked) < 40_000


def _sheets() -> dict[str, str]:
    """The portal's own sheets; the admin's build on the colours Django names."""
    return {
        path.name: path.read_text()
        for path in CSS.glob("*.css")
        if not path.name.startswith("admin")
    }


def test_templates_have_no_inline_style_script_or_foreign_host():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']", text), path
        for script in re.findall(r"<script([^>]*)>", text):
            # A block of data for machines is read, never run.
            assert "src=" in script or 'type="application/ld+json"' in script, path
        assert not re.search(r"(src|<link[^>]*href)=\"(https?:)?//", text), path


def test_every_icon_asked_for_is_in_the_sprite():
    sprite = (ROOT / "static" / "icons" / "sprite.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    asked = {slug for slug, _name in FIELDS}
    for path in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r'{% icon "([a-z-]+)"', path.read_text()))
    assert asked <= drawn
    assert 'aria-hidden="true"' in icon("search")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_living_page_shows_every_component(language):
    request = RequestFactory().get("/components/")
    with translation.override(language):
        page = render_to_string("portal/components.html", component_samples(), request)
    assert "Binhu District Government Affairs Publicity Portal" in page
    source = (ROOT / "templates" / "portal" / "components.html").read_text()
    shown = set(re.findall(r"components/([a-z_]+)\.html", source))
    # These stand in the frame, or are parts of one shown.
    shown |= {"messages", "field", "_facet_option"}
    names = {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}
    assert names == shown


def test_dates_are_written_as_readers_of_each_language_write_them():
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert day(date(2026, 11, 24)) == "2026年11月24日"
        assert moment(late) == "2026年11月24日 00:30"
    with translation.override("en"):
        assert day(late) == "24 November 2026"
        assert moment(late) == "24 November 2026, 00:30"
    assert day(None) == ""
    assert iso(late).startswith("2026-11-24T00:30")


def test_an_unknown_preference_cookie_is_as_none():
    request = RequestFactory().get("/", HTTP_COOKIE="text=huge; contrast=high")
    preferences = site(request)["portal"]["preferences"]
    assert preferences == {"text": "normal", "contrast": "high"}


def test_an_unknown_address_offers_the_home_page_of_the_other_language():
    with translation.override("zh-hans"):
        links = site(RequestFactory().get("/no-such-page/"))["portal"]["languages"]
    assert [link["url"] for link in links] == ["/no-such-page/", "/en/"]


def test_preferences_are_kept_in_a_cookie_and_lead_back_to_the_page(client):
    response = client.post("/preferences/", {"text": "large", "next": "/en/about/?a=1"})
    assert response.status_code == 302
    assert response.url == "/en/about/?a=1"
    assert client.cookies["text"].value == "large"
    assert client.cookies["text"]["samesite"] == "Lax"
    client.post("/preferences/", {"text": "normal", "next": "/"})
    assert client.cookies["text"].value == ""


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:1", ""])
def test_preferences_never_lead_to_another_site(client, target):
    response = client.post("/preferences/", {"contrast": "high", "next": target})
    assert response.url == "/"


def test_preferences_refuse_what_is_not_a_choice(client):
    response = client.post("/preferences/", {"text": "huge", "next": "/"})
    assert "text" not in response.cookies


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_for_a_broken_request_need_no_context_at_all(name):
    page = render_to_string(name)
    assert page.count("<h1>") == 1
    assert "css/tokens.css" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-x/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
        "/accounts/signup/",
    ],
)
def test_account_pages_stand_in_the_frame_of_the_site(client, address):
    page = client.get(address).content.decode()
    assert 'class="masthead"' in page
    assert 'class="footer"' in page
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_a_wrong_password_is_said_first_and_the_focus_goes_there(client):
    page = client.post(
        "/accounts/login/", {"login": "nobody", "password": "wrong"}
    ).content.decode()
    assert page.index('role="alert"') < page.index("<h1")
    assert "data-focus" in page


def test_chinese_on_an_english_page_says_that_it_is_chinese():
    with translation.override("en"):
        assert lang_attr("消防安全检查") == 'lang="zh-CN"'
        assert lang_attr("Fire safety") == ""
    with translation.override("zh-hans"):
        assert lang_attr("消防安全检查") == ""
