"""Follow the links of what is public, and look for its files: what leads nowhere is written down.

Pages of this site are asked in this process. Pages of others are asked only where the installation
says so (``CHECK_OUTSIDE_LINKS``): many networks of governments have no way out.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri, punycode

from catalogs import markdown, outside_pages, own_pages
from catalogs.models import Attachment, CheckedLink, Publication, ServiceItem
from catalogs.models.checked_links import LONGEST_ADDRESS, LinkFault, LinkKind
from catalogs.outside_pages import Answer

# A task may not run for long: what is left is given to the next one.
BUDGET_SECONDS = 240
BATCH = 100
# What was followed within a day is not followed again, for whichever row.
FRESH = timedelta(days=1)


class Target(NamedTuple):
    """Where a link leads; the attachment for a file."""

    kind: LinkKind
    address: str
    attachment: Attachment | None = None


def check(*, now: datetime, after: int = 0, seconds: float = BUDGET_SECONDS) -> int | None:
    """Check the links of services and of public documents with a key above ``after``.

    Returns the key to go on after when the time is over, None when all is checked. What is
    written is a row for each link, so that checking twice does no harm.
    """
    today, run = timezone.localdate(now), _Run(now, monotonic() + seconds)
    if not after:
        services = ServiceItem.objects.public(today).with_online_address()
        links = CheckedLink.objects.exclude(publication__in=Publication.objects.public(today))
        links.exclude(service__in=services).delete()
        for service in services:
            if not run.check(service, _targets_of_service(service)):
                return after
    while documents := _next_documents(today, after):
        for document in documents:
            if not run.check(document, targets_of(document)):
                return after
            after = document.pk
    return None


def targets_of(document: Publication) -> Iterator[Target]:
    """Where the links of a document lead, and its files."""
    base = urljoin(settings.SITE_URL, document.get_absolute_url())
    for link in [*markdown.links(document.body), document.media_address]:
        if link and (target := _target(link, base)):
            yield target
    for attachment in document.attachments.all():
        yield Target(LinkKind.FILE, attachment.get_absolute_url(), attachment)


def _targets_of_service(service: ServiceItem) -> Iterator[Target]:
    if target := _target(service.online_url, settings.SITE_URL):
        yield target


def _target(link: str, base: str) -> Target | None:
    """Where a link leads from ``base``; None for mail, and for what is no address."""
    try:
        parts = urlsplit(urldefrag(urljoin(base, link)).url)
        if parts.hostname and not parts.hostname.isascii():
            port = f":{parts.port}" if parts.port else ""
            parts = parts._replace(netloc=f"{punycode(parts.hostname)}{port}")
    except ValueError:
        return None
    address = iri_to_uri(parts.geturl())
    if parts.scheme not in {"http", "https"} or len(address) > LONGEST_ADDRESS:
        return None
    if own_pages.is_own(address):
        return Target(LinkKind.PAGE, address)
    return Target(LinkKind.OUTSIDE, address) if settings.CHECK_OUTSIDE_LINKS else None


def _next_documents(today: date, after: int) -> list[Publication]:
    rows = Publication.objects.public(today).with_addresses().filter(pk__gt=after)
    return list(rows.order_by("pk").prefetch_related("attachments")[:BATCH])


class _Run:
    """One run: until when it goes on, and when each host was last asked."""

    def __init__(self, now: datetime, ends: float) -> None:
        self.now, self.ends = now, ends
        self.asked: dict[str, float] = {}

    def check(self, row: Publication | ServiceItem, targets: Iterator[Target]) -> bool:
        """Check the links of one row; False when the time is over before the last."""
        known = {link.address: link for link in row.checked_links.all()}
        found = {target.address: target for target in targets}
        for target in found.values():
            if monotonic() > self.ends:
                return False
            link = known.get(target.address)
            if link is None or link.checked_at <= self.now - FRESH:
                self._write(row, target, link)
        gone = [link.pk for address, link in known.items() if address not in found]
        if gone:
            CheckedLink.objects.filter(pk__in=gone).delete()
        return True

    def _write(
        self, row: Publication | ServiceItem, target: Target, known: CheckedLink | None
    ) -> None:
        answer = self._known_answer(target) or self._answer(target)
        failures = 0
        if answer.fault:
            failures = min((known.failures if known else 0) + 1, 1000)
        CheckedLink.objects.update_or_create(
            publication=row if isinstance(row, Publication) else None,
            service=row if isinstance(row, ServiceItem) else None,
            address=target.address,
            defaults={
                "kind": target.kind,
                "fault": answer.fault or "",
                "status": answer.status,
                "failures": failures,
                "checked_at": self.now,
            },
        )

    def _known_answer(self, target: Target) -> Answer | None:
        """What another row with this address was answered within the day."""
        link = CheckedLink.objects.filter(
            address=target.address, checked_at__gt=self.now - FRESH
        ).first()
        if link is None:
            return None
        return Answer(LinkFault(link.fault) if link.fault else None, link.status)

    def _answer(self, target: Target) -> Answer:
        if target.attachment is not None:
            return Answer(_fault_of_file(target.attachment))
        if target.kind == LinkKind.PAGE:
            return own_pages.ask(target.address)
        host = urlsplit(target.address).hostname or ""
        wait = self.asked.get(host, 0) + settings.LINK_CHECK_PAUSE_SECONDS - monotonic()
        if wait > 0:
            sleep(wait)
        try:
            return outside_pages.ask(target.address)
        finally:
            self.asked[host] = monotonic()


def _fault_of_file(attachment: Attachment) -> LinkFault | None:
    digest = hashlib.sha256()
    try:
        with attachment.file.open("rb") as file:
            for chunk in file.chunks():
                digest.update(chunk)
    except OSError:
        return LinkFault.FILE_LOST
    return None if digest.hexdigest() == attachment.checksum else LinkFault.FILE_CHANGED
