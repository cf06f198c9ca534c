"""What a candidate for the knowledge list rests on, as far as an editor may see it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from catalogs.identity import personal_numbers, without_parts
from catalogs.models import Official
from feedback.models import KnowledgeCandidate, PublishedReply, Submission
from feedback.similarity import likeness, weighed
from feedback.words import matter_words

WORDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """One submission: its title without parts, and how like it is to the first, 0 to 1."""

    submission: Submission
    title: str
    nearness: float

    @property
    def percent(self) -> int:
        return round(100 * self.nearness)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The submissions the official may see, how many others there are, the words in common."""

    asked: list[Asked]
    elsewhere: int
    words: list[str]


def evidence_of(candidate: KnowledgeCandidate, user: Official) -> Evidence:
    """Return what ``candidate`` rests on; nothing of it tells who asked.

    The likeness is counted among these submissions and those that led to other candidates.
    """
    rows = list(candidate.evidence.order_by("pk"))
    may_see = set(candidate.evidence.visible_to(user).values_list("pk", flat=True))
    texts = [matter_words(_anonymous(row, f"{row.title} {row.title} {row.text}")) for row in rows]
    weights = weighed([*texts, *_other_leads(candidate)])
    asked = [
        Asked(row, _anonymous(row, row.title), likeness(weights[0], known))
        for row, known in zip(rows, weights, strict=False)
        if row.pk in may_see
    ]
    return Evidence(asked, len(rows) - len(asked), _in_common(texts))


def proposed_answer(candidate: KnowledgeCandidate, *, today: date) -> str:
    """Return the answer published to one of those who asked, the best rated; else nothing.

    What tells who asked is struck out once more: the editor of one reply looked for one asker.
    """
    replies = PublishedReply.objects.public(today).filter(submission__candidate=candidate)
    best = replies.order_by(F("submission__rating__score").desc(nulls_last=True), "pk").first()
    if best is None:
        return ""
    parts = [part for row in candidate.evidence.all() for part in row.contact_parts()]
    return without_parts(best.answer, [*parts, *personal_numbers(best.answer)])


def answering(candidate: KnowledgeCandidate) -> int | None:
    """Return the key of the department to which most of what was asked is issued, if any."""
    issued = candidate.evidence.filter(department__isnull=False).order_by()
    counted = issued.values_list("department").annotate(times=Count("pk"))
    most = counted.order_by("-times", "department").first()
    return most[0] if most else None


def _anonymous(row: Submission, text: str) -> str:
    return without_parts(text, [*row.contact_parts(), *personal_numbers(text)])


def _other_leads(candidate: KnowledgeCandidate) -> list[list[str]]:
    others = Submission.objects.filter(candidate__isnull=False).exclude(candidate=candidate)
    first: dict[int, str] = {}
    for pk, title, text in others.order_by("pk").values_list("candidate", "title", "text"):
        first.setdefault(pk, f"{title} {title} {text}")
    return [matter_words(text) for text in first.values()]


def _in_common(texts: list[list[str]]) -> list[str]:
    """Return the words that at least half of the texts share, the most shared first."""
    known_in = Counter(word for words in texts for word in set(words))
    shared = [word for word, times in known_in.items() if times > 1 and times * 2 >= len(texts)]
    shared.sort(key=lambda word: (-known_in[word], word))
    return shared[:WORDS_SHOWN]
