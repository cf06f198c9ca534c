"""What everyone sees of surveys: the list, the form answered once, and the results."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from catalogs import rate_limits
from feedback import surveying
from feedback.models import Survey, SurveyResponse
from portal.search.documents import document_of
from tests.factories import OfficialFactory
from tests.feedback.asking_pages import proof
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


def send(client, row, form=None, **changed):
    form = form or client.get(page_of(row)).context["form"]
    posted = {f"question-{pk}": value for pk, value in given(row).items()}
    posted |= {"key": form["key"].value()} | proof(form) | changed
    return client.post(page_of(row), posted), posted


def answer(row, number: int, day=date(2026, 11, 12), **changed) -> None:
    for visitor in range(number):
        told = given(row, **changed)
        surveying.respond(row, token=f"v{visitor}", answers=told, now=moment(day))


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def titles(client, query: str = "") -> list[str]:
    page = client.get(reverse("feedback:surveys") + query)
    return [item["row"].title for item in page.context["rows"]]


def test_the_list_begins_with_what_closes_soonest_and_ends_with_results(client):
    SurveyFactory(title="旧", **ENDED)
    SurveyFactory(title="新", **ENDED | {"closes_on": date(2026, 11, 20)})
    SurveyFactory(title="晚", published=True, closes_on=date(2026, 12, 30))
    SurveyFactory(title="早", published=True, closes_on=date(2026, 11, 25))
    SurveyFactory(title="草稿")
    SurveyFactory(title="未开始", published=True, opens_on=date(2026, 11, 25))
    SurveyFactory(title="撤回", state="withdrawn")
    assert titles(client) == ["早", "晚", "新", "旧"]
    assert titles(client, "?state=open") == ["早", "晚"]
    assert titles(client, "?state=ended&q=新") == ["新"]
    assert titles(client, "?state=nothing") == []
    page = client.get("/en/feedback/surveys/")
    assert [item["stage"]["text"] for item in page.context["rows"]] == [
        "Open: 1 day left",
        "Open: 36 days left",
        "Ended, with results",
        "Ended, with results",
    ]


def test_the_list_asks_the_same_however_long_it_is(client):
    url = reverse("feedback:surveys")
    SurveyFactory(**ENDED)
    before = queries(client, url)
    for row in SurveyFactory.create_batch(21, **ENDED):
        answer(row, 1)
    assert queries(client, url) == before
    assert len(titles(client, "?page=2")) == 2


def test_the_form_groups_each_question_under_its_legend_with_words_at_both_ends(client, survey):
    page = client.get(page_of(survey))
    assert page.text.count("<fieldset") == 3
    assert page.text.count("<legend") == 3
    assert "1 (lowest)" in page.text
    assert "5 (highest)" in page.text
    assert page.text.count('type="radio"') == 5 + 3
    assert page.text.count('type="checkbox"') == 3
    assert page.text.count("(optional)") == 1
    assert "Open: 6 days left" in page.text


def test_a_visitor_answers_once_without_a_name_and_is_told_when_the_results_come(client, survey):
    response, posted = send(client, survey)
    assert response.status_code == 302, response.context["form"].errors
    assert "30 November 2026" in client.get(response["Location"]).text
    cookie = response.cookies["respondent"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    row = SurveyResponse.objects.get()
    assert cookie.value not in row.visitor
    assert row.answers.count() == 5
    again = client.post(page_of(survey), posted)
    assert again.status_code == 302
    assert "answered from this browser already" in client.get(page_of(survey)).text
    assert SurveyResponse.objects.count() == 1


def test_a_form_sent_twice_by_a_browser_without_cookies_counts_once(client, survey):
    _response, posted = send(client, survey)
    client.cookies.clear()
    assert client.post(page_of(survey), posted).status_code == 302
    assert SurveyResponse.objects.count() == 1
    client.cookies.clear()
    send(client, survey)
    assert SurveyResponse.objects.count() == 2


def test_what_is_missing_is_said_beside_its_question_and_what_was_typed_is_kept(client, survey):
    scale, one, _many, words = survey.questions.all()
    page, _posted = send(client, survey, **{f"question-{scale.pk}": "", f"question-{one.pk}": "9"})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {f"question-{scale.pk}", f"question-{one.pk}"}
    assert "Answer this question." in page.text
    assert f'id="id_question-{scale.pk}_error"' in page.text
    assert "窗口态度好" in page.text
    assert page.text.count("checked") == 2
    page, _posted = send(client, survey, **{f"question-{words.pk}": "长" * 1001})
    assert set(page.context["form"].errors) == {f"question-{words.pk}"}
    assert not SurveyResponse.objects.exists()


def test_a_machine_is_kept_out_and_a_network_that_answers_without_end(client, survey, monkeypatch):
    page, _posted = send(client, survey, work="", answer="")
    assert set(page.context["form"].errors) == {"answer"}

    def refuse(*args, **kwargs):
        raise rate_limits.TooOften(60)

    monkeypatch.setattr(rate_limits, "count", refuse)
    page, _posted = send(client, survey)
    assert (page.status_code, page.headers["Retry-After"]) == (429, "60")
    assert "窗口态度好" in page.text
    assert not SurveyResponse.objects.exists()


def test_answers_that_come_too_late_are_given_back(client, survey):
    form = client.get(page_of(survey)).context["form"]
    Survey.objects.update(closes_on=TODAY - timedelta(days=1))
    page, _posted = send(client, survey, form)
    assert page.status_code == 409
    assert "ended on 23 November 2026" in page.text
    assert "窗口态度好" in page.text
    Survey.objects.update(state="withdrawn")
    page, _posted = send(client, survey, form)
    assert page.status_code == 410
    assert "窗口态度好" in page.text
    assert "This survey was withdrawn" in client.get(page_of(survey)).text
    assert not SurveyResponse.objects.exists()


def test_drafts_and_what_is_not_yet_open_are_not_found(client):
    later = SurveyFactory(published=True, opens_on=date(2026, 11, 25))
    for row in (SurveyFactory(), later):
        for name in ("survey", "survey-thanks"):
            assert client.get(page_of(row, name)).status_code == 404


def test_the_results_are_shown_in_charts_without_the_texts(client):
    row = SurveyFactory(**ENDED)
    answer(row, 5, text="电话13812345678,窗口态度好")
    page = client.get(page_of(row))
    assert "The mean mark is 4.00 of 5." in page.text
    assert page.text.count("<svg") >= 3
    assert "5 people answered in words" in page.text
    assert "窗口态度好" not in page.text
    assert "100.0%" in page.text


def test_results_of_fewer_than_five_are_withheld_from_the_public_alone(client):
    row = SurveyFactory(**ENDED)
    answer(row, 4)
    page = client.get(page_of(row))
    assert page.context["questions"] == []
    assert "Fewer than 5 people answered" in page.text
    client.force_login(OfficialFactory(department=row.department))
    assert "The mean mark is 4.00 of 5." in client.get(page_of(row, "survey-results")).text


def test_no_results_are_public_while_a_survey_is_open(client, survey):
    answer(survey, 6)
    page = client.get(page_of(survey))
    assert "form" in page.context
    assert "mean mark" not in page.text


def test_results_ask_the_same_however_many_questions_and_responses_there_are(client):
    few, many = SurveyFactory(**ENDED), SurveyFactory(**ENDED)
    answer(few, 5)
    answer(many, 12)
    for _n in range(5):
        many.questions.create(kind="scale", text="又一问", position=9)
    assert queries(client, page_of(few)) == queries(client, page_of(many))
    client.force_login(OfficialFactory(administrator=True))
    desk = [queries(client, page_of(row, "survey-results")) for row in (few, many)]
    assert desk[0] == desk[1]


def test_the_form_asks_the_same_however_many_questions_there_are(client):
    few = SurveyFactory(published=True, questions=["choice"])
    many = SurveyFactory(published=True, questions=["choice"] * 9)
    assert queries(client, page_of(few)) == queries(client, page_of(many))


def test_a_public_survey_is_found_by_what_it_asks_and_stands_in_the_sitemap(client, survey):
    found = document_of("survey", survey.pk, TODAY)
    assert (found.title, found.path) == (survey.title, f"/feedback/surveys/{survey.pk}/")
    assert "问题0" in found.text
    assert document_of("survey", SurveyFactory().pk, TODAY) is None
    assert f"/feedback/surveys/{survey.pk}/" in client.get("/sitemap-surveys.xml").text
    assert "/feedback/surveys/" in client.get(reverse("feedback:start")).text


def test_a_closed_survey_takes_no_answers_at_the_same_moment(survey):
    surveying.withdraw(survey, actor=OfficialFactory(department=survey.department), reason="重做")
    with pytest.raises(ValidationError):
        surveying.respond(survey, token="a", answers=given(survey), now=moment(TODAY))
