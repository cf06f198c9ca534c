"""What was asked several times is proposed, once; what is answered already is found."""

from datetime import date
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError

from catalogs.workflow import MoveRefused
from feedback import candidates, knowledge, similar_answers
from feedback.models import KnowledgeCandidate, ProposalRun, Submission
from feedback.similarity import Groups, likeness, weighed
from feedback.tasks import propose_knowledge
from feedback.words import matter_words, words_of
from tests.factories import FieldFactory, OfficialFactory
from tests.feedback.asked_alike import ASKED
from tests.feedback.factories import (
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SubmissionFactory,
    office,
)

TODAY = date(2026, 11, 24)
ELEVATOR = [
    ("小区加装电梯的补贴标准", "老旧小区加装电梯,补贴标准是多少,向谁申请?"),
    ("加装电梯补贴怎么申请", "我们楼想加装电梯,请问有没有补贴?"),
    ("老小区装电梯有补贴吗", "老旧小区加装电梯的补贴标准在哪里可以看到?"),
]
OTHERS = [
    ("夜间施工噪声扰民", "工地每天凌晨两点还在施工,噪声很大。"),
    ("公租房申请条件", "外地户籍可以申请公租房吗?"),
    ("幼儿园入学报名时间", "今年公办幼儿园什么时候开始报名?"),
]


def test_texts_of_one_matter_are_more_alike_than_texts_of_two():
    known = weighed([words_of(f"{title} {title} {text}") for title, text in ELEVATOR + OTHERS])
    least = min(likeness(known[a], known[b]) for a in range(3) for b in range(3))
    most = max(likeness(known[a], known[b]) for a in range(6) for b in range(3, 6) if a != b)
    assert most < candidates.LEAST_LIKENESS < least
    assert all(likeness(one, one) == pytest.approx(1) for one in known)


def test_the_threshold_parts_every_two_matters_of_the_measured_questions():
    rows = [(matter, *asked) for matter, found in ASKED.items() for asked in found]
    known = weighed([matter_words(f"{title} {title} {text}") for _matter, title, text in rows])
    near = [
        (rows[a][0] == rows[b][0], likeness(known[a], known[b]))
        for a, b in combinations(range(len(rows)), 2)
    ]
    assert min(found for same, found in near if same) > candidates.LEAST_LIKENESS
    assert max(found for same, found in near if not same) < candidates.LEAST_LIKENESS


@pytest.mark.django_db
def test_each_of_the_measured_matters_becomes_a_candidate_of_its_own(calendar):
    for matter, found in ASKED.items():
        for title, text in found:
            SubmissionFactory(title=title, text=f"打扰了，{text}", address=matter)
    assert candidates.propose(today=TODAY) == len(ASKED)
    for candidate in KnowledgeCandidate.objects.all():
        assert len({row.address for row in candidate.evidence.all()}) == 1
        assert candidate.evidence.count() == 3


def test_the_same_text_leads_to_its_group_and_nothing_to_none():
    first, second, empty = weighed([["电梯", "补贴"], ["噪声"], []])
    groups = Groups(least=0.35)
    assert groups.nearest(first) is None
    groups.lead("lift", first)
    assert (groups.nearest(first), groups.nearest(second)) == ("lift", None)
    assert groups.nearest(empty) is None


@pytest.fixture
def asked(calendar):
    field = FieldFactory()
    return [
        SubmissionFactory(title=title, text=text, field=field) for title, text in ELEVATOR + OTHERS
    ]


def issued_to_a_clerk(submission):
    """Return a clerk of the department that answers the submission from now on."""
    clerk = OfficialFactory()
    rows = Submission.objects.filter(pk=submission.pk)
    rows.update(department=clerk.department, state="issued")
    return clerk


@pytest.mark.django_db
def test_a_candidate_is_of_the_departments_it_was_asked_of_and_of_the_office(asked):
    candidates.propose(today=TODAY)
    candidate = KnowledgeCandidate.objects.get()
    clerk, other = issued_to_a_clerk(asked[0]), OfficialFactory()
    seeing = KnowledgeCandidate.objects.visible_to
    assert [seeing(user).count() for user in (clerk, other, office())] == [1, 0, 1]
    with pytest.raises(MoveRefused):
        knowledge.dismiss(candidate, actor=other, reason="与我无关")
    assert knowledge.dismiss(candidate, actor=clerk, reason="政策即将调整").state == "dismissed"


