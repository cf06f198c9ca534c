"""The desk's list and the page of one submission: by what has to be done, never by who asks."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from catalogs.enums import Role
from catalogs.models import HistoryRow
from feedback import handling
from feedback.attaching import attach
from feedback.enums import FilePurpose
from tests.factories import OfficialFactory
from tests.feedback.factories import PERSON, SubmissionFactory, office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LIST = "/en/desk/feedback/"


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def clerk(client):
    official = OfficialFactory()
    client.force_login(official)
    return official


def own(clerk, received_on: date = date(2026, 11, 20), **columns):
    return SubmissionFactory(
        issued=True, department=clerk.department, received_on=received_on, **columns
    )


def numbers(response) -> list[str]:
    return [row["number"] for row in response.context["rows"]]


def counts(response) -> dict[str, int]:
    return {str(tab["text"]): tab["total"] for tab in response.context["tabs"]}


def page(submission, name: str = "desk-detail", *more) -> str:
    with override("en"):
        return reverse(f"feedback:{name}", args=[submission.receipt_number, *more])


def test_a_department_sees_what_it_leads_and_nothing_of_another(client, clerk):
    mine = own(clerk, handler=clerk)
    other = SubmissionFactory(issued=True)
    response = client.get(f"{LIST}?tab=open")
    assert numbers(response) == [mine.receipt_number]
    assert other.receipt_number not in response.content.decode()
    assert counts(response)["Mine"] == 1
    assert client.get(page(other)).status_code == 404


def test_what_is_due_stands_first_red_and_amber_with_its_days_in_words(client, clerk):
    soon = own(clerk, date(2026, 11, 17))
    late = own(clerk, date(2026, 11, 11))
    own(clerk, date(2026, 11, 23))
    response = client.get(f"{LIST}?tab=due")
    assert numbers(response) == [late.receipt_number, soon.receipt_number]
    assert [row["clock"] for row in response.context["rows"]] == [
        {"text": "Overdue by 2 working days", "tone": "red"},
        {"text": "2 working days left", "tone": "amber"},
    ]


@pytest.mark.parametrize(
    ("role", "tab"),
    [
        (Role.CLERK, "mine"),
        (Role.REVIEWER, "review"),
        (Role.GOVERNMENT_OFFICE, "intake"),
        (Role.ADMINISTRATOR, "open"),
        (Role.SUPERVISOR, "due"),
    ],
)
def test_each_role_begins_with_its_own_work(client, role, tab):
    client.force_login(OfficialFactory(role=role))
    assert client.get(LIST).context["tab"].name == tab


def test_the_tabs_hold_each_state_where_its_next_step_is_taken(client):
    SubmissionFactory()
    SubmissionFactory(examined=True)
    SubmissionFactory(issued=True)
    SubmissionFactory(replied=True)
    SubmissionFactory(reviewed=True, consent_to_publish=True)
    SubmissionFactory(not_accepted=True)
    client.force_login(office())
    told = counts(client.get(LIST))
    assert told["To examine or issue"] == 2
    assert told["Nobody handles yet"] == 1
    assert told["In review"] == 1
    assert told["To publish"] == 1
    assert told["All open"] == 4
    assert told["Concluded"] == 2


def test_the_search_finds_number_and_words_and_never_who_asks(client, clerk):
    mine = own(clerk)
    own(clerk, title="公园开放时间", text="几点开门?")
    assert numbers(client.get(f"{LIST}?tab=open&q=电梯")) == [mine.receipt_number]
    found = client.get(f"{LIST}?tab=open&q={mine.receipt_number}")
    assert numbers(found) == [mine.receipt_number]
    assert numbers(client.get(f"{LIST}?tab=open&q={PERSON['name']}")) == []


def test_the_list_costs_the_same_however_long_it_is(client, clerk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{LIST}?tab=open")
        return len(seen)

    own(clerk)
    few = queries()
    for _time in range(8):
        own(clerk, handler=clerk)
    assert queries() == few


def test_the_page_masks_the_contact_and_strikes_it_out_of_the_texts(client, clerk):
    submission = own(clerk, text=f"我是{PERSON['name']},电话{PERSON['telephone']},请答复。")
    text = client.get(page(submission)).content.decode()
    for part in PERSON.values():
        assert part not in text
    assert "欧" in text


def test_the_contact_is_shown_once_on_a_press_and_that_is_in_the_history(client, clerk):
    submission = own(clerk)
    assert client.get(page(submission, "desk-contact")).status_code == 405
    response = client.post(page(submission, "desk-contact"))
    assert PERSON["telephone"] in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert HistoryRow.objects.of(submission).filter(action="reveal_contact", actor=clerk).exists()
    client.force_login(OfficialFactory(role=Role.SUPERVISOR))
    assert client.post(page(submission, "desk-contact")).status_code == 403


def test_a_joint_department_reads_the_case_and_not_the_contact(client, clerk):
    lead = OfficialFactory()
    submission = own(lead)
    handling.ask_co_handler(
        submission, actor=lead, department=clerk.department, question="意见?", today=TODAY
    )
    assert numbers(client.get(f"{LIST}?tab=asked")) == [submission.receipt_number]
    response = client.get(page(submission))
    assert "Give the opinion" in response.content.decode()
    assert client.post(page(submission, "desk-contact")).status_code == 403


def test_every_button_of_the_page_leads_to_its_form(client):
    for trait in ("examined", "issued", "replied", "reviewed", "published"):
        submission = SubmissionFactory(**{trait: True}, consent_to_publish=True)
        client.force_login(OfficialFactory(administrator=True))
        context = client.get(page(submission)).context
        offers = [*context["next_steps"], *context["other_steps"]]
        assert offers
        for offer in offers:
            assert client.get(offer.url).status_code == 200, (trait, offer.action)


def test_that_it_was_urged_is_shown_and_an_official_urges_once_a_day(client):
    submission = SubmissionFactory(issued=True)
    intake = office()
    client.force_login(intake)
    handling.urge(submission, actor=None, now=timezone.now())
    handling.urge(submission, actor=intake, now=timezone.now())
    response = client.get(page(submission))
    assert "Urged 2 times" in response.content.decode()
    assert "urge" not in {offer.action for offer in response.context["other_steps"]}


def test_a_file_is_handed_out_to_be_saved_under_a_name_that_tells_nobody(client, clerk):
    submission = own(clerk)
    file = attach(
        submission,
        file=SimpleUploadedFile("欧阳小明.txt", "照片说明".encode()),
        name="欧阳小明.txt",
        purpose=FilePurpose.GIVEN,
        actor=None,
    )
    assert "欧阳小明" not in client.get(page(submission)).content.decode()
    assert client.get(page(submission, "desk-file", file.pk)).status_code == 405
    assert not HistoryRow.objects.of(submission).filter(action="open_file").exists()
    response = client.post(page(submission, "desk-file", file.pk))
    assert HistoryRow.objects.of(submission).get(action="open_file").actor == clerk
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    client.force_login(OfficialFactory(role=Role.SUPERVISOR))
    assert client.post(page(submission, "desk-file", file.pk)).status_code == 404


def test_a_merged_submission_leads_to_the_other_and_back(client):
    leading = SubmissionFactory(issued=True)
    merged = SubmissionFactory(merged=True, merged_into=leading)
    client.force_login(office())
    assert page(leading) in client.get(page(merged)).content.decode()
    assert page(merged) in client.get(page(leading)).content.decode()


def test_the_start_page_of_the_desk_lists_submissions_by_due_date(client, clerk):
    later, sooner = own(clerk, date(2026, 11, 20)), own(clerk, date(2026, 11, 11))
    response = client.get("/en/desk/")
    (waiting,) = response.context["waiting"]
    rows = waiting["rows"]
    assert [row["number"] for row in rows] == [sooner.receipt_number, later.receipt_number]
