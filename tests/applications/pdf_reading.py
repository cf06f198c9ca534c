"""Read the text of a PDF back, by the character map of its embedded font."""

import re
import zlib
from collections.abc import Iterator

_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


def pdf_text(content: bytes) -> str:
    """Return what the pages show, in the order of the page, without spaces between runs."""
    streams = list(_streams(content))
    glyphs = {}
    for stream in streams:
        if b"begincmap" in stream:
            for part in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
                for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", part):
                    glyphs[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    shown = []
    for stream in streams:
        if b" Tf " in stream:
            for codes in _shown_strings(stream):
                pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                shown += [glyphs.get(int.from_bytes(pair, "big"), "") for pair in pairs]
    return "".join(shown)


def pdf_pages(content: bytes) -> int:
    """Return how many pages there are."""
    objects = b"".join((content, *_streams(content)))
    return len(re.findall(rb"/Type\s*/Page\b", objects))


def _streams(content: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def _shown_strings(stream: bytes) -> Iterator[bytes]:
    """Yield each string between Tm and TJ; parentheses may stand in it in pairs."""
    at = 0
    while (at := stream.find(b" Tm[", at)) >= 0:
        at += len(b" Tm[")
        while stream[at : at + 1] != b"]":
            if stream[at : at + 1] == b"(":
                end = _end_of_string(stream, at)
                yield _ESCAPED.sub(_unescaped, stream[at + 1 : end])
                at = end
            elif stream[at : at + 1] == b"<":
                end = stream.index(b">", at)
                yield bytes.fromhex(stream[at + 1 : end].decode())
                at = end
            at += 1


def _end_of_string(stream: bytes, at: int) -> int:
    depth = 0
    while True:
        sign = stream[at : at + 1]
        if sign == b"\\":
            at += 1
        elif sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
            if depth == 0:
                return at
        at += 1


def _unescaped(found: re.Match) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _SIGNS.get(code, code)
