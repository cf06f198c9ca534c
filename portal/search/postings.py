"""Sets of documents as the bits of whole numbers, read once from the index and kept.

A set of 100,000 documents is one number of 100,000 bits: "and", "or" and counting are single
operations, which is what makes the counts of all facets cheap.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whoosh.reading import IndexReader

MOST_KEPT = 48_000_000  # bytes of postings kept for one segment
MOST_EXPANDED = 200  # terms that one beginning may stand for
# For each byte the places of its bits.
_PLACES = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]


def places(bits: int) -> Iterator[int]:
    """Yield the numbers of the documents in the set ``bits``, ascending."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            base = at * 8
            for place in _PLACES[byte]:
                yield base + place


def bits_of(numbers: array, count: int) -> int:
    """Return the set of ``numbers``, all below ``count``, as bits."""
    row = bytearray(count // 8 + 1)
    for number in numbers:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term occurs within a segment, and how often (at most 255 is kept)."""

    bits: int
    numbers: array
    weights: array

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return 5 * len(self.numbers) + self.bits.bit_length() // 7 + 200


NOTHING = Postings(0, array("I"), array("B"))


class Segment:
    """One immutable segment of the index, with the postings and columns that were used."""

    def __init__(self, reader: IndexReader) -> None:
        self.reader = reader
        self.count = reader.doc_count_all()
        self._kept: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._size = 0
        self.days = self._column("day")
        self.lengths = self._column("length")
        self.facets = self._facets()

    def _column(self, name: str) -> array:
        column = self.reader.column_reader(name)
        return array("I", (column[number] for number in range(self.count)))

    def _facets(self) -> dict[str, int]:
        values = (text.decode() for text in self.reader.lexicon("facet"))
        return {value: self._read("facet", value).bits for value in values}

    def postings(self, name: str, term: str) -> Postings:
        """Return the postings of ``term`` in the index field ``name``."""
        found = self._kept.get((name, term))
        if found is None:
            found = self._read(name, term)
            self._kept[name, term] = found
            self._size += found.size
            while self._size > MOST_KEPT and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size
        else:
            self._kept.move_to_end((name, term))
        return found

    def _read(self, name: str, term: str) -> Postings:
        if (name, term) not in self.reader:
            return NOTHING
        matcher = self.reader.postings(name, term)
        numbers, weights = array("I"), array("B")
        while matcher.is_active():
            numbers.append(matcher.id())
            weights.append(min(255, int(matcher.weight())))
            matcher.next()
        return Postings(bits_of(numbers, self.count), numbers, weights)

    def bits_of_start(self, name: str, start: str) -> int:
        """Return the documents with any of the first terms that begin with ``start``."""
        numbers = array("I")
        for term in islice(self.reader.expand_prefix(name, start), MOST_EXPANDED):
            numbers.extend(self.reader.postings(name, term).all_ids())
        return bits_of(numbers, self.count)
