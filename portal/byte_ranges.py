"""Parts of a file, as a player of video or sound asks for them (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
CHUNK = 64 * 1024


class Unsatisfiable(ValueError):
    """The part asked for lies beyond the end of the file."""


def asked_range(header: str, *, size: int) -> tuple[int, int] | None:
    """Return first and last byte asked for, or None where the whole file is meant.

    Several ranges at once, and what cannot be read, are answered with the whole file.
    Raises ``Unsatisfiable``.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    if found[1]:
        first = int(found[1])
        last = min(int(found[2]), size - 1) if found[2] else size - 1
        if found[2] and int(found[2]) < first:
            return None
    else:
        first, last = max(0, size - int(found[2])), size - 1
    if first >= size or (not found[1] and not int(found[2])):
        raise Unsatisfiable(header)
    return first, last


def part_of(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    """Give out the bytes from ``first`` to ``last``, and close the file."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
