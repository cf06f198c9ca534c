"""Questions and answers in public: an editor's text, with consent, without anyone's identity."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs.workflow import MoveRefused
from feedback import publishing_replies, replying
from feedback.models import PublishedReply, Submission
from tests.feedback.factories import PublishedReplyFactory, SubmissionFactory, clerk_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
TEXT = {
    "title": "加装电梯的补贴",
    "question": "补贴多少?",
    "answer": "每台二十万元,0510-85101234。",
}


def publish(submission, **changed):
    return publishing_replies.publish_reply(
        submission, actor=clerk_of(submission), today=TODAY, **(TEXT | changed)
    )


def test_an_answer_is_published_with_consent_taken_back_and_published_anew(calendar):
    submission = SubmissionFactory(reviewed=True, consent_to_publish=True)
    published = publish(submission)
    assert Submission.objects.get().state == "published"
    assert list(PublishedReply.objects.public(TODAY)) == [published]
    replying.rate(submission, score=5, today=TODAY)
    withdrawal = {"actor": clerk_of(submission), "reason": "重复", "today": TODAY}
    published = publishing_replies.withdraw_reply(published, **withdrawal)
    assert not PublishedReply.objects.public(TODAY).exists()
    assert not published.is_public(TODAY)
    with pytest.raises(MoveRefused):
        publishing_replies.withdraw_reply(published, **withdrawal)
    again = publish(submission, title="新标题")
    assert (again.pk, again.title) == (published.pk, "新标题")
    assert again.is_public(TODAY)
    assert Submission.objects.get().state == "rated"


@pytest.mark.parametrize(
    "traits",
    [
        {"reviewed": True},
        {"replied": True, "consent_to_publish": True},
        {"reviewed": True, "consent_to_publish": True, "kind": "report"},
        {
            "reviewed": True,
            "consent_to_publish": True,
            "kind": "site_error",
            "page_address": "/powers/",
        },
    ],
    ids=["no consent", "no answer", "report", "site error"],
)
def test_without_consent_or_answer_and_of_reports_nothing_is_published(calendar, traits):
    with pytest.raises(MoveRefused):
        publish(SubmissionFactory(**traits))
    assert not PublishedReply.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "欧阳小明问补贴"),
        ("question", "我是 欧 阳 小 明"),
        ("answer", "请致电138 1234 5678"),
        ("answer", "邮箱OUYANG@Example.net"),
        ("question", "住太湖,无锡市滨湖区太湖大道1188号3幢502室"),
        ("question", "我叫司马相如"),
        ("answer", "请联系张三 13900001111"),
        ("answer", "身份证320211199003071234"),
    ],
    ids=["name", "spaced", "telephone", "case", "address", "merged", "mobile", "card"],
)
def test_a_text_that_tells_who_somebody_is_is_refused_beside_it(calendar, field, text):
    submission = SubmissionFactory(reviewed=True, consent_to_publish=True)
    SubmissionFactory(merged=True, merged_into=submission, name="司马相如")
    with pytest.raises(ValidationError) as refusal:
        publish(submission, **{field: text})
    assert set(refusal.value.message_dict) == {field}
    assert not PublishedReply.objects.exists()


def test_queryset_and_method_agree_about_what_is_public(calendar):
    PublishedReplyFactory()
    PublishedReplyFactory(withdrawn_on=TODAY)
    PublishedReplyFactory(published_on=date(2026, 12, 1))
    rows = list(PublishedReply.objects.all())
    for today in (date(2026, 11, 22), TODAY, date(2026, 12, 1)):
        assert set(PublishedReply.objects.public(today)) == {
            row for row in rows if row.is_public(today)
        }
