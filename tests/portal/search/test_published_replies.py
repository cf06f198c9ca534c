"""Published replies and knowledge entries are found by their own text, and by nothing else."""

import pytest

from feedback import knowledge, publishing_replies
from portal.search.backend import get_backend
from portal.search.documents import document_of
from portal.search.queries import Query
from portal.search.tasks import refresh
from tests.feedback.factories import (
    PERSON,
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    moment,
    office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(today):
    return PublishedReplyFactory(
        title="公共厕所开放时间", question="公共厕所几点开放?", published_on=today
    )


@pytest.fixture
def entry(today):
    return KnowledgeEntryFactory(
        published=True, question="老年证在哪里办?", answer="到街道办理。", published_on=today
    )


def keys(text: str) -> list[str]:
    return [hit.key for hit in get_backend().search(Query(text)).hits]


def test_a_published_reply_is_found_until_it_is_withdrawn(reply, indexed, today):
    indexed()
    assert keys("公共厕所") == [f"reply:{reply.pk}"]
    publishing_replies.withdraw_reply(reply, actor=office(), reason="有误", today=today)
    refresh("feedback.publishedreply", reply.pk)
    assert keys("公共厕所") == []


def test_nothing_of_who_asked_is_in_the_document(reply, today):
    written = str(document_of("reply", reply.pk, today).as_json())
    hidden = [*PERSON.values(), reply.submission.receipt_number, reply.submission.text]
    assert [part for part in hidden if part in written] == []


def test_a_knowledge_entry_is_found_until_it_is_withdrawn(entry, indexed, today):
    indexed()
    assert keys("老年证") == [f"knowledge:{entry.pk}"]
    document = document_of("knowledge", entry.pk, today)
    assert document.path == f"/feedback/knowledge/{entry.pk}/"
    assert document.field == entry.field.slug
    knowledge.withdraw(entry, actor=office(), reason="过时", now=moment(today))
    refresh("feedback.knowledgeentry", entry.pk)
    assert keys("老年证") == []


def test_a_draft_has_no_document(today):
    assert document_of("knowledge", KnowledgeEntryFactory().pk, today) is None
