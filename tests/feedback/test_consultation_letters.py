"""Whoever left an email address with a comment is told once that the result is out."""

from datetime import date

import pytest
from django.utils.translation import override

from catalogs.models import Letter
from feedback import consulting, retention
from feedback.enums import Adoption
from feedback.notices import tell_asker
from tests.factories import OfficialFactory
from tests.feedback.factories import ConsultationFactory, SubmissionFactory, moment

pytestmark = pytest.mark.django_db
OPEN_DAY, AFTER = date(2026, 11, 2), date(2026, 11, 23)
ADDRESS = "ouyang@example.net"


@pytest.fixture
def consultation(calendar):
    return ConsultationFactory(published=True)


def comment(row, **contact):
    return consulting.comment(row, text="建议提高补贴。", now=moment(OPEN_DAY), **contact)


def publish_result(row, today=AFTER):
    row.comments.update(adoption=Adoption.ADOPTED)
    clerk = OfficialFactory(department=row.department)
    return consulting.publish_result(row, actor=clerk, result="采纳一条。", today=today)


def test_each_address_is_told_once_and_nobody_without_one(consultation):
    for email in (ADDRESS, ADDRESS.upper(), "wang@example.net", ""):
        comment(consultation, email=email)
    comment(ConsultationFactory(published=True), email="stranger@example.net")
    publish_result(consultation)
    letters = Letter.objects.all()
    assert {row.private_email for row in letters} == {ADDRESS, "wang@example.net"}
    assert len(letters) == 2


def test_the_letter_names_the_draft_in_the_language_of_the_portal_and_not_the_comment(
    consultation,
):
    comment(consultation, email=ADDRESS, name="欧阳小明")
    with override("en"):
        publish_result(consultation)
    letter = Letter.objects.get()
    assert consultation.title in letter.body
    assert "欧阳小明" not in letter.body + letter.subject
    assert "建议提高补贴" not in letter.body


def test_a_corrected_result_writes_no_second_letter(consultation):
    comment(consultation, email=ADDRESS)
    row = publish_result(consultation)
    consulting.correct_result(
        row,
        actor=OfficialFactory(department=row.department),
        result="采纳两条。",
        comments_elsewhere=0,
        reason="漏记一条",
    )
    assert Letter.objects.count() == 1


def test_letters_that_never_went_out_are_erased_with_the_address(consultation):
    comment(consultation, email=ADDRESS)
    publish_result(consultation)
    other = ConsultationFactory(published=True)
    comment(other, email=ADDRESS)
    publish_result(other)
    type(other).objects.filter(pk=other.pk).update(
        closes_on=date(2029, 11, 13), result_published_on=AFTER.replace(year=2029)
    )
    assert Letter.objects.count() == 2
    retention.erase_due(today=date(2029, 12, 1), now=moment(date(2029, 12, 1)))
    assert Letter.objects.get().key.startswith(f"consultation-result:{other.pk}:")


def test_a_result_published_after_the_address_was_erased_writes_no_letter(consultation):
    comment(consultation, email=ADDRESS)
    late = date(2029, 12, 1)
    assert retention.erase_due(today=late, now=moment(late)) == 1
    publish_result(consultation, today=late)
    assert not Letter.objects.exists()


def test_letters_of_a_submission_that_never_went_out_are_erased_with_it(calendar):
    row = SubmissionFactory(
        not_accepted=True,
        received_on=date(2026, 11, 2),
        concluded_on=date(2026, 11, 3),
        email=ADDRESS,
    )
    assert tell_asker(row, "not_accepted", news="Not accepted.") == 1
    late = date(2029, 12, 1)
    assert retention.erase_due(today=late, now=moment(late)) == 1
    assert not Letter.objects.exists()
