"""The knowledge list of the demonstration: made of what was asked again and again, and of what
the departments of the pilot fields explain without having been asked."""

from datetime import date, timedelta

from catalogs.demo.cast import casts
from catalogs.demo.dates import at_nine
from catalogs.models import Field, PublicityMatter, ServiceItem
from catalogs.reference import read_fixture
from feedback import candidates, knowledge
from feedback.demo.plan import topics
from feedback.enums import SubmissionKind
from feedback.models import KnowledgeCandidate, KnowledgeEntry

# The last of the questions stay with the editors: as drafts, and as candidates.
DRAFTS, LEFT = 2, 2
# Days after which an answer was written anew, which made its second version.
REVISED_AFTER = 30


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
    return len(written) + _load_explained(today, fields)


def _load_explained(today: date, fields: dict[str, Field]) -> int:
    """Write and publish what departments explain, each linked to the lists of its field."""
    records = read_fixture("demo/knowledge_entries")
    cast_of = casts(record["department"] for record in records)
    for place, record in enumerate(records):
        cast, field = cast_of[record["department"]], fields[record["field"]]
        day = today - timedelta(days=160 - 11 * place)
        of_field = {"field": field, "department": cast.department}
        entry = knowledge.write(
            actor=cast.clerk,
            question=record["question"],
            answer=record.get("first_answer", record["answer"]),
            basis=record["basis"],
            matters=PublicityMatter.objects.public(today).filter(**of_field)[:2],
            services=ServiceItem.objects.public(today).filter(**of_field)[:1],
            at=at_nine(day, 45),
            **of_field,
        )
        entry = knowledge.publish(entry, actor=cast.clerk, now=at_nine(day, 100))
        if "first_answer" in record:
            later = at_nine(day + timedelta(days=REVISED_AFTER))
            entry = knowledge.revise(entry, actor=cast.clerk, now=later, answer=record["answer"])
        _vote(entry, place + 2, today)
    return len(records)


def _candidate(title: str) -> KnowledgeCandidate | None:
    return KnowledgeCandidate.objects.proposed().filter(question=title).first()


def _vote(entry: KnowledgeEntry, place: int, today: date) -> None:
    for visitor in range(place % 7):
        token = f"demonstration-{place}-{visitor}"
        knowledge.vote(entry, token=token, useful=visitor % 5 != 4, today=today)
