"""What every page shows about the site itself: its identity, its doors, the reader's choices."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from portal.doors import doors
from portal.feeds.offers import offered

# The first value of each is the ordinary one and needs no cookie.
PREFERENCES = {"text": ("normal", "large"), "contrast": ("normal", "high")}

FOOTER_PAGES = [
    ("portal:about", _("About this site")),
    ("portal:site-map", _("Site map")),
    ("portal:feeds", _("Feeds")),
    ("portal:accessibility", _("Accessibility statement")),
    ("portal:privacy", _("Privacy")),
    ("portal:preferences", _("Display settings")),
]

ADDRESSES = {
    "home": "portal:home",
    "search": "portal:search",
    "suggest": "portal:search-suggest",
    "opensearch": "portal:opensearch",
    "preferences": "portal:preferences",
    "desk": "portal:desk",
}

# The further pages of a list, and a power of another level under the same code.
OWN_PARAMETERS = {"page", "level"}

# Code, tag, locale as other sites name it, and its name.
LANGUAGES = [("zh-hans", "zh-CN", "zh_CN", "中文"), ("en", "en", "en_GB", "English")]

IDENTITY = {
    "id_code": "SITE_ID_CODE",
    "icp_number": "ICP_NUMBER",
    "police_number": "POLICE_NUMBER",
    "party_mark_url": "PARTY_MARK_URL",
    "organiser": "ORGANISER",
    "operator": "OPERATOR",
    "contact_phone": "CONTACT_PHONE",
    "contact_email": "CONTACT_EMAIL",
    "contact_address": "CONTACT_ADDRESS",
}


def site(request: HttpRequest) -> dict:
    """Give templates ``portal``: identity, doors, footer pages, language links, preferences."""
    # Not named "site": allauth gives its pages another thing of that name.
    path = request.get_full_path()
    base = settings.SITE_URL.rstrip("/")
    own = _own_query(request)
    return {
        "portal": {
            **{key: getattr(settings, name) for key, name in IDENTITY.items()},
            "base_url": base,
            "domain": base.split("://", 1)[-1],
            "canonical": base + request.path + own,
            "path": path,
            "error_url": _error_url(request.path + own),
            "today": timezone.localdate(),
            "doors": doors(request.path),
            "footer_pages": _links(FOOTER_PAGES, request.path),
            "languages": _languages(request, base, own),
            "feeds": offered(request),
            "addresses": {key: reverse(name) for key, name in ADDRESSES.items()},
            "preferences": {
                name: _chosen(request, name, allowed) for name, allowed in PREFERENCES.items()
            },
        }
    }


def _error_url(page: str) -> str:
    """Give the address of the form on which an error of ``page`` is told."""
    return f"{reverse('feedback:site-error')}?{urlencode({'page': page})}"


def _own_query(request: HttpRequest) -> str:
    """Give the query that is part of a page's own address; filters and orders only repeat it."""
    whole = request.GET.urlencode()
    return f"?{whole}" if whole and set(request.GET) <= OWN_PARAMETERS else ""


def _chosen(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> str:
    value = request.COOKIES.get(name)
    return value if value in allowed else allowed[0]


def _links(pages: list[tuple], path: str) -> list[dict]:
    addressed = [(reverse(name), text) for name, text in pages]
    return [{"url": url, "text": text, "here": path.startswith(url)} for url, text in addressed]


def _languages(request: HttpRequest, base: str, own: str) -> list[dict]:
    """Give the address of this very page in each language."""
    here = get_language()
    return [
        {
            "code": code,
            "tag": tag,
            "locale": locale,
            "name": name,
            "here": code == here,
            "url": _in_language(request.get_full_path(), code, here),
            "absolute": base + translate_url(request.path, code) + own,
        }
        for code, tag, locale, name in LANGUAGES
    ]


def _in_language(path: str, code: str, here: str) -> str:
    """Translate an address; one that no page answers to becomes the home page of the language."""
    translated = translate_url(path, code)
    if translated != path or code == here:
        return translated
    with override(code):
        return reverse("portal:home")
