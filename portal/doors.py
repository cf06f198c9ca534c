"""The navigation: few doors, and behind each the pages one goes to from it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Each door leads to its first page; its pages are shown while one is behind it.
DOORS: list[tuple[Any, list[tuple[str, Any]]]] = [
    (
        _("Three lists"),
        [
            ("portal:power-list", _("Powers")),
            ("portal:service-list", _("Services")),
            ("portal:matter-list", _("Publicity matters")),
            ("portal:field-list", _("Fields")),
            ("portal:department-list", _("Departments")),
            ("portal:adjustment-list", _("Adjustments")),
        ],
    ),
    (
        _("Government information"),
        [
            ("portal:document-list", _("Documents")),
            ("portal:interpretation-list", _("Policy interpretation")),
        ],
    ),
    (
        _("Open data"),
        [
            ("portal:dataset-list", _("Data catalogue")),
            ("portal:reuse-list", _("Applications made with the data")),
            ("portal:api-docs", _("Open API")),
        ],
    ),
    (
        _("Disclosure on application"),
        [
            ("applications:guide", pgettext_lazy("of disclosure", "How to apply")),
            ("applications:new", _("Apply for disclosure")),
            ("applications:track", _("Follow your application")),
            ("applications:cases", _("Typical cases")),
            ("applications:answered", _("Answered requests")),
            ("applications:statistics", _("Live statistics")),
            ("applications:annual-reports", _("Annual reports")),
        ],
    ),
    (
        _("Interaction"),
        [
            ("feedback:start", _("Ways to interact")),
            ("feedback:new", _("Write to the government")),
            ("feedback:track", _("Track a submission")),
            ("feedback:replies", _("Published answers")),
            ("feedback:knowledge", _("Knowledge list")),
            ("feedback:consultations", _("Consultations")),
        ],
    ),
    (
        _("Supervision"),
        [
            ("supervision:scoreboard", _("Scores")),
            ("supervision:red-findings", _("Open red findings")),
            ("supervision:calendar", _("Calendar of what is due")),
            ("supervision:method", _("How it is measured")),
            ("supervision:pilot", _("Pilot work")),
            ("supervision:pilot-reports", _("Monthly reports")),
            ("supervision:pilot-acceptance", _("Acceptance checklist")),
        ],
    ),
]
# Pages of the desk whose address stands below that of a door's page: they are behind none.
DESK = ("supervision:dashboard",)
# Pages behind a door's page, though their address does not stand below it.
BEHIND = {"portal:api-key": "portal:api-docs"}


def doors(path: str) -> list[dict[str, Any]]:
    """Return the doors in order, each with its pages; what ``path`` stands below is "here"."""
    addressed = [(text, [(reverse(name), words) for name, words in pages]) for text, pages in DOORS]
    known = [url for _text, pages in addressed for url, _words in pages]
    known += [reverse(name) for name in DESK]
    behind = {reverse(name): reverse(page) for name, page in BEHIND.items()}
    known += behind
    here = max((url for url in known if path.startswith(url)), key=len, default="")
    here = behind.get(here, here)
    return [
        {
            "text": text,
            "url": pages[0][0],
            "here": any(url == here for url, _words in pages),
            "pages": [{"url": url, "text": words, "here": url == here} for url, words in pages],
        }
        for text, pages in addressed
    ]