@pytest.mark.django_db
def test_each_search_leaves_who_looked_and_how_many_were_new(asked):
    looked = office()
    candidates.propose(today=TODAY, actor=looked)
    propose_knowledge(looked.pk)
    propose_knowledge()
    assert list(ProposalRun.objects.order_by("pk").values_list("actor", "found")) == [
        (looked.pk, 1),
        (looked.pk, 0),
        (None, 0),
    ]


@pytest.mark.django_db
def test_what_was_asked_three_times_is_proposed_with_its_evidence_once(asked):
    SubmissionFactory(title=ELEVATOR[0][0], kind="report")
    SubmissionFactory(title=ELEVATOR[0][0], not_accepted=True)
    SubmissionFactory(title=ELEVATOR[0][0], received_on=date(2025, 3, 3))
    assert candidates.propose(today=TODAY) == 1
    candidate = KnowledgeCandidate.objects.proposed().get()
    assert set(candidate.evidence.all()) == set(asked[:3])
    assert (candidate.question, candidate.times) == (ELEVATOR[0][0], 3)
    assert candidate.field == asked[0].field
    assert [candidates.propose(today=TODAY), propose_knowledge()] == [0, 0]


@pytest.mark.django_db
def test_two_askers_are_not_enough_and_a_third_later_is(asked):
    asked[2].delete()
    assert candidates.propose(today=TODAY) == 0
    title, text = ELEVATOR[2]
    SubmissionFactory(title=title, text=text)
    assert candidates.propose(today=TODAY) == 1


@pytest.mark.django_db
def test_what_is_decided_is_not_proposed_again_but_gains_evidence(asked):
    candidates.propose(today=TODAY)
    clerk = issued_to_a_clerk(asked[1])
    candidate = KnowledgeCandidate.objects.get()
    with pytest.raises(ValidationError):
        knowledge.dismiss(candidate, actor=clerk, reason=" ")
    with pytest.raises(MoveRefused):
        knowledge.dismiss(candidate, actor=OfficialFactory(supervisor=True), reason="?")
    knowledge.dismiss(candidate, actor=clerk, reason="政策即将调整")
    for title, text in ELEVATOR:
        SubmissionFactory(title=title, text=text)
    assert candidates.propose(today=TODAY) == 0
    assert candidate.evidence.count() == 6
    with pytest.raises(MoveRefused):
        knowledge.dismiss(candidate, actor=clerk, reason="再次")


@pytest.mark.django_db
def test_an_entry_made_of_a_candidate_takes_it(asked):
    candidates.propose(today=TODAY)
    candidate, clerk = KnowledgeCandidate.objects.get(), issued_to_a_clerk(asked[0])
    entry = knowledge.write(
        actor=clerk,
        candidate=candidate,
        question=candidate.question,
        answer="每台二十万元",
        basis="第九条",
        field=candidate.field,
        department=clerk.department,
    )
    assert entry.candidates.get().state == "taken"
    assert not KnowledgeCandidate.objects.proposed().exists()


@pytest.mark.django_db
def test_published_answers_are_offered_to_who_asks_something_near(calendar):
    entry = KnowledgeEntryFactory(published=True, answer="- 每台补贴\n- **二十万元**。")
    reply = PublishedReplyFactory()
    PublishedReplyFactory(title="公租房申请条件", question="外地户籍可以申请吗?")
    PublishedReplyFactory(title="电梯补贴", withdrawn_on=TODAY)
    KnowledgeEntryFactory()
    found = similar_answers.find("请问加装电梯有多少补贴", today=TODAY)
    assert {one.row for one in found} == {entry, reply}
    assert found == sorted(found, key=lambda one: -one.nearness)
    assert {one.answer for one in found if one.row == entry} == {"每台补贴 二十万元。"}
    assert similar_answers.find("", today=TODAY) == []
    assert similar_answers.find("电梯", today=date(2026, 10, 1)) == []


def test_answers_under_one_heading_are_offered_once_and_the_entry_before_the_reply(calendar):
    for question in ("加装电梯补贴", "加装电梯的补贴标准"):
        PublishedReplyFactory(title="加装电梯补贴", question=question, published_on=TODAY)
    entry = KnowledgeEntryFactory(published=True, question="加装电梯补贴？", published_on=TODAY)
    assert [one.row for one in similar_answers.find("加装电梯补贴", today=TODAY)] == [entry]
