"""Lists in an address: names or values separated by commas, quoted where they hold one.

``"a, b",c`` are the two words ``a, b`` and ``c``; a quotation mark inside quotes is doubled, as in
CSV. What stands before a quoted name belongs to it: ``-"a, b"``, ``sum:"a, b"``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r'([^",]*)(?:"((?:[^"]|"")*)")?\s*(?:,|\Z)')


class Unreadable(ValueError):
    """A quotation mark is missing or stands where none may."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list: what stood before its quotes, and what stood in them, if any did."""

    bare: str
    quoted: str | None = None

    @property
    def text(self) -> str:
        return self.bare if self.quoted is None else self.bare + self.quoted

    def without(self, start: str) -> "Word | None":
        """Return the word behind ``start``, or None where it does not begin so outside quotes."""
        if not self.bare.startswith(start):
            return None
        return Word(self.bare[len(start) :], self.quoted)


def words_of(texts: Iterable[str]) -> list[Word]:
    """Return the words of a parameter's values in their order. Raises ``Unreadable``."""
    found: list[Word] = []
    for text in texts:
        place = 0
        while place <= len(text):
            match = _WORD.match(text, place)
            if match is None:
                raise Unreadable(text)
            found.append(Word(match[1].strip(), _unquoted(match[2])))
            if match.end() == len(text) and not match[0].endswith(","):
                break
            place = match.end()
    return found


def _unquoted(text: str | None) -> str | None:
    return None if text is None else text.replace('""', '"')
