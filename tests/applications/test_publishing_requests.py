"""Answered requests in public: an editor's text, with consent, and without anyone's identity."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from applications import publishing_requests, retention
from applications.models import PublishedRequest
from catalogs.workflow import MoveRefused
from tests.applications.factories import ORGANISATION, ApplicationFactory, clerk_of, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
THIRD_PARTY = "司马相如文化传播有限公司"
TEXT = {"title": "城市更新计划", "question": "今年有哪些项目?", "answer": "共十二个项目。"}


def publish(application, **changed):
    return publishing_requests.publish_request(
        application, actor=clerk_of(application), today=TODAY, **(TEXT | changed)
    )


def test_an_answered_request_is_published_with_consent_and_taken_back(calendar):
    application = ApplicationFactory(answered=True, consent_to_publish=True)
    published = publish(application, is_typical=True)
    assert list(PublishedRequest.objects.public(TODAY).typical()) == [published]
    assert published.is_public(TODAY)
    published = publishing_requests.withdraw_request(
        published, actor=clerk_of(application), reason="重复", today=TODAY
    )
    assert not PublishedRequest.objects.public(TODAY).exists()
    assert not published.is_public(TODAY)
    assert publish(application).pk == published.pk
    assert PublishedRequest.objects.public(TODAY).count() == 1


def test_without_consent_or_before_the_answer_nothing_is_published(calendar):
    with pytest.raises(MoveRefused):
        publish(ApplicationFactory(answered=True))
    with pytest.raises(MoveRefused):
        publish(ApplicationFactory(examining=True, consent_to_publish=True))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "欧阳小明申请公开的计划"),
        ("question", "申请人 欧 阳 小 明 问"),
        ("answer", "请致电138 1234 5678"),
        ("answer", "邮箱OUYANG@Example.net"),
        ("question", "３２０２１１１９９００３０７１２３４"),
        ("question", "我家住太湖大道 1188号3幢502室"),
        ("lesson", "司马相如文化传播有限公司不同意公开"),
        ("answer", "可向该公司(0510-85998877)索取"),
        ("answer", "可向李女士(15900001111)索取"),
    ],
    ids=[
        *("name", "spaced name", "telephone", "case", "full width", "street", "third party"),
        *("third party's number", "anyone's number"),
    ],
)
def test_a_text_that_contains_an_identity_part_is_refused_beside_it(calendar, field, text):
    application = ApplicationFactory(answered=True, consent_to_publish=True)
    application.inquiries.create(
        kind="third_party",
        addressee=THIRD_PARTY,
        addressee_contact="联系人 司马经理,电话 0510-85998877",
        question="?",
        sent_on=date(2026, 11, 10),
    )
    with pytest.raises(ValidationError) as refusal:
        publish(application, **{field: text})
    assert set(refusal.value.message_dict) == {field}
    assert not PublishedRequest.objects.exists()


def test_words_that_every_text_and_every_contact_have_in_common_are_no_identity(calendar):
    application = ApplicationFactory(answered=True, consent_to_publish=True)
    application.inquiries.create(
        kind="third_party",
        addressee=THIRD_PARTY,
        addressee_contact="联系人 司马经理,电话 0510-85998877",
        question="?",
        sent_on=date(2026, 11, 10),
    )
    text = "无锡市滨湖区2025年共十二个项目,咨询电话和联系人见附件。"
    assert publish(application, answer=text).answer == text


def test_the_parts_of_an_organisation_are_kept_out_too(calendar):
    application = ApplicationFactory(by_organisation=True, answered=True, consent_to_publish=True)
    for part in ("organisation", "representative", "contact_person", "credit_code"):
        with pytest.raises(ValidationError):
            publish(application, answer=f"答复{ORGANISATION[part]}如下")


def test_after_the_erasure_nothing_can_be_published_or_opened_with_the_code(calendar):
    application = ApplicationFactory(answered=True, consent_to_publish=True)
    retention.erase_due(today=date(2040, 1, 1), now=moment(date(2040, 1, 1)))
    with pytest.raises(MoveRefused):
        publish(application)
