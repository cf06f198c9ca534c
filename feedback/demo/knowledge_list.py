"""The knowledge list of the demonstration: made of what was asked again and again."""

from datetime import date, timedelta

from catalogs.demo.cast import casts
from catalogs.demo.dates import at_nine
from catalogs.models import Field
from feedback import candidates, knowledge
from feedback.demo.plan import topics
from feedback.enums import SubmissionKind
from feedback.models import KnowledgeCandidate, KnowledgeEntry

# The last of the questions stay with the editors: as drafts, and as candidates.
DRAFTS, LEFT = 2, 2


def load(*, today: date) -> int:
    """Propose candidates and make entries of them, most of them published; return how many."""
    candidates.propose(today=today)
    asked = [row for row in topics()["asked"] if row["kind"] == SubmissionKind.CONSULTATION]
    cast_of = casts(row["department"] for row in asked)
    fields = {row.code: row for row in Field.objects.all()}
    written = asked[:-LEFT]
    for place, topic in enumerate(written):
        cast, day = cast_of[topic["department"]], today - timedelta(days=200 - 6 * place)
        entry = knowledge.write(
            actor=cast.clerk,
            candidate=_candidate(topic["title"]),
            question=f"{topic['title']}？",
            answer=topic["answer"],
            basis=topic["basis"],
            field=fields[topic["knowledge_field"]],
            department=cast.department,
            at=at_nine(day, 30),
        )
        if place < len(written) - DRAFTS:
            entry = knowledge.publish(entry, actor=cast.clerk, now=at_nine(day, 90))
            _vote(entry, place, today)
    return len(written)


def _candidate(title: str) -> KnowledgeCandidate | None:
    return KnowledgeCandidate.objects.proposed().filter(question=title).first()


def _vote(entry: KnowledgeEntry, place: int, today: date) -> None:
    for visitor in range(place % 7):
        token = f"demonstration-{place}-{visitor}"
        knowledge.vote(entry, token=token, useful=visitor % 5 != 4, today=today)
