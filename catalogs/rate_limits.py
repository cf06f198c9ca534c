"""How often one address may do something that costs us or others: counted in the cache.

An address is counted under a keyed hash; nothing tells from the cache who came. The windows are
fixed: a limit of ten an hour lets through at most ten between one full hour and the next.
"""

import hmac
import ipaddress
import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# A household or an attacker holds a whole network of the new addresses.
IPV6_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``times`` within ``seconds``."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Used:
    """How often it was done within the window now open, and the seconds until the next one."""

    times: int
    seconds: int


class TooOften(Exception):
    """The limit is reached; ``seconds`` is how long until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            _("This was done too often from your network. Please wait a while and try again.")
        )


def client_address(request: HttpRequest) -> str:
    """Return the network address of the visitor, read as the log-in's own limits read it.

    Behind proxies the setting ``ALLAUTH_TRUSTED_PROXY_COUNT`` says which part of
    ``X-Forwarded-For`` is believed.
    """
    return get_adapter().get_client_ip(request)


def count(action: str, *, address: str, limits: Iterable[Limit]) -> None:
    """Count one ``action`` of ``address``; raise ``TooOften`` when it is one too many.

    It is counted before it is done, so that a hundred at once count as a hundred. What is
    refused by one limit is counted by the others too.
    """
    counted = [(limit, use(action, address=address, limit=limit)) for limit in limits]
    waits = [used.seconds for limit, used in counted if used.times > limit.times]
    if waits:
        raise TooOften(max(waits))


def use(action: str, *, address: str, limit: Limit) -> Used:
    """Count one ``action`` of ``address`` and say how far its window is used, refusing nothing."""
    now = int(time.time())
    times = add_one(_key(action, address, limit, now), limit.seconds)
    return Used(times, limit.seconds - now % limit.seconds)


def _key(action: str, address: str, limit: Limit, now: int) -> str:
    said = f"{action}|{_network(address)}|{limit.seconds}|{now // limit.seconds}"
    digest = hmac.new(settings.SECRET_KEY.encode(), said.encode(), sha256).hexdigest()
    return f"rate-limit:{digest}"


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_NETWORK), strict=False))
    return str(parsed)


def add_one(key: str, seconds: int) -> int:
    """Count one more under ``key`` of the cache and return the count; it ends after ``seconds``."""
    for _turn in range(2):
        try:
            return cache.incr(key)  # there already, but for the first time in a window
        except ValueError:
            cache.add(key, 0, seconds)
    cache.set(key, 1, seconds)  # the window ended between the two lines
    return 1
