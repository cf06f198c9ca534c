"""The forms of public opinion: each calls its verb, errors stand beside fields, nothing is lost."""

import pytest
import time_machine
from django.utils import timezone

from feedback import opinions
from feedback.forms.opinion_actions import ACTIONS
from feedback.models import OpinionCase
from feedback.opinion_workflow import OPINION_WORKFLOW
from tests.factories import OfficialFactory, PublicationFactory
from tests.feedback.factories import (
    OpinionCaseFactory,
    office,
)
from tests.feedback.opinion_desk import do, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def test_every_action_of_the_table_has_its_form():
    assert set(ACTIONS) == {row.action for row in OPINION_WORKFLOW.moves}


def test_a_case_goes_from_collecting_to_looking_back_by_its_pages(client):
    clerk, intake = OfficialFactory(), office()
    response = PublicationFactory(published=True, published_at=timezone.now())
    client.force_login(clerk)
    values = {"title": "夜间施工", "summary": "多人反映噪声", "source": "internet"}
    assert client.post(page("new"), values).status_code == 302
    case = OpinionCase.objects.get()
    steps = [
        (intake, "judge", {"level": "major"}),
        (intake, "judge_anew", {"level": "serious", "reason": "已平息"}),
        (intake, "dispose", {"department": clerk.department.pk, "instruction": "核实"}),
        (clerk, "respond", {"words": response.index_number}),
        (intake, "review", {"lesson": "平稳"}),
        (intake, "record_incentive", {"kind": "commendation", "reason": "及时", "basis": "第九条"}),
    ]
    for user, action, given in steps:
        assert do(client, user, case, action, **given).status_code == 302, action
    assert (case.state, case.response, case.level) == ("reviewed", response, "serious")
    assert case.incentives.get().department == clerk.department
    detail = client.get(page("detail", case.pk)).content.decode()
    for words in ("夜间施工", "平稳", "Commendation", response.title, response.get_absolute_url()):
        assert words in detail
    events = client.get(page("detail", case.pk)).context["events"]
    assert len(events) == 7
    assert events[-1]["what"].startswith("Taken up")
    # Where hours count, the time line tells the time of the day.
    assert "24 November 2026, 09:00" in detail


def test_what_was_written_stays_and_an_error_stands_beside_its_field(client):
    client.force_login(office())
    response = client.post(page("new"), {"title": "电话13812345678", "summary": "多人反映"})
    assert set(response.context["form"].errors) == {"source"}
    values = {"title": "电话13812345678", "summary": "多人反映", "source": "media"}
    response = client.post(page("new"), values)
    assert set(response.context["form"].errors) == {"title"}
    assert "多人反映" in response.content.decode()
    case = OpinionCaseFactory(judged=True)
    late = {"dispose_by": "2026-12-24T09:00", "department": "", "instruction": "核实"}
    response = do(client, office(), case, "dispose", **late)
    assert set(response.context["form"].errors) == {"department"}
    assert "核实" in response.content.decode()
    late["department"] = OfficialFactory().department_id
    response = do(client, office(), case, "dispose", **late)
    assert set(response.context["form"].errors) == {"dispose_by"}


def test_the_response_is_looked_for_by_words_and_chosen(client):
    case = OpinionCaseFactory(disposed=True)
    clerk = OfficialFactory(department=case.department)
    first, second = (
        PublicationFactory(
            published=True, published_at=timezone.now(), title=f"关于夜间施工的情况说明({part})"
        )
        for part in "一二"
    )
    PublicationFactory(title="关于夜间施工的情况说明(草稿)")
    PublicationFactory(published=True, title="关于夜间施工的情况说明(早先)")
    shown = do(client, clerk, case, "respond", words="夜间施工", look="1")
    assert set(shown.context["form"].fields["response"].queryset) == {first, second}
    undecided = do(client, clerk, case, "respond", words="夜间施工")
    assert set(undecided.context["form"].errors) == {"response"}
    nothing = do(client, clerk, case, "respond", words="没有这件", look="1")
    assert "No document published since" in nothing.content.decode()
    nothing = do(client, clerk, case, "respond", words="没有这件")
    assert set(nothing.context["form"].errors) == {"words"}
    chosen = do(client, clerk, case, "respond", words="夜间施工", response=second.pk)
    assert (chosen.status_code, case.response) == (302, second)


def test_a_form_written_against_another_state_changes_nothing(client):
    case = OpinionCaseFactory()
    client.force_login(office())
    url = page("move", case.pk, "judge")
    seen = client.get(url).context["seen"]
    opinions.judge(case, actor=office(), level="major", now=timezone.now())
    response = client.post(url, {"level": "ordinary", "judgement": "判断", "seen": seen})
    assert response.status_code == 409
    assert "判断" in response.content.decode()
    case.refresh_from_db()
    assert case.level == "major"
