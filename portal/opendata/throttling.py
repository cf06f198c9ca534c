"""How often the open API may be asked: by network address, or with a free key more often.

An address is counted under a keyed hash and forgotten with its minute; a key's requests are counted
by day, and nothing of what was asked.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs import data_access
from catalogs.rate_limits import MINUTE, Limit, client_address, use
from portal.models import ApiKey
from portal.opendata import keys
from portal.opendata.problems import Problem

SCHEME = "Token"
HEADER = "X-API-Key"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as the limits know: the name of the limit, whom it counts, how many."""

    policy: str
    counted: str
    times: int
    # The free key whose day counts what it is answered.
    key: ApiKey | None = None


def given_key(request: HttpRequest) -> str:
    """Return the key of ``Authorization: Token …`` or ``X-API-Key``; empty without."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == SCHEME.lower():
        return key.strip()
    return request.headers.get(HEADER, "").strip()


def caller(request: HttpRequest) -> Caller:
    """Return who asks; ``Problem`` for a key that is not valid (any more).

    A wrong key is counted for the address it came from.
    """
    address = Caller("address", client_address(request), settings.API_REQUESTS_A_MINUTE)
    given = given_key(request)
    if not given:
        return address
    # By the grant and not by its key, which the applicant renews as often as wished.
    if grant := data_access.find(given, today=timezone.localdate()):
        return Caller("key", f"grant {grant.pk}", settings.API_REQUESTS_A_MINUTE_BY_KEY)
    row = keys.find(given)
    if row is None:
        spend(address)
        detail = _("The API key does not exist or was revoked. Without a key the API answers too.")
        raise Problem(401, detail, headers={"WWW-Authenticate": f'{SCHEME} realm="api"'})
    return Caller("key", f"key {row.pk}", settings.API_REQUESTS_A_MINUTE_BY_KEY, row)


def spend(caller: Caller) -> dict[str, str]:
    """Count one request; return the headers that say what is left, or raise the 429 problem.

    The day of a free key counts what is let through, and nothing that is refused here.
    """
    headers = _within_limit(caller)
    if caller.key is not None:
        keys.count_use(caller.key, today=timezone.localdate())
    return headers


def _within_limit(caller: Caller) -> dict[str, str]:
    if not caller.times:
        return {}
    limit = Limit(caller.times, MINUTE)
    used = use("open-api", address=caller.counted, limit=limit)
    left = max(0, limit.times - used.times)
    headers = {
        "RateLimit-Policy": f'"{caller.policy}";q={limit.times};w={limit.seconds}',
        "RateLimit": f'"{caller.policy}";r={left};t={used.seconds}',
    }
    if used.times > limit.times:
        detail = _("The limit of requests a minute is reached. A free key allows more.")
        raise Problem(429, detail, headers={**headers, "Retry-After": str(used.seconds)})
    return headers
