"""What a page says to search engines in the words of schema.org, as a block of JSON in its head."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogs.models import Department, PowerItem, ServiceItem
from portal.opendata.addresses import site
from portal.templatetags.portal_ui import language_tag

CONTEXT = "https://schema.org"
# What could end the block early, or begin a comment in it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def block(words: Mapping[str, Any]) -> SafeString:
    """Return words as the content of a data block; what is empty is left out."""
    filled = {key: value for key, value in words.items() if value not in ("", None, [], {})}
    text = json.dumps({"@context": CONTEXT, **filled}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))


def language() -> str:
    """Return the language that is read, as machines name it."""
    return language_tag(get_language() or settings.LANGUAGE_CODE)


def website() -> SafeString:
    """Describe the site and its search, for the home page."""
    return block(
        {
            "@type": "WebSite",
            "name": _("Binhu District Government Affairs Publicity Portal"),
            "url": site() + reverse("portal:home"),
            "inLanguage": language(),
            "publisher": {"@type": "GovernmentOrganization", "name": settings.ORGANISER},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{site()}{reverse('portal:search')}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def breadcrumbs(trail: Iterable[Mapping[str, Any]], *, here: str) -> SafeString:
    """Describe the way to a page: the steps of its trail, the last of which is at ``here``."""
    steps = [{"text": _("Home"), "url": reverse("portal:home")}, *trail]
    last = len(steps)
    return block(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": str(step["text"]),
                    **_item(step.get("url"), here=here if place == last else ""),
                }
                for place, step in enumerate(steps, start=1)
            ],
        }
    )


def organization(department: Department) -> dict[str, str]:
    """Name a department inside other words."""
    return {
        "@type": "GovernmentOrganization",
        "name": department.display_name,
        "url": site() + department.get_absolute_url(),
    }


def department_page(department: Department) -> SafeString:
    """Describe a department with its contact."""
    parent = department.parent
    return block(
        {
            **organization(department),
            "alternateName": department.short_name,
            "identifier": department.organization_code,
            "address": _address(department),
            "telephone": department.telephone,
            "faxNumber": department.fax,
            "email": department.email,
            "parentOrganization": organization(parent) if parent else None,
            "areaServed": _district(),
        }
    )


def service(entry: PowerItem | ServiceItem, *, audience: str) -> SafeString:
    """Describe what a department does for the public: a service, or a power it exercises."""
    return block(
        {
            "@type": "GovernmentService",
            "name": entry.display_name,
            "identifier": entry.code,
            "url": site() + entry.get_absolute_url(),
            "serviceOperator": organization(entry.department),
            "areaServed": _district(),
            "audience": {"@type": "Audience", "audienceType": audience} if audience else None,
            "inLanguage": language(),
        }
    )


def question(text: str, answer: str) -> SafeString:
    """Describe a question with the answer that the page gives in full, as HTML."""
    return block(
        {
            "@type": "FAQPage",
            "inLanguage": "zh-CN",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": text,
                    "acceptedAnswer": {"@type": "Answer", "text": answer},
                }
            ],
        }
    )


def _item(url: str | None, *, here: str) -> dict[str, str]:
    """Return the address of a step; one between the ends may have none."""
    if here:
        return {"item": here}
    return {"item": site() + str(url)} if url else {}


def _address(department: Department) -> dict[str, str] | None:
    if not department.address:
        return None
    parts = {"streetAddress": department.address, "postalCode": department.postcode}
    return {
        "@type": "PostalAddress",
        **{key: text for key, text in parts.items() if text},
        "addressCountry": "CN",
    }


def _district() -> dict[str, str]:
    return {"@type": "AdministrativeArea", "name": _("Binhu District, Wuxi")}
