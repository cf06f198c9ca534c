"""Identity and contact parts of an applicant: which they are, how they are masked and kept out."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

# The encrypted columns of an application. Nothing else may hold who the applicant is.
IDENTITY_FIELDS = (
    "name",
    "certificate_type",
    "certificate_number",
    "organisation",
    "credit_code",
    "representative",
    "contact_person",
    "telephone",
    "email",
    "address",
    "postcode",
)
# A code of a certificate's kind and a postcode tell nobody; a name of one character may be a word.
_TELLING = tuple(name for name in IDENTITY_FIELDS if name not in ("certificate_type", "postcode"))
_SHORTEST = 2
_SEPARATORS = re.compile(r"[\s\-–—·・.,,。()()_/]+")
HIDDEN = "*"


def identity_parts(row: Any) -> list[str]:
    """Return what must not be told of an application, longest first."""
    parts = {str(getattr(row, name)).strip() for name in _TELLING}
    return sorted((part for part in parts if len(part) >= _SHORTEST), key=len, reverse=True)


def flattened(text: str) -> str:
    """Return ``text`` in one shape: width, case, spaces and separators make no difference."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def contained_parts(text: str, row: Any, *, also: Iterable[str] = ()) -> list[str]:
    """Return the identity parts of ``row``, and of ``also``, that ``text`` contains.

    Spaces, separators, width and case do not hide a part.
    """
    flat = flattened(text)
    parts = [*identity_parts(row), *also]
    return [part for part in parts if len(bare := flattened(part)) >= _SHORTEST and bare in flat]


def without_identity(text: str, row: Any) -> str:
    """Return ``text`` with every identity part of ``row`` replaced by asterisks."""
    for part in identity_parts(row):
        letters = [re.escape(letter) for letter in part if not _SEPARATORS.fullmatch(letter)]
        if letters:
            pattern = r"[\s\-–—·・.]*".join(letters)
            # No longer than the shortest part, so that the text still fits its column.
            text = re.sub(pattern, HIDDEN * _SHORTEST, text, flags=re.IGNORECASE)
    return text


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
