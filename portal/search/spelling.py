"""What a reader may have meant: the same sound in other characters, or a letter or two off."""

from collections.abc import Iterable
from typing import Protocol

from whoosh.support.levenshtein import distance

from portal.search import analysis

LONGEST_RUN = 20


class Vocabulary(Protocol):
    """What the correction asks an engine."""

    def knows(self, word: str) -> bool:
        """Say whether a word that is not Chinese occurs, or begins a title, its sound or code."""

    def knows_run(self, run: str) -> bool:
        """Say whether a title has the Chinese characters of ``run``, each pair of them."""

    def words_near(self, word: str, edits: int) -> Iterable[tuple[str, int]]:
        """Return words within ``edits`` of ``word``, each with how many documents have it."""

    def titles_near(self, run: str) -> Iterable[str]:
        """Return titles that share sounds or words with ``run``, the likeliest first."""


def corrected(text: str, vocabulary: Vocabulary) -> str | None:
    """Return ``text`` with its unknown words replaced; nothing where there is nothing better."""
    cleaned = analysis.clean(text)
    pieces: list[str] = []
    at = 0
    for match in analysis.RUN.finditer(cleaned):
        run = match.group(0)
        better = _chinese(run, vocabulary) if match.group(1) else _latin(run.lower(), vocabulary)
        pieces += [cleaned[at : match.start()], better or run]
        at = match.end()
    pieces.append(cleaned[at:])
    found = "".join(pieces)
    return found if analysis.fold(found) != analysis.fold(cleaned) else None


def _latin(word: str, vocabulary: Vocabulary) -> str | None:
    if len(word) < 4 or not (word.isascii() and word.isalpha()) or vocabulary.knows(word):
        return None
    near = [
        (distance(candidate, word, limit=2), -often, candidate)
        for candidate, often in vocabulary.words_near(word, 1 if len(word) < 5 else 2)
    ]
    return min(near)[2] if near else None


def _chinese(run: str, vocabulary: Vocabulary) -> str | None:
    if not 2 <= len(run) <= LONGEST_RUN or vocabulary.knows_run(run):
        return None
    sound = analysis.pinyin(run)
    best: tuple[float, int] | None = None
    found = None
    for rank, title in enumerate(vocabulary.titles_near(run)):
        for window in _windows(analysis.clean(title), len(run)):
            unlike = _unlikeness(run, sound, window)
            if unlike is not None and (best is None or (unlike, rank) < best):
                best, found = (unlike, rank), window
    return found


def _windows(title: str, size: int) -> list[str]:
    return [title[at : at + size] for at in range(len(title) - size + 1)]


def _unlikeness(run: str, sound: list[str], window: str) -> float | None:
    """Return how far ``window`` is from ``run``, or nothing where it is no likely correction.

    Characters that sound the same weigh half. A third of the characters may differ otherwise.
    """
    differing = [at for at in range(len(run)) if run[at] != window[at]]
    if not differing:
        return None
    other = analysis.pinyin(window)
    if len(other) != len(sound):
        return None
    by_sound = sum(sound[at] == other[at] for at in differing)
    rest = len(differing) - by_sound
    return rest + by_sound / 2 if rest <= len(run) // 3 else None
