"""Identity and contact parts of an applicant: which they are, and how they are kept out of texts.

How parts are masked, found and struck out is said in ``catalogs.identity``.
"""

from collections.abc import Iterable
from typing import Any

from catalogs.identity import parts_in, telling, without_parts

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
# A code of a certificate's kind and a postcode tell nobody.
_TELLING = tuple(name for name in IDENTITY_FIELDS if name not in ("certificate_type", "postcode"))


def identity_parts(row: Any) -> list[str]:
    """Return what must not be told of an application, longest first."""
    return telling(getattr(row, name) for name in _TELLING)


def contained_parts(text: str, row: Any, *, also: Iterable[str] = ()) -> list[str]:
    """Return the identity parts of ``row``, and of ``also``, that ``text`` contains.

    Spaces, separators, width and case do not hide a part.
    """
    return parts_in(text, [*identity_parts(row), *also])


def without_identity(text: str, row: Any) -> str:
    """Return ``text`` with every identity part of ``row`` replaced by asterisks."""
    return without_parts(text, identity_parts(row))
