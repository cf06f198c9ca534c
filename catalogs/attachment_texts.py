"""What attached files say in words, for what looks through texts: plain text and Office files.

Nothing here is trusted: what is damaged, or unpacks to more than a document needs, is told.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

# Where the words of each kind stand. A workbook's numbers are in its sheets, its texts beside.
_PARTS = {
    "docx": ("word/",),
    "pptx": ("ppt/slides/", "ppt/notesSlides/", "ppt/comments/"),
    "xlsx": ("xl/worksheets/", "xl/sharedStrings.xml", "xl/comments", "xl/threadedComments/"),
}
READ = frozenset({"txt", "csv", *_PARTS})
MOST_BYTES = 32 * 1024 * 1024
_CHUNK = 64 * 1024
# Elements that hold letters, and those at whose end one piece of text ends: a number may be
# written in several runs of one paragraph, and never in two cells.
_LETTERS = frozenset({"t", "v", "text", "delText"})
_PIECES = frozenset({"p", "c", "si", "comment", "threadedComment"})


class Unreadable(ValueError):
    """The file cannot be read to its end, or holds more than is looked through."""


def pieces(file: BinaryIO, extension: str) -> Iterator[str]:
    """Yield the text of ``file`` in pieces; raises ``Unreadable``.

    ``extension`` is one of ``READ``, checked against the content when the file was attached.
    """
    if extension not in _PARTS:
        yield _plain(file)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            parts = [part for part in archive.infolist() if _holds_words(part.filename, extension)]
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise Unreadable
            for part in parts:
                with archive.open(part) as content:
                    yield from _words(content)
    # Whatever a damaged archive makes its readers raise.
    except (zipfile.BadZipFile, ExpatError, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable from error


def _plain(file: BinaryIO) -> str:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable


def _holds_words(name: str, extension: str) -> bool:
    return name.endswith(".xml") and name.startswith(_PARTS[extension])


def _words(part: BinaryIO) -> Iterator[str]:
    """Yield the paragraphs, cells and remarks of one part, a chunk of it at a time."""
    reader, left = _Reader(), MOST_BYTES
    while chunk := part.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise Unreadable
        yield from reader.read(chunk)
    yield from reader.read(b"", is_last=True)


class _Reader:
    """Takes the XML of one part and gives its pieces of text back."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._whole: list[str] = []
        self._is_among_letters = False
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add
        self._parser.StartDoctypeDeclHandler = _refuse_entities

    def read(self, chunk: bytes, *, is_last: bool = False) -> list[str]:
        self._parser.Parse(chunk, is_last)
        if is_last:
            self._cut()
        whole, self._whole = self._whole, []
        return whole

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._is_among_letters = name.rpartition(" ")[2] in _LETTERS

    def _end(self, name: str) -> None:
        self._is_among_letters = False
        if name.rpartition(" ")[2] in _PIECES:
            self._cut()

    def _add(self, letters: str) -> None:
        if self._is_among_letters:
            self._letters.append(letters)

    def _cut(self) -> None:
        if self._letters:
            self._whole.append("".join(self._letters))
            self._letters = []


def _refuse_entities(*_declared: object) -> None:
    """No Office file declares a type; who does may let a few letters stand for very many."""
    raise Unreadable
