"""Letters about a submission are in the language of the portal, whoever moves it."""

from datetime import date

import pytest
from django.utils.translation import override

from catalogs.models import Letter
from feedback import handling, reminding
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import PERSON, SubmissionFactory, office

pytestmark = pytest.mark.django_db


def letter_to(address: str) -> Letter:
    return next(letter for letter in Letter.objects.all() if letter.address == address)


def test_an_official_who_works_in_english_writes_to_the_asker_in_chinese(calendar):
    submission = SubmissionFactory(examined=True)
    department = DepartmentFactory(name="滨湖区教育局", name_en="Education Bureau")
    with override("en"):
        handling.issue(submission, actor=office(), department=department)
    letter = letter_to(PERSON["email"])
    assert "滨湖区教育局" in letter.body
    assert not any(word in letter.subject + letter.body for word in ("Education", "ubmission"))


def test_officials_are_written_to_in_the_language_of_the_portal(calendar):
    submission = SubmissionFactory(issued=True)
    clerk = OfficialFactory(department=submission.department)
    with override("en"):
        assert reminding.remind(today=date(2027, 3, 1))
    assert "ubmission" not in letter_to(clerk.email).subject
