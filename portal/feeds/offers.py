"""Which feed belongs to which page, for the page of feeds and for readers that look for one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed: its name among the addresses, what it holds, and whom it is of use to."""

    name: str
    text: Any
    note: Any = ""


DOCUMENTS = Offer(
    "feed-documents", _("Documents"), _("Every document of the district, the newest first.")
)
INTERPRETATIONS = Offer(
    "feed-interpretations",
    _("Policy interpretation"),
    _("Texts, charts, videos and press conferences that explain policies."),
)
ADJUSTMENTS = Offer(
    "feed-adjustments",
    _("Adjustments"),
    _("What was added to the three lists, revised and abolished."),
)
DATASETS = Offer("feed-datasets", _("Open data"), _("New datasets and new versions."))
CONSULTATIONS = Offer(
    "feed-consultations", _("Consultations"), _("Drafts open to comments, and their results.")
)
ANSWERS = Offer(
    "feed-answers", _("Published answers"), _("What was asked, and what the departments answered.")
)
RED_FINDINGS = Offer(
    "feed-red-findings", _("Open red findings"), _("What the inspection found and is not mended.")
)
GENERAL = (
    DOCUMENTS, INTERPRETATIONS, ADJUSTMENTS, DATASETS, CONSULTATIONS, ANSWERS, RED_FINDINGS,
)  # fmt: skip

# Feeds of one row have its code in their address, as its page has.
OF_PAGES: dict[str, tuple[Offer, ...]] = {
    "portal:home": GENERAL,
    "portal:feeds": GENERAL,
    "portal:document-list": (DOCUMENTS,),
    "portal:interpretation-list": (INTERPRETATIONS,),
    "portal:interpretation-forms": (INTERPRETATIONS,),
    "portal:adjustment-list": (ADJUSTMENTS,),
    "portal:dataset-list": (DATASETS,),
    "portal:dataset-detail": (DATASETS,),
    "feedback:consultations": (CONSULTATIONS,),
    "feedback:consultation": (CONSULTATIONS,),
    "feedback:replies": (ANSWERS,),
    "supervision:red-findings": (RED_FINDINGS,),
    "portal:field-detail": (Offer("feed-field", pgettext_lazy("feed", "Documents of this field")),),
    "portal:department-detail": (
        Offer("feed-department", pgettext_lazy("feed", "Documents of this department")),
    ),
    "portal:matter-detail": (
        Offer("feed-matter", pgettext_lazy("feed", "Documents of this publicity matter")),
    ),
}
OF_ROWS = frozenset({"feed-field", "feed-department", "feed-matter"})


def offered(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the feeds of a page with title and address, for its head."""
    match = request.resolver_match
    if match is None:
        return []
    return [
        {
            "title": offer.text,
            "url": reverse(
                f"portal:{offer.name}", kwargs=match.kwargs if offer.name in OF_ROWS else None
            ),
        }
        for offer in OF_PAGES.get(match.view_name, ())
    ]


def general() -> list[dict[str, Any]]:
    """Return the feeds of the whole site, for the page of feeds."""
    return [
        {"text": offer.text, "note": offer.note, "url": reverse(f"portal:{offer.name}")}
        for offer in GENERAL
    ]
