"""Submissions that say the same and belong to no case of public opinion yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from catalogs.identity import personal_numbers, without_parts
from catalogs.models import Official
from feedback.enums import SubmissionState
from feedback.models import Submission
from feedback.models.querysets import SubmissionQuerySet
from feedback.similarity import Groups, weighed
from feedback.words import words_of

LOOKED_BACK = (7, 30, 90)
# The newest of them; more are no longer read in one look.
SUBMISSIONS_AT_MOST = 2000
# As for the knowledge list: texts of one matter lie above this.
LEAST_LIKENESS = 0.35
TIMES = 2
# A title holds as many characters, a summary as many.
TITLE, SUMMARY = 200, 4000


@dataclass(frozen=True, slots=True)
class Group:
    """Submissions that say the same: oldest first, by their primary keys, and what they say."""

    title: str
    pks: tuple[int, ...]
    first_on: date
    last_on: date

    @property
    def total(self) -> int:
        return len(self.pks)


def without_case(user: Official) -> SubmissionQuerySet:
    """Return the submissions the user may see that lead to no case yet."""
    return Submission.objects.visible_to(user).filter(opinion_cases__isnull=True)


def groups_of(user: Official, *, today: date, days: int) -> list[Group]:
    """Group what came in the last ``days`` days; the largest group first."""
    rows = without_case(user).received_between(today - timedelta(days=days), today)
    rows = rows.exclude(state=SubmissionState.NOT_ACCEPTED).only("title", "text", "received_on")
    newest = sorted(rows.order_by("-pk")[:SUBMISSIONS_AT_MOST], key=lambda row: row.pk)
    # The title says what it is about, so it counts twice.
    weights = weighed([words_of(f"{row.title} {row.title} {row.text}") for row in newest])
    groups: Groups[int] = Groups(least=LEAST_LIKENESS)
    found: dict[int, list[Submission]] = defaultdict(list)
    for row, known in zip(newest, weights, strict=True):
        name = groups.nearest(known)
        if name is None:
            name = row.pk
            groups.lead(name, known)
        found[name].append(row)
    several = [members for members in found.values() if len(members) >= TIMES]
    leading = Submission.objects.in_bulk([members[0].pk for members in several])
    told = [_group(members, leading[members[0].pk]) for members in several]
    return sorted(told, key=lambda group: (-group.total, -group.last_on.toordinal(), group.pks))


def told_by(rows: list[Submission]) -> tuple[str, str]:
    """Return title and summary for a case of ``rows``: the first one's words without persons."""
    if not rows:
        return "", ""
    parts = [part for row in rows for part in row.contact_parts()]
    return _told(rows[0].title, parts)[:TITLE], _told(rows[0].text, parts)[:SUMMARY]


def _told(text: str, parts: list[str]) -> str:
    known = {*parts, *personal_numbers(text)}
    return without_parts(text, sorted(known, key=len, reverse=True))


def _group(members: list[Submission], leading: Submission) -> Group:
    days = [row.received_on for row in members]
    return Group(told_by([leading])[0], tuple(row.pk for row in members), min(days), max(days))
