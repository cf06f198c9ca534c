"""Pictures that the public gives: checked by content, and without what a camera wrote into them."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.attaching import checked_extension

TYPES = {"png": "image/png", "jpg": "image/jpeg"}
MAXIMUM_BYTES = 2 * 1024 * 1024
# A decompression of more would stop a small device.
MAXIMUM_SIDE = 5000
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# Parts without which a picture looks the same, and that may tell place, time, camera or author.
_PNG_TELLING = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_JPEG_TELLING = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_START_OF_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be stored."""

    content: bytes
    extension: str
    checksum: str

    @property
    def content_type(self) -> str:
        return TYPES[self.extension]


def read_picture(file: BinaryIO, name: str) -> Picture:
    """Check the open ``file`` and return it without its metadata.

    Raises ``ValidationError`` keyed ``picture``: too large, of another type than PNG or JPG, not
    what its name says, or broken.
    """
    content = file.read(MAXIMUM_BYTES + 1)
    try:
        extension = checked_extension(content, name, types=TYPES, most=MAXIMUM_BYTES)
    except ValidationError as error:
        raise ValidationError({"picture": error.messages}) from error
    try:
        parts = _png(content) if extension == "png" else _jpeg(content)
        cleaned = b"".join(parts)
    except (struct.error, IndexError) as error:
        raise ValidationError({"picture": _("The picture is damaged.")}) from error
    return Picture(cleaned, extension, hashlib.sha256(cleaned).hexdigest())


def _check_sides(width: int, height: int) -> None:
    if not 0 < width <= MAXIMUM_SIDE or not 0 < height <= MAXIMUM_SIDE:
        raise ValidationError(
            {
                "picture": _("Give a picture of at most %(side)d by %(side)d pixels.")
                % {"side": MAXIMUM_SIDE}
            }
        )


def _png(content: bytes) -> Iterator[bytes]:
    """Yield the chunks that make the picture; what follows its end is left out."""
    yield _PNG_HEAD
    place, kind = len(_PNG_HEAD), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + length + 12]
        if len(chunk) < length + 12:
            raise IndexError
        if kind == b"IHDR":
            _check_sides(*struct.unpack_from(">II", chunk, 8))
        if kind not in _PNG_TELLING:
            yield chunk
        place += len(chunk)


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments before the picture's own data, then those data to their end."""
    yield content[:2]
    place, marker = 2, 0
    while marker != _START_OF_SCAN:
        sign, marker, length = struct.unpack_from(">BBH", content, place)
        if sign != 0xFF or length < 2:
            raise IndexError
        segment = content[place : place + length + 2]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            _check_sides(width, height)
        if marker not in _JPEG_TELLING:
            yield segment
        place += len(segment)
        if len(segment) < length + 2:
            raise IndexError
    last = content.rfind(b"\xff\xd9")
    if last < place:
        raise IndexError
    yield content[place : last + 2]
