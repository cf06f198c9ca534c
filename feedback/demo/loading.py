"""The demonstration of interaction, topic by topic, each in one transaction and once."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from catalogs.deadlines import load_calendar
from catalogs.models import Letter
from catalogs.refreshing import suspended
from feedback.demo import knowledge_list, opinion_cases, public_consulting, surveys
from feedback.demo.plan import load_routing_rules, tell_all
from feedback.models import (
    Consultation,
    Evaluation,
    KnowledgeEntry,
    OpinionCase,
    RoutingRule,
    Submission,
    Survey,
)

CHINESE = "zh-hans"


def load(*, today: date) -> Iterator[tuple[str, int | None]]:
    """Load topic after topic; yield each name with its count, None where it was there before.

    The search index is not told: rebuild it afterwards. Letters of days long past count as sent.
    """
    topics = (
        ("routing rules", RoutingRule, load_routing_rules),
        ("submissions", Submission, load_submissions),
        ("knowledge entries", KnowledgeEntry, knowledge_list.load),
        ("consultations", Consultation, public_consulting.load),
        ("surveys", Survey, surveys.load),
        ("evaluations", Evaluation, surveys.load_evaluations),
        ("cases of public opinion", OpinionCase, opinion_cases.load),
    )
    for name, model, make in topics:
        if model.objects.exists():
            yield name, None
            continue
        with suspended(), translation.override(CHINESE), transaction.atomic():
            count = make(today=today)
            Letter.objects.unsent().update(sent_at=timezone.now())
        yield name, count


def load_submissions(*, today: date) -> int:
    """Take every submission from its receipt to where it stands today; return how many."""
    return tell_all(today, load_calendar())
