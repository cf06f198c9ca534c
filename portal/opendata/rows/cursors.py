"""The place where a page ended, as an opaque word of an address.

It is signed, and bound to the dataset, its version and the question: what a reader has changed in
it, or takes to another question, is refused. Page size and format may change on the way.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from portal.opendata.query import Query

_SIGNER = Signer(salt="portal.opendata.rows.cursors", sep=".")


class CursorRefused(ValueError):
    """The cursor is none of ours, or of another question; the message is a sentence."""


def sealed(after: tuple, query: Query, *, code: str, version: int) -> str:
    """Return the cursor that goes on with ``query`` behind the place ``after``: plain numbers."""
    said = json.dumps([version, _mark(query, code), after])
    return _SIGNER.sign(urlsafe_b64encode(said.encode()).decode().rstrip("="))


def opened(cursor: str, query: Query, *, code: str, version: int) -> tuple:
    """Return the place that ``sealed`` wrote. Raises ``CursorRefused``."""
    text = genuine(cursor)
    said = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    of_version, mark, after = json.loads(said)
    if mark != _mark(query, code):
        raise CursorRefused(
            _("This cursor belongs to another question; only size and format may change.")
        )
    if of_version != version:
        raise CursorRefused(
            _("The data were renewed since this cursor was given. Begin with the first page again.")
        )
    return tuple(after)


def genuine(cursor: str) -> str:
    """Return what was sealed, of whatever question. Raises ``CursorRefused``."""
    try:
        return _SIGNER.unsign(cursor)
    except BadSignature as error:
        raise CursorRefused(
            _("This cursor was not given by the portal, or was changed.")
        ) from error


def _mark(query: Query, code: str) -> str:
    asked = repr((code, replace(query, size=0, after=None)))
    return sha256(asked.encode()).hexdigest()[:20]
