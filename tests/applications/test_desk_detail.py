"""The page of one application: masked, closed to strangers, every button leads somewhere."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from applications import access, attaching, handling, inquiring
from applications.enums import ApplicationState, FilePurpose
from applications.forms.desk_actions import ACTIONS, UNDER
from applications.models import Application, CoHandling
from applications.steps import STEPS
from applications.workflow import WORKFLOW
from catalogs.enums import Role
from catalogs.models import HistoryRow
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of, reviewer_of
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
# How the factory calls each state.
STATES = [str(state) for state in ApplicationState]


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def page(application, name: str = "desk-detail", *more) -> str:
    with override("en"):
        return reverse(f"applications:{name}", args=[application.receipt_number, *more])


def in_state(state: str, **columns):
    return ApplicationFactory(**({} if state == "received" else {state: True}), **columns)


def given(application, purpose: str, name: str = "材料.txt"):
    return attaching.attach(
        application, file=BytesIO("内容".encode()), name=name, purpose=purpose, actor=None
    )


@pytest.mark.parametrize(
    "name", ["desk-detail", "desk-worksheet", "desk-identity", "desk-move", "desk-file"]
)
def test_a_stranger_learns_not_even_that_it_exists(client, name):
    application = ApplicationFactory(examining=True)
    file = given(application, FilePurpose.REQUEST)
    client.force_login(OfficialFactory())
    more = {"desk-move": ["add_note"], "desk-file": [file.pk]}.get(name, [])
    ask = client.post if name == "desk-identity" else client.get
    assert ask(page(application, name, *more)).status_code == 404
    assert not HistoryRow.objects.of(application).filter(action="reveal_identity").exists()


@pytest.mark.parametrize(
    ("trait", "words"), [("examining", "Opinion awaited"), ("answered", "No opinion given")]
)
def test_an_opinion_is_awaited_until_the_end_only(client, trait, words):
    application = ApplicationFactory(**{trait: True})
    CoHandling.objects.create(
        application=application,
        department=OfficialFactory().department,
        question="是否同意公开？",
        asked_on=date(2026, 11, 20),
    )
    client.force_login(clerk_of(application))
    shown = client.get(page(application)).content.decode()
    assert [text for text in ("Opinion awaited", "No opinion given") if text in shown] == [words]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.GOVERNMENT_OFFICE])
def test_every_button_leads_to_its_form_and_nothing_else_opens(client, role, state):
    application = in_state(state)
    department = application.department or OfficialFactory().department
    user = OfficialFactory(role=role, department=department)
    client.force_login(user)
    response = client.get(page(application))
    if not access.leads(user, application):
        assert response.status_code == 404
        return
    offered = {
        offer.action for part in ("next_steps", "other_steps") for offer in response.context[part]
    }
    allowed = {row.action for row in access.available_actions(application, user)}
    assert {UNDER.get(action, action) for action in offered - {"attach", "detach"}} <= allowed
    before = HistoryRow.objects.count()
    for action in offered:
        assert client.get(page(application, "desk-move", action)).status_code == 200, action
    # Of the others every fourth, to save time; the verbs' own tests ask for all of them.
    for action in sorted(set(ACTIONS) - offered)[::4]:
        assert client.get(page(application, "desk-move", action)).status_code in (403, 409), action
    assert HistoryRow.objects.count() == before


def test_every_action_an_official_may_do_has_its_form():
    rows = [row for row in (*WORKFLOW.moves, *STEPS.moves) if row.roles - {"applicant"}]
    assert {row.action for row in rows} - set(ACTIONS) == {"reveal_identity"}
    assert set(ACTIONS) - {row.action for row in rows} == {*UNDER, "attach", "detach"}


def test_the_identity_is_masked_and_the_title_names_the_number_only(client):
    application = ApplicationFactory(examining=True)
    client.force_login(clerk_of(application))
    text = client.get(page(application)).content.decode()
    title = text[text.index("<title>") : text.index("</title>")]
    assert application.receipt_number in title
    assert application.title not in title
    for part in ("name", "certificate_number", "telephone", "email", "address", "postcode"):
        assert PERSON[part] not in text, part


def test_showing_in_full_is_a_press_that_is_written_down_and_shows_once(client):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    inquiring.ask_third_party(
        application,
        actor=clerk,
        addressee="东方某某公司",
        addressee_contact="0510-88887777",
        question="？",
        today=TODAY,
    )
    client.force_login(clerk)
    assert client.get(page(application, "desk-identity")).status_code == 405
    response = client.post(page(application, "desk-identity"))
    text = response.content.decode()
    for part in ("name", "certificate_number", "telephone", "email", "address"):
        assert PERSON[part] in text, part
    assert "东方某某公司" in text
    assert "no-store" in response["Cache-Control"]
    rows = HistoryRow.objects.of(application).filter(action="reveal_identity")
    assert [row.actor for row in rows] == [clerk]
    assert PERSON["name"] not in client.get(page(application)).content.decode()


@pytest.mark.parametrize("role", [Role.LEGAL_AFFAIRS, Role.SUPERVISOR])
def test_who_only_looks_on_is_not_shown_the_identity(client, role):
    application = ApplicationFactory(examining=True)
    client.force_login(OfficialFactory(role=role))
    assert client.get(page(application)).status_code == 200
    assert client.post(page(application, "desk-identity")).status_code == 403
    assert not HistoryRow.objects.of(application).exists()


def test_a_department_that_is_asked_sees_the_question_but_not_who_applies(client):
    application = ApplicationFactory(examining=True)
    file = given(application, FilePurpose.IDENTITY)
    asked = OfficialFactory()
    handling.ask_co_handler(
        application,
        actor=clerk_of(application),
        department=asked.department,
        question="数据由谁掌握？",
        today=TODAY,
    )
    client.force_login(asked)
    response = client.get(page(application))
    assert "数据由谁掌握？" in response.content.decode()
    assert [offer.action for offer in response.context["next_steps"]] == ["give_opinion"]
    assert client.post(page(application, "desk-identity")).status_code == 403
    assert client.get(page(application, "desk-file", file.pk)).status_code == 404


def test_a_third_party_is_masked_in_the_question_too(client):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    inquiring.ask_third_party(
        application,
        actor=clerk,
        addressee="司马相如文化公司",
        question="司马相如文化公司的合同可否公开?",
        today=date(2026, 11, 24),
    )
    client.force_login(clerk)
    text = client.get(page(application)).content.decode()
    assert "**的合同可否公开?" in text
    assert "司马相如" not in text


def test_a_file_is_handed_out_to_be_saved_and_its_name_is_not_shown(client):
    application = ApplicationFactory(examining=True)
    file = given(application, FilePurpose.IDENTITY, name="欧阳小明身份证.txt")
    client.force_login(clerk_of(application))
    text = client.get(page(application)).content.decode()
    assert page(application, "desk-file", file.pk) in text
    assert "欧阳小明" not in text
    assert client.get(page(application, "desk-file", file.pk)).status_code == 405
    response = client.post(page(application, "desk-file", file.pk))
    assert response.content == "内容".encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    assert "欧阳小明" not in unquote(response["Content-Disposition"])


@pytest.mark.parametrize("purpose", [FilePurpose.IDENTITY, FilePurpose.REQUEST])
def test_who_opens_a_file_of_the_applicant_is_written_down(client, purpose):
    application = ApplicationFactory(examining=True)
    file, clerk = given(application, purpose), clerk_of(application)
    client.force_login(clerk)
    assert client.post(page(application, "desk-file", file.pk)).status_code == 200
    row = HistoryRow.objects.of(application).get(action="reveal_identity")
    assert (row.actor, row.changes) == (clerk, {"files": [None, f"{purpose} {file.checksum}"]})


def test_a_file_of_another_application_does_not_open_by_its_number(client):
    application = ApplicationFactory(examining=True)
    other = given(ApplicationFactory(examining=True), FilePurpose.REQUEST)
    client.force_login(clerk_of(application))
    assert client.get(page(application, "desk-file", other.pk)).status_code == 404


def test_the_worksheet_shows_every_day_with_its_reason(client):
    application = ApplicationFactory(examining=True, received_on=date(2026, 9, 24))
    client.force_login(clerk_of(application))
    days = client.get(page(application, "desk-worksheet")).context["days"]
    assert days[-1].day == application.due_on
    by_day = {line.day: (line.status, line.reason) for line in days}
    assert by_day[date(2026, 9, 24)] == ("first", "first_day")
    assert by_day[date(2026, 10, 1)] == ("skipped", "holiday")
    assert by_day[date(2026, 10, 10)] == ("counted", "make_up")


def test_the_history_tells_in_words_what_was_done_by_whom(client):
    application = ApplicationFactory(examining=True)
    clerk, reviewer = clerk_of(application), reviewer_of(application)
    handling.reassign(application, actor=reviewer, handler=clerk)
    other = OfficialFactory().department
    handling.transfer(application, actor=clerk, department=other, reason="属于该局职责。")
    client.force_login(OfficialFactory(government_office=True))
    last, first = client.get(page(application)).context["events"]
    assert (first["what"], first["who"]) == ("Name the handler", str(reviewer))
    assert "属于该局职责。" in last["note"]
    assert other.display_name in last["note"]


def test_the_history_tells_when_the_clock_stopped(client):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    inquiring.ask_third_party(
        application, actor=clerk, addressee="某公司", question="？", today=TODAY
    )
    client.force_login(clerk)
    last = client.get(page(application)).context["events"][0]
    assert last["note"] == "reply due: 30 November 2026 → The clock is stopped"


def test_a_page_of_an_application_with_everything_asks_few_questions(
    client, django_assert_max_num_queries
):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    for number in range(4):
        handling.add_note(application, actor=clerk, text=f"备注{number}")
        inquiring.ask_third_party(
            application, actor=clerk, addressee=f"公司{number}", question="？", today=TODAY
        )
        given(Application.objects.get(pk=application.pk), FilePurpose.REQUEST)
    client.force_login(clerk)
    client.get(page(application))
    with django_assert_max_num_queries(45):
        client.get(page(application))


def test_a_name_the_applicant_wrote_into_the_request_is_struck_out_until_shown_in_full(client):
    name = PERSON["name"]
    application = ApplicationFactory(
        examining=True, title=f"{name}的宅基地批复", features=f"我是{name}。"
    )
    client.force_login(clerk_of(application))
    for where in (page(application), page(application, "desk-move", "add_note")):
        text = client.get(where).content.decode()
        assert name not in text
        assert "**的宅基地批复" in text
    assert name not in client.get("/en/desk/applications/?tab=open").content.decode()
    assert f"我是{name}。" in client.post(page(application, "desk-identity")).content.decode()
