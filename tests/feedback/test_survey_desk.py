"""What officials see of surveys: preview, results with texts, every response as a file."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from feedback import surveying
from feedback.models import Survey, SurveyAnswer, SurveyResponse
from tests.factories import OfficialFactory
from tests.feedback.factories import SurveyFactory, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ENDED = {"opens_on": date(2026, 11, 2), "closes_on": date(2026, 11, 13), "published": True}


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def survey() -> Survey:
    return SurveyFactory(published=True)


def page_of(row, name: str = "survey", *more, language: str = "en") -> str:
    with override(language):
        return reverse(f"feedback:{name}", args=[row.pk, *more])


def given(row, mark=4, text="窗口态度好") -> dict:
    """Return answers to the four questions, by primary key."""
    scale, one, many, words = row.questions.all()
    options = [option.pk for option in many.options.all()]
    return {
        scale.pk: mark,
        one.pk: one.options.all()[0].pk,
        many.pk: options[:2],
        words.pk: text,
    }


def answer(row, number: int, day=date(2026, 11, 12), **changed) -> None:
    for visitor in range(number):
        told = given(row, **changed)
        surveying.respond(row, token=f"v{visitor}", answers=told, now=moment(day))


def test_officials_read_the_texts_without_numbers_that_tell_who_somebody_is(client):
    row = SurveyFactory(**ENDED)
    answer(row, 1, text="请回电13812345678,窗口态度好")
    client.force_login(OfficialFactory(department=row.department, reviewer=True))
    page = client.get(page_of(row, "survey-results"))
    assert "请回电**,窗口态度好" in page.text
    client.force_login(OfficialFactory())
    for name in ("survey-results", "survey-preview"):
        assert client.get(page_of(row, name)).status_code == 404
    assert client.get(page_of(row, "survey-download", "csv")).status_code == 404
    client.logout()
    assert client.get(page_of(row, "survey-results")).status_code == 302


def test_every_response_is_a_row_of_the_file_that_names_nobody(client):
    row = SurveyFactory(**ENDED)
    answer(row, 2, text="=1+1 13812345678")
    client.force_login(OfficialFactory(department=row.department))
    response = client.get(page_of(row, "survey-download", "csv"))
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(content)))
    assert table[0] == ["序号", "答卷日期", "1. 问题0", "2. 问题1", "3. 问题2", "4. 问题3"]
    assert table[1] == ["1", "2026-11-12", "4", "网站", "网站\uff1b热线", "'=1+1 **"]
    assert len(table) == 3
    assert all(one.visitor not in content for one in SurveyResponse.objects.all())
    book = load_workbook(io.BytesIO(client.get(page_of(row, "survey-download", "xlsx")).content))
    assert book.active.max_row == 3
    assert client.get(page_of(row, "survey-download", "pdf")).status_code == 404


def test_the_file_is_written_in_a_fixed_number_of_queries(client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            b"".join(client.get(page_of(row, "survey-download", "csv")).streaming_content)
        return len(found)

    row = SurveyFactory(**ENDED)
    client.force_login(OfficialFactory(department=row.department))
    answer(row, 1)
    before = asked()
    for visitor in range(10):
        now = moment(date(2026, 11, 12))
        surveying.respond(row, token=f"w{visitor}", answers=given(row), now=now)
    assert asked() == before


def test_the_preview_shows_a_draft_as_the_public_will_see_it_and_sends_nothing(client):
    row = SurveyFactory()
    client.force_login(OfficialFactory(department=row.department))
    page = client.get(page_of(row, "survey-preview"))
    assert page.text.count("<legend") == 3
    assert "Send the answers" not in page.text
    assert client.post(page_of(row, "survey-preview")).status_code == 405
    assert not SurveyAnswer.objects.exists()
