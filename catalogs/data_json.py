"""Reading a JSON list of objects as a stream, one row at a time, numbers as they are written."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.table_lines import LONGEST_CELL, too_long

_CHUNK = 256 * 1024
# One row; what is longer is no table, and would be held in memory.
_LONGEST_ROW = 8 * 1024 * 1024
_BLANKS = " \t\r\n"
# Halves of characters, and the character of nothing: escapes may write what no text holds.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_records(text: TextIO) -> Iterator[dict[str, str]]:
    """Yield the objects of a list as columns and cells; numbers keep each of their digits.

    Raises ``ValidationError`` keyed ``file`` for anything but a list of objects of plain values.
    """
    source = _Source(text)
    if source.take() != "[":
        raise _refused(_("A JSON file is a list of objects, one for each row."))
    number = 0
    sign = source.peek()
    while sign != "]":
        number += 1
        yield _row(source.value(number), number)
        sign = source.take()
        if sign == "," and source.peek() != "]":
            continue
        if sign != "]":
            raise _malformed(number)
        break
    else:
        source.take()
    if source.peek():
        raise _malformed(number)


class _Source:
    """Text that is read on as far as it is needed."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_record, parse_int=str, parse_float=str, parse_constant=_no_number
        )

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANKS:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self) -> str:
        sign = self.peek()
        self._at += 1
        return sign

    def value(self, number: int) -> object:
        """Return the next object; ``number`` is that of its row."""
        if self.peek() != "{":
            raise _refused(_("A JSON file is a list of objects, one for each row."))
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._held, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                too_long = len(self._held) - self._at > _LONGEST_ROW
                if too_long or isinstance(error, RecursionError) or not self._more():
                    raise _malformed(number) from error
            else:
                return value

    def _more(self) -> bool:
        chunk = self._text.read(max(_CHUNK, len(self._held) - self._at))
        self._held, self._at = self._held[self._at :] + chunk, 0
        return bool(chunk)


def _record(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _refused(_("An object of the JSON file names the same column twice."))
    return record


def _no_number(word: str) -> str:
    raise _refused(_("%(word)s is no value of JSON.") % {"word": word})


def _row(record: object, number: int) -> dict[str, str]:
    if not isinstance(record, dict):
        raise _malformed(number)
    if any(map(_UNSTORABLE.search, record)):
        raise _malformed(number)
    return {name: _cell(value, number) for name, value in record.items()}


def _cell(value: object, number: int) -> str:
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            raise _malformed(number)
        if len(value) > LONGEST_CELL:
            raise _refused(str(too_long(number, LONGEST_CELL)))
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    raise _refused(
        _("Row %(row)d of the JSON file holds another list or object; write plain values.")
        % {"row": number}
    )


def _malformed(number: int) -> ValidationError:
    return _refused(
        _("The file is not well-formed JSON in UTF-8: see row %(row)d.") % {"row": max(number, 1)}
    )


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})
