"""Perhaps it is answered already: published answers near to what somebody is writing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from feedback.models import KnowledgeEntry, PublishedReply
from feedback.similarity import likeness, weighed
from feedback.words import words_of

SHOWN_AT_MOST = 5
ROWS_AT_MOST = 200
WORDS_AT_MOST = 12
NEAR_ENOUGH = 0.2


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """A published answer, and how near its question is to the text, 0 to 1."""

    row: KnowledgeEntry | PublishedReply
    question: str
    answer: str
    nearness: float


def find(text: str, *, today: date) -> list[SimilarAnswer]:
    """Return the published answers near to ``text``, nearest first."""
    words = words_of(text)
    telling = sorted(set(words), key=lambda word: (-len(word), word))[:WORDS_AT_MOST]
    if not telling:
        return []
    rows = list(_holding(telling, today))
    asked, *known = weighed([words, *(words_of(question) for _row, question in rows)])
    found = [
        SimilarAnswer(row, question, _plain(row), near)
        for (row, question), weights in zip(rows, known, strict=True)
        if (near := likeness(asked, weights)) >= NEAR_ENOUGH
    ]
    return _once_each(found)[:SHOWN_AT_MOST]


def _once_each(found: list[SimilarAnswer]) -> list[SimilarAnswer]:
    """Return the nearest first, of those with the same heading one: the entry of the list."""
    by_heading: dict[str, SimilarAnswer] = {}
    for one in sorted(found, key=lambda one: (isinstance(one.row, PublishedReply), -one.nearness)):
        by_heading.setdefault(str(one.row).strip().rstrip("?？。."), one)
    return sorted(by_heading.values(), key=lambda one: -one.nearness)


def _holding(
    words: list[str], today: date
) -> Iterator[tuple[KnowledgeEntry | PublishedReply, str]]:
    entries = KnowledgeEntry.objects.public(today).filter(_any_of(["question"], words))
    for entry in entries[:ROWS_AT_MOST]:
        yield entry, entry.question
    replies = PublishedReply.objects.public(today).filter(_any_of(["title", "question"], words))
    for reply in replies[:ROWS_AT_MOST]:
        yield reply, f"{reply.title} {reply.question}"


def _plain(row: KnowledgeEntry | PublishedReply) -> str:
    return row.plain_answer if isinstance(row, KnowledgeEntry) else row.answer


def _any_of(columns: list[str], words: list[str]) -> Q:
    condition = Q()
    for column in columns:
        for word in words:
            condition |= Q(**{f"{column}__icontains": word})
    return condition
