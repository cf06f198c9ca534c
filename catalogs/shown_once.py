"""Secrets of machines and browsers: shown once, kept as a digest, found again by it.

A secret has 256 random bits, so a plain digest of it cannot be turned back, and nobody comes
nearer to one by timing the look-up: it compares digests, never what was sent. What a person
reads from paper is another matter; see ``query_codes``.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

RANDOM_BYTES = 32
# So many letters after the beginning are kept in clear, to tell one secret from another.
LETTERS_KEPT = 7


@dataclass(frozen=True, slots=True)
class Secret:
    """``text`` is shown this once; ``prefix`` and ``digest`` are what is kept."""

    text: str
    prefix: str
    digest: str


def new(begins: str = "") -> Secret:
    """Return a fresh secret; ``begins`` tells its kind, also to scanners of leaked secrets."""
    text = begins + secrets.token_urlsafe(RANDOM_BYTES)
    return Secret(text, text[: len(begins) + LETTERS_KEPT], digest(text))


def digest(text: str) -> str:
    """Return what is kept of a secret, in 64 letters."""
    return sha256(text.encode()).hexdigest()
