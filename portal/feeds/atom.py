"""What all feeds share: the newest entries of public rows, tagged, in the reader's language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.opendata.addresses import site
from portal.templatetags.portal_ui import language_tag

MOST = 50
LONGEST_SUMMARY = 600
# Characters that no XML document may hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``url`` is an address of this site; ``mark`` tells apart entries of one page."""

    title: str
    url: str
    published: datetime
    updated: datetime
    author: str
    summary: str = ""
    categories: tuple[str, ...] = ()
    mark: str = ""


def midnight(day: date) -> datetime:
    """Return the beginning of a day, for what is known by its day only."""
    return timezone.make_aware(datetime.combine(day, time.min))


class PortalAtom(Atom1Feed):
    """Atom as Django writes it; a feed without entries is as old as the day."""

    def latest_post_date(self) -> datetime:
        if not self.items:
            return midnight(timezone.localdate())
        return super().latest_post_date()


class PublicFeed(Feed):
    """A feed of public rows; one of its own kind says ``heading``, ``page`` and ``entries``."""

    feed_type = PortalAtom

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, or 304 to whoever has this very feed."""
        response = super().__call__(request, *args, **kwargs)
        etag = f'"{sha256(response.content).hexdigest()}"'
        # By the tag alone: what was withdrawn makes a feed older, never newer.
        answer = get_conditional_response(request, etag=etag, response=response) or response
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    # What a feed of its own kind says.

    def heading(self, obj: Any) -> str:
        """Return what the feed holds."""
        raise NotImplementedError

    def page(self, obj: Any) -> str:
        """Return the address of the page with the same rows."""
        raise NotImplementedError

    def address(self, obj: Any) -> str:
        """Return the address of the feed itself."""
        raise NotImplementedError

    def entries(self, obj: Any, *, today: date) -> Iterable[Entry]:
        """Return the newest entries; no more than ``MOST`` are shown."""
        raise NotImplementedError

    # What Django asks for.

    def title(self, obj: Any) -> str:
        return " - ".join(
            (self.heading(obj), _("Binhu District Government Affairs Publicity Portal"))
        )

    def link(self, obj: Any) -> str:
        return site() + self.page(obj)

    def feed_url(self, obj: Any) -> str:
        return site() + self.address(obj)

    def feed_guid(self, obj: Any) -> str:
        return self.feed_url(obj)

    def author_name(self, obj: Any) -> str:
        return settings.ORGANISER

    def feed_copyright(self, obj: Any) -> str:
        return _("Content may be reproduced with its source named.")

    @property
    def language(self) -> str:
        return language_tag(get_language() or settings.LANGUAGE_CODE)

    def items(self, obj: Any) -> list[Entry]:
        return list(self.entries(obj, today=timezone.localdate()))[:MOST]

    def item_title(self, item: Entry) -> str:
        return _written(item.title)

    def item_description(self, item: Entry) -> str:
        # A summary is read as HTML.
        return escape(Truncator(_written(item.summary)).chars(LONGEST_SUMMARY))

    def item_link(self, item: Entry) -> str:
        return site() + item.url

    def item_guid(self, item: Entry) -> str:
        mark = f"#{item.mark}" if item.mark else ""
        return f"{site()}{item.url}{mark}"

    def item_pubdate(self, item: Entry) -> datetime:
        return item.published

    def item_updateddate(self, item: Entry) -> datetime:
        return max(item.published, item.updated)

    def item_author_name(self, item: Entry) -> str:
        return item.author

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return item.categories


def _written(text: str) -> str:
    return _UNWRITABLE.sub("", text)
