"""The parts of the API in words, by the first part of their address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIST = _("%(name)s: the list")
DETAIL = _("%(name)s: one entry")

TITLE = _("Open API of the publicity portal of Binhu District")
DESCRIPTION = _(
    "Everything that is public on the portal, read only and free: the three lists, documents, "
    "answers, open data and statistics. No account and no key is needed. Codes come with their "
    "words in Chinese and English; days and times are written as in ISO 8601; addresses are "
    "permanent."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the API: its name is the tag of its operations."""

    name: str | Promise
    description: str | Promise


PARTS: Mapping[str, Part] = {
    "": Part(_("Overview"), _("Where everything is.")),
    "powers": Part(
        _("Powers and responsibilities"),
        _(
            "The powers in force, with legal basis, standard item and guide. Without “level” those"
            " of the district."
        ),
    ),
    "services": Part(
        _("Public services"), _("The public services in force, with the guide to each.")
    ),
    "matters": Part(
        _("Publicity matters"),
        _(
            "What must be published, with its content elements, time limits, channels and the"
            " powers and services it comes from."
        ),
    ),
    "publications": Part(
        _("Documents"),
        _(
            "Published documents with their metadata record; one document comes with its text,"
            " files, matters and interpretations."
        ),
    ),
    "interpretations": Part(
        _("Policy interpretation"),
        _("Interpretations of policies, with the policies that each one explains."),
    ),
    "adjustments": Part(
        _("Adjustments"),
        _("Every addition, revision and abolition in the three lists, with old and new values."),
    ),
    "departments": Part(_("Departments"), _("The units of the portal and how to reach them.")),
    "fields": Part(_("Fields"), _("The fields of publicity.")),
    "knowledge": Part(
        _("Knowledge list"), _("Questions often asked, with the answer and its basis.")
    ),
    "replies": Part(
        _("Published answers"),
        _("Questions to the government and the answers, published with consent."),
    ),
    "answered-requests": Part(
        _("Answered requests"),
        _("Requests for disclosure and the answers, published with consent."),
    ),
    "datasets": Part(
        _("Open data"),
        _(
            "The data catalogue; one dataset comes with data dictionary, versions and files. Rows"
            " are queried below each dataset."
        ),
    ),
    "reuses": Part(
        _("Reuses of data"), _("Applications made with the data, sent in by their makers.")
    ),
    "statistics": Part(
        _("Statistics"),
        _("The figures of the public pages; shares are from 0 to 1, days are working days."),
    ),
    "push": Part(
        _("Push by departmental systems"),
        _("For departmental systems with a token of their own: they send publications."),
    ),
}

ROWS_SUMMARY = _("Rows of a dataset")
ROWS_DESCRIPTION = _(
    "The rows of the newest version: columns, filters, words, order, groups and figures, page by"
    " page or as a whole file. Filters are parameters with the name of a column, with or without"
    " an operator: <column>=value, <column>__gte=value."
)
FILTERS_DESCRIPTION = _("Filters by column. All of them must hold.")
KEY_DESCRIPTION = _("A free key allows more requests a minute. It opens nothing else.")
PUSH_DESCRIPTION = _("The token of a departmental system.")
ERRORS: Mapping[int, str | Promise] = {
    304: _("The reader has this answer already."),
    400: _("Parameters that cannot be used, all of them at once."),
    401: _("The key that was sent does not exist or was revoked."),
    403: _("Data that are open on conditions, without a grant."),
    404: _("Nothing public is at this address."),
    406: _("None of the formats that were asked for."),
    410: _("It was public and was withdrawn."),
    422: _("The question takes longer than the portal gives."),
    429: _("Too many requests; Retry-After says when to come again."),
    503: _("The rows are being made ready; Retry-After says when to come again."),
}
# Parameters of a single entry.
BESIDE: Mapping[str, str | Promise] = {
    "level": _("The level of the item: upper levels may have one of the same code."),
}
SIZE = _("Rows of a page.")
ORDER = _("The order of the rows.")
CURSOR = _("Where the page begins: taken from “next” or “previous” of another answer.")
