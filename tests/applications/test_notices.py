"""Letters of the procedure are in the language of the portal, whoever moves the application."""

from datetime import date

import pytest
from django.utils.translation import override

from applications import correcting, handling, reminding
from catalogs.models import Letter
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of, office
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db


def letter_to(address: str) -> Letter:
    return next(letter for letter in Letter.objects.all() if letter.address == address)


def test_an_official_who_works_in_english_writes_to_the_applicant_in_chinese(calendar):
    application = ApplicationFactory(examining=True)
    with override("en"):
        correcting.ask_correction(
            application, actor=clerk_of(application), what="哪一年?", today=date(2026, 11, 4)
        )
    letter = letter_to(PERSON["email"])
    assert "2026年11月25日" in letter.body
    assert not any(word in letter.subject + letter.body for word in ("correct", "Application"))


def test_the_new_department_is_named_in_chinese(calendar):
    application = ApplicationFactory(examining=True)
    department = DepartmentFactory(name="滨湖区教育局", name_en="Education Bureau")
    with override("en"):
        handling.transfer(application, actor=office(), department=department, reason="职责所在")
    assert "滨湖区教育局" in letter_to(PERSON["email"]).body


def test_officials_are_written_to_in_the_language_of_the_portal(calendar):
    application = ApplicationFactory(examining=True)
    clerk = OfficialFactory(department=application.department)
    with override("en"):
        assert reminding.remind(today=date(2027, 3, 1))
    assert letter_to(clerk.email).subject == f"有申请已超期（申请{application}）"
