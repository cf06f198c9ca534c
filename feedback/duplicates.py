"""Which submissions ask the same? Shown to the office before it merges."""

from datetime import timedelta

from django.db.models import QuerySet

from feedback.models import Submission
from feedback.similarity import likeness, weighed
from feedback.words import words_of

# What was asked longer ago is not the same occasion.
LOOKED_BACK = timedelta(days=180)
LOOKED_THROUGH = 300
SHOWN_AT_MOST = 5
NEAR_ENOUGH = 0.3


def likely(submission: Submission, *, among: QuerySet[Submission]) -> list[Submission]:
    """Return those ``among`` that ask nearly the same, of the half year before it and since."""
    rows = among.accepted().filter(received_on__gte=submission.received_on - LOOKED_BACK)
    rows = rows.exclude(pk=submission.pk).order_by("-received_on", "-pk")
    others = list(rows[:LOOKED_THROUGH])
    asked, *known = weighed([_words(row) for row in (submission, *others)])
    near = [(likeness(asked, weights), row) for weights, row in zip(known, others, strict=True)]
    near = [pair for pair in near if pair[0] >= NEAR_ENOUGH]
    return [row for _near, row in sorted(near, key=lambda pair: -pair[0])[:SHOWN_AT_MOST]]


def _words(row: Submission) -> list[str]:
    # The title says what it is about, so it counts twice.
    return words_of(f"{row.title} {row.title} {row.text}")
