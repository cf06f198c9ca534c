"""Reuses of data for tests, sent in and examined through the verbs, and pictures."""

import io
import struct
import zlib
from datetime import date

from catalogs import reusing
from catalogs.models import Reuse
from catalogs.sharing_enums import ReuseKind
from catalogs.taking_in import Receipt
from tests import datasets, factories


def png(*, width: int = 2, height: int = 2, text: bytes = b"") -> bytes:
    """A white picture; with ``text`` it holds a remark, as cameras and programs write it."""
    rows = b"".join(b"\x00" + b"\xff" * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    remark = [_chunk(b"tEXt", b"Author\x00" + text)] if text else []
    parts = [_chunk(b"IHDR", head), *remark, _chunk(b"IDAT", zlib.compress(rows))]
    return b"\x89PNG\r\n\x1a\n" + b"".join([*parts, _chunk(b"IEND", b"")])


def jpeg(*, width: int = 2, height: int = 2, text: bytes = b"") -> bytes:
    """A picture of one scan; with ``text`` it holds it in the part where cameras write."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    remark = _segment(0xE1, b"Exif\x00\x00" + text) if text else b""
    scan = _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34"
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\x00")
        + remark
        + _segment(0xC0, frame)
        + scan
        + (b"\xff\xd9")
    )


def sent_in(*, day: date, picture: bytes = b"", **values) -> Receipt:
    """A reuse that waits to be examined since ``day``; ``values`` are columns and ``datasets``."""
    defaults = {
        "name": "找养老院",
        "kind": ReuseKind.WEBSITE,
        "description": "按镇街查找养老机构，比较床位。",
        "address": "https://care.example.org/",
        "maker": "滨湖公益小组",
        "email": "maker@example.org",
    }
    values = {**defaults, **values}
    if "datasets" not in values:
        values["datasets"] = [datasets.published(day=day)]
    given = (io.BytesIO(picture), "shot.png") if picture else None
    if picture:
        values.setdefault("picture_alt", "首页的截图")
    return reusing.submit(now=datasets.moment(day), picture=given, **values)


def published(*, day: date, actor=None, **values) -> Reuse:
    """A reuse that was sent in and published on ``day``."""
    actor = actor or factories.OfficialFactory(government_office=True)
    reuse = sent_in(day=day, **values).row
    return reusing.publish(reuse, actor=actor, now=datasets.moment(day))


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
