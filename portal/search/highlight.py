"""Marking what was found: everything of the text is escaped, only ``<mark>`` is ours."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search import analysis
from portal.search.queries import Query

SNIPPET_LENGTH = 140
LEAD = 24  # characters shown before the first word found
Span = tuple[int, int]


class Highlighter:
    """Marks the words of one query in any text."""

    def __init__(self, query: Query) -> None:
        self._stems: set[str] = set()
        chinese: set[str] = set()
        for unit in query.units:
            chosen = {unit.surface}
            for alternative in unit.alternatives:
                if not alternative.title_only:
                    chosen.update(alternative.terms)
            for word in chosen:
                for run, is_chinese in analysis.runs(word):
                    (chinese if is_chinese else self._stems).add(
                        run if is_chinese else analysis.english(run)
                    )
        self._stems.discard("")
        longest_first = sorted(chinese, key=len, reverse=True)
        self._chinese = re.compile("|".join(map(re.escape, longest_first))) if chinese else None

    def spans(self, text: str) -> list[Span]:
        """Return where the words stand in ``text``, in order, touching ones joined."""
        found = [match.span() for match in self._chinese.finditer(text)] if self._chinese else []
        if self._stems:
            found += [
                match.span()
                for match in analysis.RUN.finditer(text)
                if match.group(2) and analysis.english(match.group(2).lower()) in self._stems
            ]
        joined: list[Span] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def marked(self, text: str) -> SafeString:
        """Return ``text`` as safe HTML with the words found marked."""
        return _with_marks(text, self.spans(text))

    def snippet(self, text: str) -> SafeString:
        """Return the part of ``text`` with most of the words, marked, as safe HTML."""
        text = " ".join(text.split())
        spans = self.spans(text)
        start = max(0, _best_start(spans) - LEAD) if spans else 0
        end = min(len(text), start + SNIPPET_LENGTH)
        start = max(0, min(start, end - SNIPPET_LENGTH)) if end == len(text) else start
        inside = [
            (max(first, start) - start, min(last, end) - start)
            for first, last in spans
            if last > start and first < end
        ]
        shown = _with_marks(text[start:end], inside)
        before = "…" if start else ""
        after = "…" if end < len(text) else ""
        return mark_safe(f"{before}{shown}{after}")


def _best_start(spans: list[Span]) -> int:
    """Return the start of the window that holds the most marked characters."""
    best, best_size = spans[0][0], 0
    for at, (start, _) in enumerate(spans):
        size = 0
        for first, last in spans[at:]:
            if last > start + SNIPPET_LENGTH - LEAD:
                break
            size += last - first
        if size > best_size:
            best, best_size = start, size
    return best


def _with_marks(text: str, spans: list[Span]) -> SafeString:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))
