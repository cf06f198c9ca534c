"""A draft open to comments is found by its own words; nothing of the comments is in the index."""

from datetime import timedelta

import pytest

from feedback import consulting
from feedback.models import Consultation
from feedback.tasks import open_consultations
from portal.search.backend import get_backend
from portal.search.documents import document_of
from portal.search.queries import Query
from portal.search.tasks import refresh
from tests.factories import OfficialFactory
from tests.feedback.factories import PERSON, ConsultationFactory, moment

pytestmark = pytest.mark.django_db


def keys(text: str) -> list[str]:
    return [hit.key for hit in get_backend().search(Query(text)).hits]


@pytest.fixture
def consultation(today):
    return ConsultationFactory(
        published=True,
        title="停车收费标准(征求意见稿)",
        text="## 第一条 白天每小时三元",
        opens_on=today,
        closes_on=today + timedelta(days=7),
    )


def test_a_draft_is_found_until_it_is_withdrawn(consultation, indexed):
    indexed()
    assert keys("停车收费") == keys("白天每小时") == [f"consultation:{consultation.pk}"]
    clerk = OfficialFactory(department=consultation.department)
    consulting.withdraw(consultation, actor=clerk, reason="重新起草")
    refresh("feedback.consultation", consultation.pk)
    assert keys("停车收费") == []


def test_a_draft_is_found_on_its_first_day_without_a_rebuild(
    consultation, indexed, today, time_machine, django_capture_on_commit_callbacks
):
    opens_on = today + timedelta(days=1)
    Consultation.objects.update(opens_on=opens_on)
    indexed()
    assert keys("停车收费") == []
    time_machine.move_to(moment(opens_on))
    with django_capture_on_commit_callbacks(execute=True):
        open_consultations()
    assert keys("停车收费") == [f"consultation:{consultation.pk}"]


def test_nothing_of_a_comment_is_in_the_document(consultation, today):
    consulting.comment(consultation, text="还没有看过的话", now=moment(today), **PERSON)
    written = str(document_of("consultation", consultation.pk, today).as_json())
    hidden = [*PERSON.values(), "还没有看过的话"]
    assert [part for part in hidden if part in written] == []
