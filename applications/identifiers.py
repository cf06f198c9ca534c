"""Numbers of persons and organisations: read as people write them, checked by their check digit."""

import re
import unicodedata
from datetime import date

_SEPARATORS = re.compile(r"[\s\-–—·.]+")
_IDENTITY_CARD = re.compile(r"[1-9]\d{16}[\dX]")
# GB 11643: weights of the first seventeen digits, and the check sign for each remainder by 11.
_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_SIGNS = "10X98765432"
# GB 32100: neither I, O, S, V nor Z; the weights are the powers of 3 by the modulus 31.
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18


def compact(number: str) -> str:
    """Return ``number`` in half-width capitals, without spaces, dashes and dots."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).upper()


def is_identity_card(number: str, *, today: date) -> bool:
    """Say whether the compact ``number`` can be a resident identity card's (GB 11643)."""
    if not _IDENTITY_CARD.fullmatch(number) or not number.isascii():
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(number[:17], _CARD_WEIGHTS, strict=True)
    )
    return date(1880, 1, 1) <= born <= today and _CARD_SIGNS[total % 11] == number[17]


def is_credit_code(code: str) -> bool:
    """Say whether the compact ``code`` can be a unified social credit code (GB 32100)."""
    if len(code) != _CODE_LENGTH or any(sign not in _CODE_SIGNS for sign in code):
        return False
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _CODE_SIGNS[-total % 31] == code[17]
