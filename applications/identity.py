"""Identity and contact parts: which they are, and how they are kept out of texts.

They are the applicant's, and those of the third parties that were asked. How parts are masked,
found and struck out is said in ``catalogs.identity``.
"""

import re
from collections.abc import Iterable
from typing import Any

from catalogs.identity import parts_in, personal_numbers, telling, without_parts

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
# What follows the last of these in an address is street and number.
_REGION = re.compile(r"[省市区县]")
# A contact is written in one line: a name, a telephone number, an address.
_BETWEEN = re.compile(r"[\s,;:，；：、()（）]+")
# Fewer signs with a number among them stand in many texts: 5幢, 2025年.
_SHORTEST_DETAIL = 6


def identity_parts(row: Any) -> list[str]:
    """Return what must not be told of the applicant, longest first."""
    return telling(
        [*(getattr(row, name) for name in _TELLING), *_details(_REGION.split(row.address)[-1:])]
    )


def parts_of_all(application: Any) -> list[str]:
    """Return what must not be told of the applicant and the third parties, longest first."""
    return telling(
        [
            *identity_parts(application),
            *(
                part
                for inquiry in application.inquiries.all()
                for written in (inquiry.addressee, inquiry.addressee_contact)
                for part in (written, *_details(_BETWEEN.split(written)))
            ),
        ]
    )


def contained_parts(text: str, application: Any) -> list[str]:
    """Return the identity parts of anyone in the application that ``text`` contains.

    Spaces, separators, width and case do not hide a part; numbers of natural persons are parts
    whoever's they are.
    """
    return [*parts_in(text, parts_of_all(application)), *personal_numbers(text)]


def without_identity(text: str, row: Any) -> str:
    """Return ``text`` with every identity part of the applicant replaced by asterisks."""
    return without_parts(text, identity_parts(row))


def without_anyone(text: str, application: Any) -> str:
    """Return ``text`` with every identity part of applicant and third parties struck out."""
    return without_parts(text, parts_of_all(application)) if text else text


def _details(pieces: Iterable[str]) -> list[str]:
    """Return the pieces that tell somebody without the rest: numbers, mail addresses, streets."""
    return [
        piece
        for piece in pieces
        if len(piece) >= _SHORTEST_DETAIL and ("@" in piece or any(map(str.isdigit, piece)))
    ]
