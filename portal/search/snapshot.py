"""The index as it stood at one moment: sets and weights over all of its segments."""

import math
from array import array
from collections.abc import Iterable

from whoosh.reading import IndexReader

from portal.search.backend import FACETS, TYPE_WEIGHTS, Hit
from portal.search.postings import Segment, places
from portal.search.queries import Alternative, Unit
from portal.search.schema import day_of

MOST_SETS = 1_000  # kept of single terms; 12 kilobytes each in an index of 100,000 documents


class Snapshot:
    """All segments of one generation. Documents have one running number across them."""

    def __init__(self, reader: IndexReader, former: dict[str, Segment]) -> None:
        self.reader = reader
        self.segments: list[tuple[int, Segment]] = []
        self.by_id: dict[str, Segment] = {}
        self.live = 0
        self.days, self.lengths = array("I"), array("I")
        self.facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self._sets: dict[tuple[str, str], int] = {}
        self.count = 0
        for leaf, offset in reader.leaf_readers():
            if leaf.doc_count_all():
                self._take(leaf, offset, former)
        self._type_weights = [
            (bits, TYPE_WEIGHTS.get(value, 0.0)) for value, bits in self.facets["type"].items()
        ]

    def _take(self, leaf: IndexReader, offset: int, former: dict[str, Segment]) -> None:
        name = leaf.segment().segment_id()
        segment = former.get(name) or Segment(leaf)
        segment.reader = leaf
        self.by_id[name] = segment
        self.segments.append((offset, segment))
        self.count = offset + segment.count
        gone = 0
        for number in leaf.deleted_docs_set:
            gone |= 1 << number
        live = ((1 << segment.count) - 1) & ~gone
        self.live |= live << offset
        self.days += segment.days
        self.lengths += segment.lengths
        for value, bits in segment.facets.items():
            facet, _, code = value.partition("=")
            values = self.facets[facet]
            values[code] = values.get(code, 0) | (bits & live) << offset

    def bits(self, name: str, term: str) -> int:
        """Return the documents that have ``term`` in the index field ``name``."""
        if (name, term) not in self._sets:
            found = 0
            for offset, segment in self.segments:
                found |= segment.postings(name, term).bits << offset
            if len(self._sets) > MOST_SETS:
                self._sets.clear()
            self._sets[name, term] = found & self.live
        return self._sets[name, term]

    def bits_of_start(self, name: str, start: str) -> int:
        """Return the documents that have a term beginning with ``start`` in ``name``."""
        found = 0
        for offset, segment in self.segments:
            found |= segment.bits_of_start(name, start) << offset
        return found & self.live

    def bits_of_all(self, name: str, terms: Iterable[str]) -> int:
        found = self.live
        for term in terms:
            found &= self.bits(name, term)
            if not found:
                break
        return found

    def bits_of_unit(self, unit: Unit, name: str) -> int:
        """Return the documents that satisfy ``unit`` in ``name``, any alternative."""
        found = 0
        for alternative in unit.alternatives:
            if name == "title" or not alternative.title_only:
                found |= self.bits_of_all(name, alternative.terms)
        return found

    def rarity(self, bits: int) -> float:
        """Return how telling it is to be in the set: little for a common word."""
        return math.log(1 + self.count / (1 + bits.bit_count()))

    def frequencies(self, term: str, within: int) -> dict[int, int]:
        """Return how often each document of ``within`` has ``term`` in its text."""
        found: dict[int, int] = {}
        for offset, segment in self.segments:
            if not within >> offset & ((1 << segment.count) - 1):
                continue
            postings = segment.postings("text", term)
            for number, weight in zip(postings.numbers, postings.weights, strict=True):
                found[offset + number] = weight
        return found

    def weights(self, units: list[Unit], within: int) -> dict[int, float]:
        """Return the weight of every document of ``within`` for ``units``.

        A word in the title counts more than one in the text, a rare word more than a common one,
        the reader's own word more than its synonym, and a title more, the more of it was typed.
        """
        found = dict.fromkeys(places(within), 0.0)
        for bits, weight in self._type_weights:
            for number in places(bits & within):
                found[number] += weight
        for unit in units:
            for name, share in (("title", 2.5), ("text", 1.0)):
                seen = 0
                for alternative in unit.alternatives:
                    if alternative.title_only and name == "text":
                        continue
                    satisfied = self.bits_of_all(name, alternative.terms) & within & ~seen
                    seen |= satisfied
                    self._add(found, alternative, name, satisfied, share)
                if name == "title" and not unit.surface.isascii():
                    self._add_shares(found, len(unit.surface), seen)
        return found

    def _add_shares(self, found: dict[int, float], length: int, bits: int) -> None:
        for number in places(bits):
            found[number] += 2.0 * min(1.0, length / (self.lengths[number] or 1000))

    def _add(
        self, found: dict[int, float], alternative: Alternative, name: str, bits: int, share: float
    ) -> None:
        if not bits:
            return
        rarity = max(self.rarity(self.bits(name, term)) for term in alternative.terms)
        gain = rarity * share * alternative.weight
        if name == "title" or len(alternative.terms) > 1:
            for number in places(bits):
                found[number] += gain
        else:
            often = self.frequencies(alternative.terms[0], bits)
            for number in places(bits):
                times = often[number]
                found[number] += gain * times * 2.2 / (times + 1.2)

    def hit(self, number: int) -> Hit:
        """Return what is stored of a document."""
        stored = self.reader.stored_fields(number)
        kind, title, title_en, code, department, field, path, text, also = stored["shown"]
        return Hit(
            key=stored["key"],
            type=kind,
            title=title,
            title_en=title_en,
            code=code,
            department=department,
            field=field,
            day=day_of(self.days[number]),
            path=path,
            text=text,
            also=also,
        )
