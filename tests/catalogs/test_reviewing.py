"""The non-disclosure review: department first, then both offices jointly."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogs import reviewing
from catalogs.enums import NonDisclosureGround, NonDisclosureState, PublicityMode
from catalogs.models import Letter, NonDisclosureReview, PublicityMatter
from catalogs.workflow import MoveRefused
from tests.factories import MatterFactory, OfficialFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return ReviewFactory(state=NonDisclosureState.WITH_OFFICES)


@pytest.mark.parametrize("first", ["government_office", "legal_affairs"])
def test_both_offices_agree_in_either_order_before_it_is_approved(first):
    second = {"government_office": "legal_affairs", "legal_affairs": "government_office"}[first]
    review = ReviewFactory()
    department = review.matter.department
    reviewing.submit(review, actor=OfficialFactory(department=department))
    reviewing.pass_department(review, actor=OfficialFactory(reviewer=True, department=department))
    half = reviewing.agree(review, actor=OfficialFactory(**{first: True}))
    assert half.state == NonDisclosureState.WITH_OFFICES
    whole = reviewing.agree(review, actor=OfficialFactory(**{second: True}))
    assert whole.state == NonDisclosureState.APPROVED


def test_one_office_cannot_agree_for_both(review):
    office = OfficialFactory(government_office=True)
    reviewing.agree(review, actor=office)
    with pytest.raises(MoveRefused):
        reviewing.agree(review, actor=office)


@pytest.mark.parametrize("office", ["government_office", "legal_affairs"])
def test_either_office_may_return_it_and_consents_are_void(review, office):
    reviewing.agree(review, actor=OfficialFactory(government_office=True))
    returned = reviewing.return_(
        review, actor=OfficialFactory(**{office: True}), reason="依据不足。"
    )
    assert returned.state == NonDisclosureState.RETURNED
    assert (returned.department_at, returned.office_at, returned.legal_at) == (None, None, None)


def test_a_request_needs_a_justification_and_writes_the_matter():
    matter = MatterFactory()
    clerk = OfficialFactory(department=matter.department)
    with pytest.raises(ValidationError) as refusal:
        reviewing.request(
            matter, actor=clerk, ground=NonDisclosureGround.CASE_FILE, justification=""
        )
    assert "justification" in refusal.value.message_dict
    assert not NonDisclosureReview.objects.exists()


def test_a_matter_not_disclosed_without_a_ground_is_refused_by_the_database():
    matter = MatterFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicityMatter.objects.filter(pk=matter.pk).update(mode=PublicityMode.NOT_DISCLOSED)


def test_a_request_for_another_departments_matter_is_refused():
    with pytest.raises(MoveRefused):
        reviewing.request(
            MatterFactory(),
            actor=OfficialFactory(),
            ground=NonDisclosureGround.CASE_FILE,
            justification="理由",
        )


def test_both_offices_are_told_when_the_department_passes_it_on():
    offices = {OfficialFactory(government_office=True).pk, OfficialFactory(legal_affairs=True).pk}
    review = ReviewFactory(state=NonDisclosureState.WITH_DEPARTMENT)
    reviewer = OfficialFactory(reviewer=True, department=review.matter.department)
    reviewing.pass_department(review, actor=reviewer)
    assert set(Letter.objects.values_list("recipient", flat=True)) == offices
