"""The forms of the desk: each calls its verb, errors stand beside fields, nothing is lost."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from catalogs.enums import DepartmentKind
from catalogs.models import HistoryRow
from feedback.enums import FilePurpose, SubmissionState
from feedback.forms.desk_actions import ACTIONS
from feedback.steps import STEPS
from feedback.workflow import WORKFLOW
from tests.factories import DepartmentFactory, FieldFactory, OfficialFactory
from tests.feedback.factories import (
    PERSON,
    SubmissionFactory,
    administrator,
    clerk_of,
    office,
    reviewer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def address(submission, action: str) -> str:
    with override("en"):
        return reverse("feedback:desk-move", args=[submission.receipt_number, action])


def do(client, user, submission, action: str, **values):
    """Open the form as ``user``, fill it in and send it."""
    client.force_login(user)
    url = address(submission, action)
    shown = client.get(url)
    assert shown.status_code == 200, (action, shown.status_code)
    form = shown.context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "", False)
    }
    response = client.post(url, data | {"seen": shown.context["seen"]} | values)
    submission.refresh_from_db()
    return response


def done(response) -> bool:
    return response.status_code == 302


def test_every_move_and_step_of_an_official_has_its_form():
    rows = [row.action for row in (*WORKFLOW.moves, *STEPS.moves) if row.roles - {"asker"}]
    assert set(ACTIONS) - {"attach"} == set(rows) - {"reveal_contact"}


def test_a_case_goes_from_receipt_to_publication_by_its_forms(client):
    submission = SubmissionFactory(consent_to_publish=True)
    intake, clerk, asked = office(), OfficialFactory(), OfficialFactory()
    reviewer = OfficialFactory(department=clerk.department, reviewer=True)
    field = FieldFactory()
    texts = {"title": "补贴", "question": "补贴标准是多少?", "answer": "每台二十万元。"}
    steps = [
        (intake, "examine", {"kind": "suggestion", "field": field.pk}),
        (intake, "issue", {"department": clerk.department.pk}),
        (clerk, "reassign", {"handler": clerk.pk}),
        (clerk, "ask_co_handler", {"department": asked.department.pk, "question": "意见?"}),
        (asked, "give_opinion", {"opinion": "同意。"}),
        (clerk, "add_note", {"text": "等待材料"}),
        (intake, "urge", {}),
        (clerk, "reply", {"text": "每台二十万元。"}),
        (reviewer, "send_back_reply", {"reason": "请写明依据。"}),
        (clerk, "reply", {"text": "依据第九条,每台二十万元。"}),
        (reviewer, "review", {}),
        (clerk, "publish", texts),
        (clerk, "republish", {"answer": "依据第九条,每台二十万元。"}),
        (clerk, "withdraw_reply", {"reason": "标准已调整。"}),
    ]
    for user, action, values in steps:
        assert done(do(client, user, submission, action, **values)), action
    assert (submission.state, submission.kind) == (SubmissionState.PUBLISHED, "suggestion")
    assert submission.field == field
    assert submission.joint_handlings.get().opinion == "同意。"
    assert submission.reply == "依据第九条,每台二十万元。"
    assert submission.approver == reviewer
    assert submission.published_reply.answer == "依据第九条,每台二十万元。"
    assert submission.published_reply.withdrawn_on == date(2026, 11, 24)


def test_a_department_returns_and_transfers(client):
    submission = SubmissionFactory(issued=True)
    new = DepartmentFactory()
    values = {"department": new.pk, "reason": "属于该局职责。"}
    assert done(do(client, clerk_of(submission), submission, "transfer", **values))
    assert submission.department == new
    refused = do(client, clerk_of(submission), submission, "return", reason=" ")
    assert refused.context["form"].errors["reason"] == ["Give the reason."]
    assert done(do(client, clerk_of(submission), submission, "return", reason="不属于本局。"))
    assert (submission.state, submission.department) == (SubmissionState.EXAMINED, None)


@pytest.mark.parametrize("action", ["return", "transfer"])
def test_who_gives_a_submission_away_is_led_to_the_list_as_it_is_out_of_sight(client, action):
    submission = SubmissionFactory(issued=True)
    values = {"department": DepartmentFactory().pk} if action == "transfer" else {}
    clerk = clerk_of(submission)
    response = do(client, clerk, submission, action, reason="属于他局职责。", **values)
    with override("en"):
        assert response.url == reverse("feedback:desk-list")
    assert client.get(response.url).status_code == 200


def test_what_is_not_accepted_names_the_right_way_and_tells_nobody(client):
    submission = SubmissionFactory()
    values = {"right_way": "litigation", "reason": f"{PERSON['name']}的诉讼由法院处理。"}
    assert done(do(client, office(), submission, "not_accept", **values))
    assert submission.right_way == "litigation"
    assert PERSON["name"] not in submission.refusal
    row = HistoryRow.objects.of(submission).get(action="not_accept")
    assert PERSON["name"] not in row.reason


def test_a_duplicate_is_found_and_merged_by_its_number(client):
    first, submission = SubmissionFactory(issued=True), SubmissionFactory()
    other = SubmissionFactory(title="公园何时开放", text="湿地公园夏天几点开门?")
    long_ago = SubmissionFactory(issued=True, received_on=date(2026, 4, 1))
    intake = office()
    client.force_login(intake)
    likely = client.get(address(submission, "merge")).context["form"].likely
    assert [one["row"] for one in likely] == [first]
    assert {other, long_ago}.isdisjoint(one["row"] for one in likely)
    refused = do(client, intake, submission, "merge", into="HD-2026-00000")
    assert "no submission with this number" in str(refused.context["form"].errors["into"])
    number = first.receipt_number.lower()
    assert done(do(client, intake, submission, "merge", into=number))
    assert submission.merged_into == first


def test_the_published_text_is_refused_with_a_part_of_the_asker_and_kept_for_mending(client):
    submission = SubmissionFactory(
        reviewed=True, consent_to_publish=True, text=f"我是{PERSON['name']},补贴多少?"
    )
    clerk = clerk_of(submission)
    client.force_login(clerk)
    shown = client.get(address(submission, "publish"))
    assert PERSON["name"] not in shown.content.decode()
    text = f"{PERSON['name']}问:补贴多少?"
    refused = do(client, clerk, submission, "publish", question=text)
    assert "identity" in str(refused.context["form"].errors["question"])
    assert refused.context["form"]["question"].value() == text
    assert submission.state == SubmissionState.REVIEWED


def test_comparing_shows_what_changed_and_keeps_nothing(client):
    submission = SubmissionFactory(reviewed=True, consent_to_publish=True)
    clerk = clerk_of(submission)
    response = do(client, clerk, submission, "publish", question="补贴多少?", compare="1")
    assert response.status_code == 200
    assert "What the edited text changes" in response.content.decode()
    assert submission.state == SubmissionState.REVIEWED


def test_without_consent_publishing_is_not_offered(client):
    submission = SubmissionFactory(reviewed=True, consent_to_publish=False)
    client.force_login(clerk_of(submission))
    assert client.get(address(submission, "publish")).status_code == 409


def test_a_file_of_the_reply_is_kept(client):
    submission = SubmissionFactory(issued=True)
    file = SimpleUploadedFile("办法.txt", "实施办法".encode())
    assert done(do(client, clerk_of(submission), submission, "attach", file=file))
    assert submission.files.get().purpose == FilePurpose.REPLY


def test_a_form_written_against_an_older_state_does_nothing_and_loses_nothing(client):
    submission = SubmissionFactory(issued=True)
    clerk = clerk_of(submission)
    client.force_login(clerk)
    url = address(submission, "reply")
    seen = client.get(url).context["seen"]
    do(client, administrator(), submission, "reassign", handler=clerk.pk)
    client.force_login(clerk)
    response = client.post(url, {"seen": seen, "text": "答复文本"})
    assert response.status_code == 409
    assert response.context["form"]["text"].value() == "答复文本"
    submission.refresh_from_db()
    assert submission.state == SubmissionState.ISSUED
    again = {"seen": response.context["seen"], "text": "答复文本"}
    assert done(client.post(url, again))


def test_a_move_that_is_over_gives_back_what_was_written(client):
    submission = SubmissionFactory(replied=True)
    client.force_login(clerk_of(submission))
    response = client.post(address(submission, "reply"), {"text": "第二个答复"})
    assert response.status_code == 409
    assert "第二个答复" in response.content.decode()
    assert "may have been changed meanwhile" in response.content.decode()


def test_the_drafter_does_not_review_the_own_reply(client):
    submission = SubmissionFactory(replied=True)
    boss = administrator()
    submission.drafter = boss
    submission.save()
    client.force_login(boss)
    assert client.get(address(submission, "review")).status_code == 409
    assert done(do(client, reviewer_of(submission), submission, "review"))


def test_only_units_of_the_district_are_offered_to_answer(client):
    submission = SubmissionFactory(state=SubmissionState.EXAMINED)
    city = DepartmentFactory(kind=DepartmentKind.MUNICIPAL_DEPARTMENT)
    district = DepartmentFactory()
    client.force_login(office())
    offered = client.get(address(submission, "issue")).context["form"]["department"].field.queryset
    assert district in offered
    assert city not in offered
