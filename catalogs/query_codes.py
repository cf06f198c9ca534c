"""Query codes: the secret with which a citizen without an account finds the own case again.

A code is shown once and stored hashed. A wrong try is counted before the code is looked at,
for the number and for the address it came from, and whether or not the number exists: so
neither time nor words nor the lock tell which numbers there are.
"""

import secrets
import time
from functools import cache as once
from hashlib import sha256
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalogs.rate_limits import add_one
from catalogs.receipts import normalised

# Neither 0 and O nor 1, I and L: the code is read from paper and over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4
# A code has 59 random bits; a few rounds make a stolen table useless without slowing the page.
ROUNDS = 30_000

WINDOW_SECONDS = 15 * 60
# After this many wrong tries within a quarter of an hour the next one waits so many seconds.
WAITS_BY_NUMBER = {3: 5, 4: 30, 5: WINDOW_SECONDS}
WAITS_BY_ADDRESS = {10: 5, 15: 30, 20: WINDOW_SECONDS}


class CodeRefused(Exception):
    """The number and the code do not belong together; the words are the same in every case."""

    def __init__(self) -> None:
        super().__init__(_("The receipt number or the query code is not right."))


class TriesUsedUp(Exception):
    """Too many wrong tries; ``seconds`` is how long to wait before the next."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(_("Too many tries. Please wait a while and try again."))


def new_code() -> str:
    """Return a fresh code in groups of four, from the operating system's random source."""
    letters = "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hashed(code: str) -> str:
    """Return what is stored of ``code``: a salted hash."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(_plain(code), hasher.salt(), iterations=ROUNDS)


def check(code: str, stored: str) -> bool:
    """Say whether ``code`` is the one stored; takes the same time where nothing is stored."""
    right = PBKDF2PasswordHasher().verify(_plain(code) or "-", stored or _nobodys())
    return right and bool(stored)


def open_with_code(rows: QuerySet, number: str, code: str, *, address: str) -> Any:
    """Return the one of ``rows`` that receipt ``number`` and ``code`` open together.

    ``address`` is the network address asked from. Raises ``CodeRefused``, or ``TriesUsedUp``
    even for the right code; both are the same whether or not the number exists.
    """
    number = normalised(number)
    _check_waits(number, address)
    counts = _count_try(number, address)
    row = rows.filter(receipt_number=number).first()
    if check(code, row.code_hash if row is not None else ""):
        _forget_try(number, address)
        return row
    _set_wait("number", number, WAITS_BY_NUMBER, counts[0])
    _set_wait("address", address, WAITS_BY_ADDRESS, counts[1])
    raise CodeRefused


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in ALPHABET)[: 2 * LENGTH]


@once
def _nobodys() -> str:
    return hashed(new_code())


def _key(what: str, kind: str, value: str) -> str:
    return f"query-code:{what}:{kind}:{sha256(value.encode()).hexdigest()}"


def _wrong(kind: str, value: str) -> str:
    return _key(f"wrong:{int(time.time()) // WINDOW_SECONDS}", kind, value)


def _check_waits(number: str, address: str) -> None:
    until = [
        cache.get(_key("until", kind, value), 0)
        for kind, value in (("number", number), ("address", address))
    ]
    seconds = max(until) - time.time()
    if seconds > 0:
        raise TriesUsedUp(int(seconds) + 1)


def _count_try(number: str, address: str) -> tuple[int, int]:
    """Count the try before looking, so that a hundred tries at once count as a hundred."""
    by_number = add_one(_wrong("number", number), WINDOW_SECONDS)
    by_address = add_one(_wrong("address", address), WINDOW_SECONDS)
    if by_number > max(WAITS_BY_NUMBER) or by_address > max(WAITS_BY_ADDRESS):
        raise TriesUsedUp(WINDOW_SECONDS)
    return by_number, by_address


def _forget_try(number: str, address: str) -> None:
    cache.delete(_wrong("number", number))
    try:
        cache.decr(_wrong("address", address))
    except ValueError:
        return


def _set_wait(kind: str, value: str, waits: dict[int, int], wrong: int) -> None:
    seconds = waits.get(wrong, 0)
    if seconds:
        cache.set(_key("until", kind, value), time.time() + seconds, seconds)
