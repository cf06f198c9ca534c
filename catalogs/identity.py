"""Parts that tell who a citizen is: how they are masked, found in a text and struck out.

Which columns hold them, each app says for its own rows.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from typing import Any

HIDDEN = "*"
# A name of one character may be a word.
SHORTEST = 2
_SEPARATORS = re.compile(r"[\s\-–—·・.,,。()()_/]+")
# Between the groups in which people write a number.
_GAP = r"[ \-–—]"
# Numbers of natural persons: a resident identity card, as of today or of 15 digits as until 1999,
# and a mobile telephone. In groups it is no piece of a longer code: JS-138-2026-0001.
_PERSONAL_NUMBER = re.compile(
    rf"""(?<![0-9])(?:
      (?P<identity>[1-9][0-9]{{5}}(?:19|20)[0-9]{{9}}[0-9Xx])
    | (?P<checked>[1-9][0-9]{{2}}{_GAP}?[0-9]{{3}}{_GAP}?(?:19|20)[0-9]{{2}}{_GAP}?[0-9]{{4}}{_GAP}?
        [0-9]{{3}}{_GAP}?[0-9Xx] | [1-9][0-9]{{3}}(?:{_GAP}[0-9]{{4}}){{3}}{_GAP}?[0-9][0-9Xx])
    | (?P<old>(?<![0-9]\.)[1-8][0-9]{{5}}{_GAP}?[0-9]{{6}}{_GAP}?[0-9]{{3}}(?!\.[0-9]))
    | (?P<mobile>(?:(?:\+|00)?86{_GAP}?)?1[3-9][0-9]{{9}})
    | (?P<grouped>(?<![A-Za-z–—-])(?:(?:\+|00)?86{_GAP}?)?1[3-9][0-9]
        (?:{_GAP}[0-9]{{4}}{_GAP}?|[0-9]{{4}}{_GAP}|[0-9]{_GAP}[0-9]{{3}}{_GAP})[0-9]{{4}}(?!-[0-9]))
    )(?![0-9])""",
    re.VERBOSE,
)
_GAPS = re.compile(_GAP)
# The first two digits of an identity number: where it was given (GB/T 2260).
_REGIONS = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)]
    + [*range(61, 66), 71, 81, 82]
)
# Who has a number of 15 digits was born in these years; codes of firms look like older ones.
_OLD_YEARS = range(20, 100)

# What the last digit of an identity number is, by the weighted sum of the others.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"

# A bank card has 16 to 19 digits behind the mark of its issuer, in one piece or in groups of four.
# It stands alone: neither within a code nor among the decimals of a figure.
_CARD_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9]\.)(?:62|4[0-9]|5[0-8]|3[05689])[0-9]{2}(?:[ -]?[0-9]{4}){3}"
    r"(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z]|\.[0-9])"
)


def telling(values: Iterable[object]) -> list[str]:
    """Return the parts among ``values`` that are long enough to tell somebody, longest first."""
    parts = {str(value).strip() for value in values}
    return sorted((part for part in parts if len(part) >= SHORTEST), key=len, reverse=True)


def flattened(text: str) -> str:
    """Return ``text`` in one shape: width, case, spaces and separators make no difference."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def parts_in(text: str, parts: Iterable[str]) -> list[str]:
    """Return those of ``parts`` that ``text`` contains, however spaced, separated or cased."""
    flat = flattened(text)
    return [part for part in parts if len(bare := flattened(part)) >= SHORTEST and bare in flat]


def without_parts(text: str, parts: Iterable[str]) -> str:
    """Return ``text`` with each of ``parts``, the longest first, replaced by asterisks."""
    for part in parts:
        letters = [re.escape(letter) for letter in part if not _SEPARATORS.fullmatch(letter)]
        if letters:
            pattern = r"[\s\-–—·・.]*".join(letters)
            # No longer than the shortest part, so that the text still fits its column.
            text = re.sub(pattern, HIDDEN * SHORTEST, text, flags=re.IGNORECASE)
    return text


def strike_out(row: Any, names: Iterable[str], parts: list[str]) -> None:
    """Replace ``parts`` in the named texts of ``row``, which is not saved yet."""
    for name in names:
        setattr(row, name, without_parts(getattr(row, name), parts))


def personal_numbers(text: str) -> list[str]:
    """Return what looks like an identity card or a mobile telephone number, whoever's it is.

    As it is written, in groups or not. Identity numbers in groups or of 15 digits must check too.
    """
    found = _PERSONAL_NUMBER.finditer(unicodedata.normalize("NFKC", text))
    return [match[0] for match in found if _is_personal(str(match.lastgroup), bare(match[0]))]


def bare(number: str) -> str:
    """Return a number without the gaps between its groups."""
    return _GAPS.sub("", number)


def card_numbers(text: str) -> list[str]:
    """Return what looks like the number of a bank card: its last digit checks the others."""
    found = _CARD_NUMBER.findall(unicodedata.normalize("NFKC", text))
    return [number for number in found if _checks(number)]


def is_identity_number(number: str) -> bool:
    """Say whether the last of 18 digits checks the others, as GB 11643 has it (ISO 7064)."""
    if len(number) != len(_WEIGHTS) + 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == number[-1].upper()


def _is_personal(kind: str, number: str) -> bool:
    if kind == "checked":
        return is_identity_number(number)
    return kind != "old" or _is_old_identity_number(number)


def _is_old_identity_number(number: str) -> bool:
    """Say whether 15 digits begin with a region and a day of birth."""
    year, month, day = (int(number[at : at + 2]) for at in (6, 8, 10))
    if int(number[:2]) not in _REGIONS or year not in _OLD_YEARS or not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(1900 + year, month)[1]


def _checks(number: str) -> bool:
    """Say whether the digits pass the check of ISO/IEC 7812 (Luhn)."""
    total = 0
    for place, digit in enumerate(int(char) for char in reversed(number) if char.isdigit()):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def masked_name(name: str) -> str:
    """Return the first character and asterisks: 王** for 王小明."""
    return name[:1] + HIDDEN * (len(name) - 1)


def masked_number(number: str) -> str:
    """Return a certificate or telephone number with its middle hidden: 320***********1234."""
    if len(number) < 8:
        return HIDDEN * len(number)
    return f"{number[:3]}{HIDDEN * (len(number) - 7)}{number[-4:]}"


def masked_email(email: str) -> str:
    """Return an address whose name is hidden: w***@example.org."""
    name, at, host = email.partition("@")
    return f"{name[:1]}{HIDDEN * 3}{at}{host}" if at else HIDDEN * len(email)


def masked_address(address: str) -> str:
    """Return the beginning of an address, six characters, and asterisks."""
    return address if not address else f"{address[:6]}{HIDDEN * 3}"
