"""Receipts kept for the browser that has just sent, for a while and encrypted.

The form carries a key of its own. The first press reserves it, so that a second press, which
may come before the first has ended, leads to the same receipt and sends nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from catalogs.models.encryption import cipher

SECONDS = 30 * 60
# What is reserved and never kept, because a process died, may be sent anew after this.
RESERVED_SECONDS = 60
_RESERVED = ""


@dataclass(frozen=True, slots=True)
class KeptReceipts:
    """The receipts of one kind of form, called ``name`` in the cache and in the session."""

    name: str

    @property
    def session_key(self) -> str:
        return f"{self.name}.receipt"

    def is_taken(self, key: str) -> bool:
        """Say whether a form with this key was sent, or is being sent at this moment."""
        return cache.get(self.place(key)) is not None

    def reserve(self, key: str) -> bool:
        """Take the key for one sending; False where it is taken."""
        return cache.add(self.place(key), _RESERVED, RESERVED_SECONDS)

    def release(self, key: str) -> None:
        """Give the key back after a refusal, or put the receipt away for good."""
        cache.delete(self.place(key))

    def keep(self, key: str, receipt: Mapping[str, str]) -> None:
        """Keep what the receipt page shows."""
        sealed = cipher().encrypt(json.dumps(dict(receipt)).encode()).decode()
        cache.set(self.place(key), sealed, SECONDS)

    def show_in(self, request: HttpRequest, key: str) -> None:
        """Let this session see the receipt of ``key``."""
        request.session[self.session_key] = key

    def key_of(self, request: HttpRequest) -> str:
        """Return the key whose receipt this session may see, or an empty text."""
        return request.session.get(self.session_key, "")

    def find(self, key: str) -> dict[str, str] | None:
        """Return the receipt; empty while it is being made, None where there is none."""
        sealed = cache.get(self.place(key)) if key else None
        if sealed is None:
            return None
        return json.loads(cipher().decrypt(sealed.encode())) if sealed else {}

    def place(self, key: str) -> str:
        """Return where the cache holds the receipt; nothing tells the key from it."""
        digest = salted_hmac(self.session_key, key, algorithm="sha256").hexdigest()
        return f"{self.name}-receipt:{digest}"
