"""What a reader asks: filters, order and page, and the words as a tree of terms.

Nothing a reader types reaches an engine's own query language: the words are cut here, and each
engine is given terms that consist of letters and digits alone.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from portal.search import analysis, synonyms

LONGEST_QUERY = 200
MOST_UNITS = 24
PAGE_SIZE = 10
_PHRASE = re.compile(r'["“”„「『]([^"“”„「」『』]+)["“”」』]')


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to satisfy a unit: all ``terms`` at once; ``weight`` from 0 to 1.

    With ``title_only`` the terms are pairs or single characters, kept for titles alone.
    """

    terms: tuple[str, ...]
    weight: float = 1.0
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for, satisfied by any of its alternatives.

    ``start`` is what titles, their sounds and codes may begin with, tried where the word itself
    occurs nowhere; ``surface`` is the word as typed.
    """

    surface: str
    alternatives: tuple[Alternative, ...]
    start: str = ""


@dataclass(frozen=True)
class Query:
    """A search. ``filters`` maps type, department and field to the chosen codes."""

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE

    @cached_property
    def words(self) -> str:
        """The text in one width, without characters that cannot be seen."""
        return analysis.clean(self.text)[:LONGEST_QUERY]

    @cached_property
    def phrases(self) -> list[str]:
        """What stood between quotation marks, folded: must occur as it is."""
        quoted = (analysis.fold(phrase) for phrase in _PHRASE.findall(self.words))
        return [phrase for phrase in quoted if phrase]

    @cached_property
    def exact(self) -> list[str]:
        """Folded forms that may be a whole name, code or document number."""
        whole = analysis.fold(self.words)[: analysis.EXACT_LENGTH]
        forms = [whole] if len(whole) > 1 else []
        for piece in self.words.split():
            folded = analysis.fold(piece)[: analysis.EXACT_LENGTH]
            if len(folded) > 4 and any(map(str.isdigit, folded)) and folded not in forms:
                forms.append(folded)
        return forms

    @cached_property
    def code_starts(self) -> list[str]:
        """Beginnings of codes and document numbers: pieces with a digit."""
        return [form for form in self.exact if len(form) > 3 and any(map(str.isdigit, form))]

    @cached_property
    def units(self) -> list[Unit]:
        """What is asked for, each unit once and in order."""
        return units(self.words, with_synonyms=not self.phrases)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, or signs alone."""
        return not self.units and not self.exact


def units(text: str, *, with_synonyms: bool = True) -> list[Unit]:
    """Return the units of ``text``, at most ``MOST_UNITS``."""
    found: list[Unit] = []
    latin: list[str] = []
    for run, is_chinese in analysis.runs(text):
        if not is_chinese:
            latin.append(run)
            continue
        found += _latin_units(latin, with_synonyms)
        latin = []
        found += _chinese_units(run, with_synonyms)
    found += _latin_units(latin, with_synonyms)
    # A single character beside whole words is mostly the rest of a cut: 证 of 食品经营许可证.
    found = [unit for unit in found if len(unit.surface) > 1] or found
    return list({unit.surface: unit for unit in found}.values())[:MOST_UNITS]


def _latin_units(run: list[str], with_synonyms: bool) -> list[Unit]:
    pieces = [(word, analysis.english(word)) for word in run]
    pieces = [piece for piece in pieces if piece[1]]
    found = []
    at = 0
    while at < len(pieces):
        size = _longest_english(pieces, at) if with_synonyms else 0
        if size:
            stems = tuple(term for _, term in pieces[at : at + size])
            surface = " ".join(word for word, _ in pieces[at : at + size])
            others = _meanings(synonyms.ENGLISH[stems])
            found.append(Unit(surface, (Alternative(stems), *others)))
        else:
            word, term = pieces[at]
            start = word if len(word) > 1 else ""
            found.append(Unit(word, (Alternative((term,)),), start))
        at += size or 1
    return found


def _longest_english(pieces: list[tuple[str, str]], at: int) -> int:
    for size in range(min(synonyms.LONGEST_ENGLISH, len(pieces) - at), 0, -1):
        if tuple(term for _, term in pieces[at : at + size]) in synonyms.ENGLISH:
            return size
    return 0


def _chinese_units(run: str, with_synonyms: bool) -> list[Unit]:
    found: list[Unit] = []
    plain = ""
    at = 0
    while at < len(run):
        key = _longest_chinese(run, at) if with_synonyms else ""
        if key:
            found += _segmented(plain)
            plain = ""
            own = _word_alternatives(key)
            found.append(Unit(key, (*own, *_meanings(synonyms.CHINESE[key]))))
        else:
            plain += run[at]
        at += len(key) or 1
    return found + _segmented(plain)


def _longest_chinese(run: str, at: int) -> str:
    for size in range(min(synonyms.LONGEST_CHINESE, len(run) - at), 1, -1):
        if run[at : at + size] in synonyms.CHINESE:
            return run[at : at + size]
    return ""


def _segmented(run: str) -> list[Unit]:
    words = analysis.segment(run) if run else []
    useful = [word for word in words if word not in analysis.STOP_WORDS]
    # A stop word typed alone is still what the reader asks for.
    return [Unit(word, _word_alternatives(word)) for word in useful or words]


def _word_alternatives(word: str) -> tuple[Alternative, ...]:
    """Return how a Chinese word is satisfied: itself, its parts, its pairs within a title."""
    found = [Alternative((word,))]
    parts = tuple(
        dict.fromkeys(part for part in analysis.subwords(word) if part != word and len(part) > 1)
    )
    covered = _covered(word, parts)
    if parts and covered == len(word):
        found.append(Alternative(parts, 0.9))
    elif parts and covered * 3 >= len(word) * 2:
        found.append(Alternative(parts, 0.5))
    if len(word) > 2:
        found.append(Alternative(tuple(dict.fromkeys(analysis.pairs(word))), 0.9, title_only=True))
    return tuple(sorted(found, key=lambda alternative: -alternative.weight))


def _covered(word: str, parts: tuple[str, ...]) -> int:
    covered: set[int] = set()
    for part in parts:
        at = word.find(part)
        while at >= 0:
            covered.update(range(at, at + len(part)))
            at = word.find(part, at + 1)
    return len(covered)


def _meanings(phrases: list[str]) -> list[Alternative]:
    """Return the other words of a synonym group as alternatives, below the reader's own."""
    found = []
    for phrase in phrases:
        terms: list[str] = []
        for run, is_chinese in analysis.runs(phrase):
            if is_chinese:
                parts = [part for part in analysis.subwords(run) if len(part) == 2]
                whole = _covered(run, tuple(parts)) == len(run)
                terms += parts if whole else analysis.segment(run)
            elif term := analysis.english(run):
                terms.append(term)
        found.append(Alternative(tuple(dict.fromkeys(terms)), 0.4))
    return found
