"""A receipt kept for the browser that has just sent, for a while and encrypted.

The form carries a key of its own. The first press reserves it, so that a second press, which
may come before the first has ended, leads to the same receipt and sends nothing.
"""

import json
from collections.abc import Mapping

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from catalogs.models.encryption import cipher

SESSION_KEY = "feedback.receipt"
SECONDS = 30 * 60
# What is reserved and never kept, because a process died, may be sent anew after this.
RESERVED_SECONDS = 60
_RESERVED = ""


def is_taken(key: str) -> bool:
    """Say whether a form with this key was sent, or is being sent at this moment."""
    return cache.get(_name(key)) is not None


def reserve(key: str) -> bool:
    """Take the key for one sending; False where it is taken."""
    return cache.add(_name(key), _RESERVED, RESERVED_SECONDS)


def release(key: str) -> None:
    """Give the key back after what was sent was refused, or put the receipt away for good."""
    cache.delete(_name(key))


def keep(key: str, receipt: Mapping[str, str]) -> None:
    """Keep what the receipt page shows."""
    sealed = cipher().encrypt(json.dumps(dict(receipt)).encode()).decode()
    cache.set(_name(key), sealed, SECONDS)


def show_in(request: HttpRequest, key: str) -> None:
    """Let this session see the receipt of ``key``."""
    request.session[SESSION_KEY] = key


def key_of(request: HttpRequest) -> str:
    """Return the key whose receipt this session may see, or an empty text."""
    return request.session.get(SESSION_KEY, "")


def find(key: str) -> dict[str, str] | None:
    """Return the receipt; empty while it is being made, None where there is none."""
    sealed = cache.get(_name(key)) if key else None
    if sealed is None:
        return None
    return json.loads(cipher().decrypt(sealed.encode())) if sealed else {}


def _name(key: str) -> str:
    return (
        f"feedback-receipt:{salted_hmac('feedback.receipt', key, algorithm='sha256').hexdigest()}"
    )
