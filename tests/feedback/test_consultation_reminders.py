"""The department is reminded of a result before it is due, and once when it is overdue."""

from datetime import date

import pytest
from django.utils.translation import override

from catalogs.models import Letter
from feedback import consulting, reminding
from tests.factories import OfficialFactory
from tests.feedback.factories import ConsultationFactory

pytestmark = pytest.mark.django_db
DUE_ON = date(2026, 12, 4)


@pytest.fixture
def consultation(calendar):
    row = ConsultationFactory(published=True)
    OfficialFactory(department=row.department, email="clerk@example.org")
    OfficialFactory(department=row.department, reviewer=True, email="reviewer@example.org")
    OfficialFactory(email="stranger@example.org")
    assert row.due_on == DUE_ON
    return row


def told() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("email", flat=True))


def test_the_clerks_are_told_three_working_days_before_and_once_after(consultation):
    assert reminding.remind(today=date(2026, 11, 30)) == 0
    for today in (date(2026, 12, 1), date(2026, 12, 2), DUE_ON):
        reminding.remind(today=today)
    assert told() == ["clerk@example.org"]
    for today in (date(2026, 12, 5), date(2026, 12, 20)):
        reminding.remind(today=today)
    assert told() == ["clerk@example.org"] * 2


def test_a_letter_is_in_the_language_of_the_portal_and_names_the_draft(consultation):
    with override("en"):
        reminding.remind(today=DUE_ON)
    letter = Letter.objects.get()
    assert "2026年12月4日" in letter.subject
    assert consultation.title in letter.body


def test_a_result_that_is_published_or_a_draft_withdrawn_is_not_told(consultation):
    clerk = OfficialFactory(department=consultation.department)
    other = ConsultationFactory(published=True, department=consultation.department)
    consulting.withdraw(other, actor=clerk, reason="重新起草")
    consulting.publish_result(
        consultation, actor=clerk, result="采纳一条。", today=date(2026, 11, 30)
    )
    assert reminding.remind(today=date(2026, 12, 7)) == 0


def test_a_longer_period_is_told_by_its_new_date(consultation):
    clerk = OfficialFactory(department=consultation.department)
    consulting.lengthen(
        consultation,
        actor=clerk,
        closes_on=date(2026, 11, 27),
        reason="意见较多",
        today=date(2026, 11, 13),
    )
    assert reminding.remind(today=DUE_ON) == 0
    assert reminding.remind(today=date(2026, 12, 16)) > 0
