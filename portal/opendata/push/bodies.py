"""The body of a push: read within its limit, with the checksum of the bytes that came."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from portal.opendata.problems import Problem

# A file of 30 MB, as large as a clerk may attach, and its record: base64 takes four thirds.
MOST_BYTES = 42 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    checksum: str
    values: Any


EMPTY = Body(hashlib.sha256(b"").hexdigest(), {})


class BodyParser(BaseParser):
    """Makes a ``Body`` of JSON; raises ``Problem`` for what is too large or no JSON."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> Body:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            most = filesizeformat(MOST_BYTES)
            raise Problem(413, _("The body is larger than %(size)s.") % {"size": most})
        try:
            values = json.loads(content.decode("utf-8-sig"))
        # A ValueError too: a number of thousands of digits, which JSON allows.
        except (ValueError, RecursionError) as error:
            raise Problem(400, _("The body is not well-formed JSON in UTF-8.")) from error
        return Body(hashlib.sha256(content).hexdigest(), values)
