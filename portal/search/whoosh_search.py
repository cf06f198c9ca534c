"""Answering a query from a snapshot: which documents, in what order, how many of each facet."""

from collections.abc import Iterator

from portal.search import analysis
from portal.search.backend import (
    BEGINS_WEIGHT,
    FACETS,
    NEVER_BY_TITLE,
    Hit,
    Results,
    Suggestion,
    page_within,
)
from portal.search.postings import places
from portal.search.queries import Query
from portal.search.snapshot import Snapshot

# Phrases are looked for in the stored text of the best documents only.
MOST_PHRASE_CHECKS = 3_000
# So many of the first results are ordered once more by whether their title has the words as typed.
RERANKED = 60
MOST_SUGGESTED = 80


def answer(snapshot: Snapshot, query: Query) -> Results:
    """Return the results of ``query``; all words first, and where nothing has all, some."""
    exact = 0
    for form in query.exact:
        exact |= snapshot.bits("exact", form)
    matched, some_words = _matched(snapshot, query, exact)
    if query.phrases:
        matched = _with_phrases(snapshot, query, matched)
        exact &= matched
    chosen = {name: _chosen(snapshot, query, name) for name in FACETS}
    within = matched
    for bits in chosen.values():
        within &= bits
    facets = {name: _counts(snapshot, name, matched, chosen) for name in FACETS}
    total = within.bit_count()
    page = page_within(total, query)
    first = (page - 1) * query.size
    ordered = _ordered(snapshot, query, within, exact & within, first + query.size)
    hits = [snapshot.hit(number) for number in ordered[first : first + query.size]]
    return Results(total, page, hits, facets, some_words and total > 0)


def _matched(snapshot: Snapshot, query: Query, exact: int) -> tuple[int, bool]:
    if not query.words:
        return snapshot.live, False
    if query.is_empty:
        return 0, False
    for start in query.code_starts:
        exact |= snapshot.bits_of_start("starts", start)
    every, some = (snapshot.live, 0) if query.units else (0, 0)
    for unit in query.units:
        bits = snapshot.bits_of_unit(unit, "title") | snapshot.bits_of_unit(unit, "text")
        if not bits and unit.start:
            bits = snapshot.bits_of_start("starts", unit.start[: analysis.SOUND_LENGTH])
        every &= bits
        some |= bits
    if every | exact:
        return every | exact, False
    return some, True


def _with_phrases(snapshot: Snapshot, query: Query, matched: int) -> int:
    """Keep what has every phrase, letter for letter but for signs and spaces."""
    kept = 0
    for number in _ordered(snapshot, query, matched, 0, MOST_PHRASE_CHECKS):
        text = analysis.fold(snapshot.hit(number).all_words)
        if all(phrase in text for phrase in query.phrases):
            kept |= 1 << number
    return kept


def _chosen(snapshot: Snapshot, query: Query, name: str) -> int:
    if not query.filters.get(name):
        return snapshot.live
    bits = 0
    for value in query.filters[name]:
        bits |= snapshot.facets[name].get(value, 0)
    return bits


def _counts(snapshot: Snapshot, name: str, matched: int, chosen: dict[str, int]) -> dict[str, int]:
    """Count the values of one facet among what the other facets' filters leave."""
    within = matched
    for other, bits in chosen.items():
        if other != name:
            within &= bits
    counts = {value: (bits & within).bit_count() for value, bits in snapshot.facets[name].items()}
    return {value: count for value, count in counts.items() if count}


def _ordered(snapshot: Snapshot, query: Query, within: int, exact: int, wanted: int) -> list[int]:
    """Return at least the first ``wanted`` documents of ``within`` in the query's order."""
    days = snapshot.days
    if query.sort == "date" or query.is_empty:
        return sorted(places(within), key=lambda number: (-days[number], -number))[:wanted]
    ordered: list[int] = []
    for tier in _tiers(snapshot, query, within, exact):
        weights = snapshot.weights(query.units, tier)
        of_tier = sorted(weights, key=lambda number: (-weights[number], -days[number], number))
        if len(ordered) < RERANKED:
            of_tier = _reranked(snapshot, query, of_tier, weights)
        ordered += of_tier
        if len(ordered) >= wanted:
            break
    return ordered


def _tiers(snapshot: Snapshot, query: Query, within: int, exact: int) -> Iterator[int]:
    """Yield what is named exactly so, then what has every word in its title, then the rest."""
    yield exact
    titled = within & ~exact
    for unit in query.units:
        titled &= snapshot.bits_of_unit(unit, "title")
    titled &= ~snapshot.facets["type"].get(NEVER_BY_TITLE, 0)
    if not query.units:
        titled = 0
    yield titled
    yield within & ~exact & ~titled


def _reranked(
    snapshot: Snapshot, query: Query, ordered: list[int], weights: dict[int, float]
) -> list[int]:
    """Put the first of a tier that have the words side by side in their title in front."""
    asked = analysis.fold(query.words)

    def order(number: int) -> tuple[bool, float]:
        hit = snapshot.hit(number)
        title, title_en = analysis.fold(hit.title), analysis.fold(hit.title_en)
        begins = BEGINS_WEIGHT if title_en.startswith(asked) else 0.0
        return asked not in title and asked not in title_en, -weights[number] - begins

    return sorted(ordered[:RERANKED], key=order) + ordered[RERANKED:]


def suggested(snapshot: Snapshot, typed: str, limit: int) -> list[Suggestion]:
    """Return the titles that ``typed`` begins, those that begin with it themselves first."""
    asked = analysis.fold(typed)
    if not asked:
        return []
    length = analysis.SOUND_LENGTH if asked.isascii() else analysis.START_LENGTH
    hits: list[Hit] = []
    for number in places(snapshot.bits_of_start("starts", asked[:length])):
        hit = snapshot.hit(number)
        if len(asked) <= length or asked in analysis.fold(f"{hit.title}{hit.title_en}"):
            hits.append(hit)
        if len(hits) == MOST_SUGGESTED:
            break
    return suggestions(hits, asked, limit)


def suggestions(hits: list[Hit], asked: str, limit: int) -> list[Suggestion]:
    """Return the best of ``hits`` as suggestions, each title once."""

    def order(hit: Hit) -> tuple:
        begins = analysis.fold(hit.title).startswith(asked) or analysis.fold(
            hit.title_en
        ).startswith(asked)
        return not begins, hit.type == "adjustment", len(hit.title), hit.title

    found: dict[str, Suggestion] = {}
    for hit in sorted(hits, key=order):
        found.setdefault(hit.title, Suggestion(hit.title, hit.title_en, hit.path, hit.type))
    return list(found.values())[:limit]
