"""Who asked or commented is kept for the period and then erased, once."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs.models import HistoryRow
from catalogs.query_codes import CodeRefused, hashed
from catalogs.workflow import MoveRefused
from feedback import (
    attaching,
    candidates,
    consulting,
    extending,
    handling,
    knowledge,
    publishing_replies,
    replying,
    retention,
)
from feedback.models import CONTACT_FIELDS, KnowledgeCandidate, Submission
from feedback.tasks import erase_contacts
from feedback.views.tracking import SESSION
from tests.factories import FieldFactory, OfficialFactory
from tests.feedback.factories import (
    PERSON,
    ConsultationFactory,
    SubmissionFactory,
    clerk_of,
    moment,
    reviewer_of,
)
from tests.feedback.test_privacy import every_row_in_the_database

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
CODE = "ABCD-EFGH-JKMN"


def test_after_the_period_nobody_is_named_and_nothing_can_be_opened(
    calendar, settings, django_capture_on_commit_callbacks
):
    submission = SubmissionFactory(
        issued=True,
        consent_to_publish=True,
        code_hash=hashed(CODE),
        title="欧阳小明的问题",
        text="请致电 138-1234-5678。",
    )
    clerk = clerk_of(submission)
    attaching.attach(
        submission, file=io.BytesIO(b"%PDF-1.7"), name="a.pdf", purpose="given", actor=None
    )
    other = OfficialFactory()
    joint = handling.ask_co_handler(
        submission, actor=clerk, department=other.department, question="欧阳小明问", today=TODAY
    )
    handling.give_opinion(joint, actor=other, opinion="已致电欧阳小明", today=TODAY)
    handling.add_note(submission, actor=clerk, text="欧阳小明住太湖大道")
    request = extending.request_extension(submission, actor=clerk, reason="复杂", today=TODAY)
    extending.refuse_extension(
        request, actor=reviewer_of(submission), reason="欧阳小明已来电", today=TODAY
    )
    replying.reply(submission, actor=clerk, text="欧阳小明先生:可以。")
    replying.review(submission, actor=reviewer_of(submission), today=TODAY)
    replying.rate(submission, score=5, comment="欧阳小明", today=TODAY)
    assert retention.erase_due(today=date(2029, 11, 30), now=moment(TODAY)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.erase_due(today=date(2029, 12, 1), now=moment(date(2029, 12, 1))) == 1
    assert retention.erase_due(today=date(2029, 12, 1), now=moment(date(2029, 12, 1))) == 0
    submission = Submission.objects.get()
    assert {getattr(submission, name) for name in CONTACT_FIELDS} == {""}
    assert (submission.title, submission.reply) == ("**的问题", "**先生:可以。")
    rows = every_row_in_the_database()
    assert PERSON["name"] not in rows
    assert "138-1234-5678" not in rows
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
    with pytest.raises(CodeRefused):
        SESSION.find(submission.receipt_number, CODE, address="1.2.3.4")
    with pytest.raises(MoveRefused):
        publishing_replies.publish_reply(
            submission, actor=clerk, title="a", question="b", answer="c", today=TODAY
        )
    assert HistoryRow.objects.of(submission).filter(action="erase_contact").count() == 1


def test_what_is_open_is_kept_and_comments_are_erased_after_the_end(calendar):
    SubmissionFactory(issued=True, received_on=date(2020, 1, 6))
    consultation = ConsultationFactory(published=True)
    row = consulting.comment(
        consultation, text="欧阳小明建议提高。", now=moment(date(2026, 11, 10)), **PERSON
    )
    assert retention.erase_due(today=date(2029, 11, 30), now=moment(TODAY)) == 0
    assert retention.erase_due(today=date(2029, 12, 1), now=moment(TODAY)) == 1
    row.refresh_from_db()
    assert (row.name, row.email, row.text) == ("", "", "**建议提高。")


def test_the_nightly_task_may_run_twice(calendar):
    SubmissionFactory(
        not_accepted=True, received_on=date(2020, 1, 6), concluded_on=date(2020, 1, 7)
    )
    assert [erase_contacts(), erase_contacts()] == [1, 0]


def test_an_entry_of_the_knowledge_list_names_none_of_those_who_asked(calendar):
    clerk = OfficialFactory()
    SubmissionFactory.create_batch(
        3, title="欧阳小明问加装电梯的补贴标准", issued=True, department=clerk.department
    )
    candidates.propose(today=TODAY)
    candidate = KnowledgeCandidate.objects.get()
    assert candidate.question == "**问加装电梯的补贴标准"
    values = {
        "actor": clerk,
        "candidate": candidate,
        "question": "补贴多少?",
        "answer": "二十万元",
        "basis": "第九条",
        "field": FieldFactory(),
        "department": clerk.department,
    }
    for name, text in (("question", "欧阳 小明问补贴"), ("answer", "请致电13900001111")):
        with pytest.raises(ValidationError) as refusal:
            knowledge.write(**(values | {name: text}))
        assert set(refusal.value.message_dict) == {name}
    entry = knowledge.write(**values)
    with pytest.raises(ValidationError):
        knowledge.revise(entry, actor=clerk, now=moment(TODAY), answer="答欧阳小明:二十万元")
