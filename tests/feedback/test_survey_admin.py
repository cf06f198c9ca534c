"""Surveys in the admin: drafts are written and changed, all else is a move."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from catalogs.enums import Role
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import survey_writing, surveying
from feedback.enums import ConsultationState
from feedback.models import Survey, SurveyOption, SurveyQuestion
from feedback.survey_workflow import TABLE
from feedback.survey_writing import Written
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import SurveyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ADD = "admin:feedback_survey_add"
QUESTIONS = (
    {"position": 2, "kind": "choice", "text": "从哪里了解?", "options_text": "网站\r\n\r\n 热线 "},
    {"position": 1, "kind": "scale", "text": "您满意吗?", "options_text": ""},
)


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def clerk(client):
    user = OfficialFactory()
    client.force_login(user)
    return user


def change(row) -> str:
    return reverse("admin:feedback_survey_change", args=[row.pk])


def move(row, action: str) -> str:
    return reverse("admin:feedback_survey_move", args=[row.pk, action])


def values(department, questions=QUESTIONS, kept=(), **changed) -> dict:
    """What the page sends: the survey, and its questions in the order they stand there."""
    written = {
        "title": "政务公开满意度调查",
        "introduction": "",
        "department": department.pk,
        "opens_on": "2026-11-24",
        "closes_on": "2026-12-04",
        "questions-TOTAL_FORMS": len(questions),
        "questions-INITIAL_FORMS": len(kept),
    }
    for place, question in enumerate(questions):
        row = {"is_required": "on"} | question
        written |= {f"questions-{place}-{name}": value for name, value in row.items()}
    for place, question in enumerate(kept):
        written[f"questions-{place}-id"] = question.pk
    return written | changed


def offered(client, row) -> list[str]:
    page = client.get(change(row))
    return [button["url"].rstrip("/").rsplit("/", 1)[-1] for button in page.context["moves"]]


def actions(row) -> list[str]:
    return [entry.action for entry in HistoryRow.objects.of(row).order_by("pk")]


def test_a_survey_is_written_with_its_questions_in_order_and_published(client, clerk):
    response = client.post(reverse(ADD), values(clerk.department))
    assert response.status_code == 302, response.context["errors"]
    row = Survey.objects.get()
    scale, choice = row.questions.all()
    assert (scale.text, choice.text) == ("您满意吗?", "从哪里了解?")
    assert [option.text for option in choice.options.all()] == ["网站", "热线"]
    client.post(move(row, "publish"))
    row.refresh_from_db()
    assert row.state == ConsultationState.PUBLISHED
    assert actions(row) == ["draft", "publish"]


def test_questions_of_a_draft_are_changed_moved_and_taken_out(client, clerk):
    client.post(reverse(ADD), values(clerk.department))
    row = Survey.objects.get()
    scale, choice = row.questions.all()
    page = client.get(change(row))
    assert "网站\n热线" in page.text
    told = (
        {"position": 2, "kind": "scale", "text": "您满意吗?", "options_text": ""},
        {"position": 1, "kind": "choice", "text": "哪里?", "options_text": "甲\n乙\n丙"},
    )
    sent = values(clerk.department, told, (scale, choice))
    assert client.post(change(row), sent).status_code == 302
    first, second = row.questions.all()
    assert (first.text, first.options.count(), second.kind) == ("哪里?", 3, "scale")
    edited = HistoryRow.objects.of(row).get(action="edit")
    assert "从哪里了解?" in edited.changes["questions"][0]
    assert "甲 / 乙 / 丙" in edited.changes["questions"][1]
    told = ({**told[1], "DELETE": "on"}, told[0])
    assert (
        client.post(change(row), values(clerk.department, told, (first, second))).status_code == 302
    )
    assert row.questions.get().kind == "scale"
    [question] = row.questions.all()
    same = ({"position": 1, "kind": "scale", "text": "您满意吗?", "options_text": ""},)
    before = actions(row)
    client.post(change(row), values(clerk.department, same, (question,)))
    assert actions(row) == before
    page = client.get(reverse("admin:feedback_survey_history", args=[row.pk]))
    assert "甲 / 乙 / 丙" in page.text


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "choice", "options_text": "网站"},
        {"kind": "choice", "options_text": "网站\n网站"},
        {"kind": "choices", "options_text": ""},
        {"kind": "scale", "options_text": "一\n二"},
        {"kind": "choice", "options_text": "长" * 201 + "\n短"},
        {"kind": "choice", "options_text": "\n".join(map(str, range(21)))},
    ],
)
def test_answers_that_do_not_fit_the_kind_are_refused_beside_the_question(client, clerk, question):
    told = {"position": 1, "text": "哪里?"} | question
    page = client.post(reverse(ADD), values(clerk.department, (told,)))
    [formset] = [inline.formset for inline in page.context["inline_admin_formsets"]]
    assert set(formset.errors[0]) == {"options_text"}
    assert told["options_text"].split("\n")[0] in page.text
    assert not Survey.objects.exists()


def test_a_survey_has_at_most_thirty_questions():
    clerk = OfficialFactory()
    told = {"title": "问", "opens_on": TODAY, "closes_on": TODAY, "department": clerk.department}
    with pytest.raises(ValidationError):
        survey_writing.draft(actor=clerk, questions=[Written("scale", "问")] * 31, **told)


def test_nothing_of_a_published_survey_is_changed_added_or_deleted(client, clerk):
    row = SurveyFactory(department=clerk.department, published=True)
    before = survey_writing.written(row)
    page = client.get(change(row))
    assert 'name="title"' not in page.text
    assert 'name="questions-0-text"' not in page.text
    assert "网站<br>热线" in page.text
    for sent in (
        values(clerk.department, title="改"),
        values(
            clerk.department, ({**QUESTIONS[1], "DELETE": "on"},), tuple(row.questions.all()[:1])
        ),
    ):
        assert client.post(change(row), sent).status_code == 403
    assert survey_writing.written(row) == before
    with pytest.raises(MoveRefused):
        survey_writing.edit(row, actor=clerk, questions=[], title="改")
    delete = reverse("admin:feedback_survey_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert (SurveyQuestion.objects.count(), SurveyOption.objects.count()) == (4, 6)


def test_only_what_is_possible_today_is_offered(client, clerk):
    own = {"department": clerk.department}
    assert offered(client, SurveyFactory(**own)) == ["publish", "copy"]
    assert offered(client, SurveyFactory(published=True, **own)) == ["withdraw", "close", "copy"]
    last = SurveyFactory(published=True, closes_on=TODAY, **own)
    assert offered(client, last) == ["withdraw", "copy"]
    gone = SurveyFactory(state=ConsultationState.WITHDRAWN, **own)
    assert offered(client, gone) == ["copy"]


def test_a_survey_is_closed_early_with_a_reason_and_shows_its_results_tomorrow(client, clerk):
    row = SurveyFactory(department=clerk.department, published=True)
    page = client.post(move(row, "close"), {"reason": ""})
    assert page.context["form"].errors.keys() == {"reason"}
    client.post(move(row, "close"), {"reason": "样本已足够"})
    row.refresh_from_db()
    assert row.closes_on == TODAY
    assert list(Survey.objects.with_results(date(2026, 11, 25))) == [row]
    entry = HistoryRow.objects.of(row).get()
    assert (entry.reason, entry.changes["closes_on"]) == (
        "样本已足够",
        ["2026-11-30", "2026-11-24"],
    )
    with pytest.raises(MoveRefused):
        surveying.close(row, actor=clerk, reason="再", today=TODAY)


def test_a_survey_is_used_again_as_a_new_draft(client, clerk):
    old = SurveyFactory(department=clerk.department, published=True)
    response = client.post("/en" + move(old, "copy"))
    new = Survey.objects.exclude(pk=old.pk).get()
    with override("en"):
        assert response["Location"] == change(new)
    assert (new.state, new.opens_on, new.closes_on) == (
        ConsultationState.DRAFT,
        TODAY,
        date(2026, 12, 22),
    )
    assert survey_writing.written(new) == survey_writing.written(old)
    assert new.questions.filter(pk__in=old.questions.values("pk")).count() == 0
    assert "This is the new draft" in client.get(response["Location"]).text


def test_another_department_finds_nothing_and_who_only_reads_moves_nothing(client):
    row = SurveyFactory(published=True)
    client.force_login(OfficialFactory())
    assert client.get(change(row)).status_code == 404
    assert client.post(move(row, "withdraw"), {"reason": "x"}).status_code == 404
    client.force_login(OfficialFactory(department=row.department, reviewer=True))
    assert offered(client, row) == []
    assert client.post(move(row, "copy")).status_code == 403
    client.force_login(clerk := OfficialFactory())
    foreign = values(DepartmentFactory())
    assert client.post(reverse(ADD), foreign).status_code == 200
    with pytest.raises(MoveRefused):
        survey_writing.edit(SurveyFactory(), actor=clerk, title="改")
    assert Survey.objects.filter(title="政务公开满意度调查").count() == 2


@pytest.mark.parametrize("role", Role.values)
def test_the_table_lets_only_writers_move(role):
    for state in ConsultationState.values:
        allowed = role in (Role.CLERK, Role.ADMINISTRATOR)
        assert bool(TABLE.available(state, role)) is allowed


def test_the_page_of_a_survey_asks_the_same_however_many_questions_it_has(
    client, clerk, django_assert_max_num_queries
):
    def queries(row) -> int:
        with django_assert_max_num_queries(200) as asked:
            client.get(change(row))
        return len(asked)

    own = {"department": clerk.department, "published": True}
    few = SurveyFactory(questions=["choice"] * 2, **own)
    many = SurveyFactory(questions=["choice"] * 12, **own)
    client.get(change(few))
    assert queries(few) == queries(many)


def test_questions_without_a_number_come_last_in_the_order_written(client, clerk):
    page = client.get(reverse(ADD))
    formset = page.context["inline_admin_formsets"][0].formset
    assert {form["position"].value() for form in formset.forms} == {None}
    first, second, third = (
        {"position": position, "kind": "scale", "text": text, "options_text": ""}
        for position, text in (("", "一?"), (1, "二?"), ("", "三?"))
    )
    untouched = {"position": "", "kind": "", "text": "", "options_text": ""}
    sent = values(clerk.department, (first, second, untouched, third))
    assert client.post(reverse(ADD), sent).status_code == 302
    texts = list(SurveyQuestion.objects.order_by("position").values_list("text", flat=True))
    assert texts == ["二?", "一?", "三?"]
