"""How alike are two texts? Words weighed by their rarity, compared by the angle. Pure.

A word that stands in every text weighs little, one that few share weighs much (TF-IDF); two
texts are as alike as the cosine of their weights: 0 for nothing in common, 1 for the same.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import log, sqrt
from typing import Generic, TypeVar

Weights = dict[str, float]
Name = TypeVar("Name", bound=Hashable)


def weighed(texts: Sequence[Sequence[str]]) -> list[Weights]:
    """Return the weights of each text, given as its words; the length of each is 1."""
    known_in = Counter(word for words in texts for word in set(words))
    found = []
    for words in texts:
        raw = {
            word: (1 + log(times)) * (1 + log(len(texts) / known_in[word]))
            for word, times in Counter(words).items()
        }
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        found.append({word: weight / length for word, weight in raw.items()})
    return found


class Groups(Generic[Name]):
    """Groups of like texts, each led by its first text; found by their words, not one by one."""

    def __init__(self, *, least: float) -> None:
        self.least = least
        self._leading: defaultdict[str, list[tuple[Name, float]]] = defaultdict(list)

    def lead(self, name: Name, weights: Weights) -> None:
        """Let a text lead the group ``name``; each group has one leading text."""
        for word, weight in weights.items():
            self._leading[word].append((name, weight))

    def nearest(self, weights: Weights) -> Name | None:
        """Return the group most like the text, at least by ``least``, or None."""
        likeness: defaultdict[Name, float] = defaultdict(float)
        for word, weight in weights.items():
            for name, other in self._leading.get(word, ()):
                likeness[name] += weight * other
        if not likeness:
            return None
        name = max(likeness, key=likeness.__getitem__)
        return name if likeness[name] >= self.least else None


def likeness(first: Weights, second: Weights) -> float:
    """Return the likeness of two texts, 0 to 1."""
    return sum(weight * second.get(word, 0.0) for word, weight in first.items())
