"""Propose for the knowledge list what was asked several times in other words."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction

from catalogs.identity import without_parts
from catalogs.models import Official
from feedback.enums import PUBLISHABLE_KINDS, SubmissionState
from feedback.models import KnowledgeCandidate, ProposalRun, Submission
from feedback.similarity import Groups, Weights, weighed
from feedback.words import matter_words

LOOKED_BACK = timedelta(days=365)
SUBMISSIONS_AT_MOST = 5000
# How many times something is asked before it is worth an entry.
TIMES = 3
# Texts of one matter in different words lie above this, of different matters below; measured on
# the questions of ``tests/feedback/asked_alike.py``.
LEAST_LIKENESS = 0.35
# A candidate or the first submission of a new group, with its primary key.
GroupName = tuple[str, int]


@transaction.atomic
def propose(*, today: date, actor: Official | None = None) -> int:
    """Group what was asked in the last year; return how many candidates are new.

    ``actor`` is who asked for it, None for the monthly task; each search leaves its row.

    What is like an earlier candidate joins its evidence, also of one taken or dismissed, so
    that nothing decided is proposed again. A second run finds nothing left to group.
    """
    fresh = list(_ungrouped(today).select_for_update())
    led = list(_leading_texts())
    weights = weighed([matter_words(text) for _pk, text in led] + [_words(row) for row in fresh])
    groups: Groups[GroupName] = Groups(least=LEAST_LIKENESS)
    for (pk, _text), known in zip(led, weights, strict=False):
        groups.lead(("candidate", pk), known)
    found = _grouped(fresh, weights[len(led) :], groups)
    new = 0
    for (what, pk), rows in found.items():
        if what == "candidate":
            _join(rows, pk)
        elif len(rows) >= TIMES:
            first = rows[0]
            candidate = KnowledgeCandidate.objects.create(
                question=without_parts(first.title, first.contact_parts()),
                field_id=next((row.field_id for row in rows if row.field_id), None),
                proposed_on=today,
            )
            _join(rows, candidate.pk)
            new += 1
    ProposalRun.objects.create(actor=actor, found=new)
    return new


def _ungrouped(today: date):
    rows = Submission.objects.received_between(today - LOOKED_BACK, today)
    rows = rows.filter(candidate__isnull=True, kind__in=PUBLISHABLE_KINDS)
    rows = rows.exclude(state=SubmissionState.NOT_ACCEPTED)
    newest = rows.order_by("-pk").values("pk")[:SUBMISSIONS_AT_MOST]
    return Submission.objects.filter(
        pk__in=list(newest.values_list("pk", flat=True)), candidate__isnull=True
    ).order_by("pk")


def _leading_texts():
    """Yield each candidate with the text of the submission that led to it."""
    rows = Submission.objects.filter(candidate__isnull=False).order_by("candidate", "pk")
    seen = set()
    for pk, title, text in rows.values_list("candidate", "title", "text"):
        if pk not in seen:
            seen.add(pk)
            yield pk, f"{title} {title} {text}"


def _words(row: Submission) -> list[str]:
    # The title says what it is about, so it counts twice.
    return matter_words(f"{row.title} {row.title} {row.text}")


def _grouped(
    rows: list[Submission], weights: list[Weights], groups: Groups[GroupName]
) -> dict[GroupName, list[Submission]]:
    found: dict[GroupName, list[Submission]] = defaultdict(list)
    for row, known in zip(rows, weights, strict=True):
        name = groups.nearest(known)
        if name is None:
            name = ("submission", row.pk)
            groups.lead(name, known)
        found[name].append(row)
    return found


def _join(rows: list[Submission], candidate: int) -> None:
    Submission.objects.filter(pk__in=[row.pk for row in rows]).update(candidate=candidate)
