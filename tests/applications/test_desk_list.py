"""The desk's list: by what has to be done, never by who applies, closed to strangers."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications import handling, inquiring
from catalogs.enums import Role
from tests.applications.factories import PERSON, ApplicationFactory, office, reviewer_of
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LIST = "/en/desk/applications/"


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
    return ApplicationFactory(
        examining=True, department=clerk.department, received_on=received_on, **columns
    )


def numbers(response) -> list[str]:
    return [row["number"] for row in response.context["rows"]]


def counts(response) -> dict[str, int]:
    return {str(tab["text"]): tab["total"] for tab in response.context["tabs"]}


def test_a_visitor_signs_in_first(client):
    response = client.get(LIST)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_a_department_sees_what_it_leads_and_nothing_of_another(client, clerk):
    mine = own(clerk, handler=clerk)
    other = ApplicationFactory(examining=True)
    response = client.get(f"{LIST}?tab=open")
    assert numbers(response) == [mine.receipt_number]
    assert other.receipt_number not in response.content.decode()
    assert counts(response)["Mine"] == 1


def test_what_is_due_stands_first_red_and_amber_with_its_days_in_words(client, clerk):
    soon = own(clerk, date(2026, 10, 29))
    late = own(clerk, date(2026, 10, 23))
    own(clerk, date(2026, 11, 20))
    response = client.get(f"{LIST}?tab=due")
    assert numbers(response) == [late.receipt_number, soon.receipt_number]
    assert [row["clock"] for row in response.context["rows"]] == [
        {"text": "Overdue by 2 working days", "tone": "red"},
        {"text": "2 working days left", "tone": "amber"},
    ]


def test_a_department_that_is_asked_finds_the_question_in_a_tab_of_its_own(client, clerk):
    lead = OfficialFactory()
    application = own(lead)
    handling.ask_co_handler(
        application, actor=lead, department=clerk.department, question="意见？", today=TODAY
    )
    response = client.get(f"{LIST}?tab=asked")
    assert numbers(response) == [application.receipt_number]
    assert response.context["rows"][0]["department"] == lead.department.display_name


def test_an_application_whose_clock_stands_still_awaits_others(client, clerk):
    application = own(clerk)
    inquiring.ask_third_party(
        application, actor=clerk, addressee="某公司", question="？", today=TODAY
    )
    response = client.get(f"{LIST}?tab=waiting")
    assert numbers(response) == [application.receipt_number]
    assert response.context["rows"][0]["clock"]["text"] == "The clock is stopped"


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


def test_only_the_office_has_the_tabs_of_intake(client, clerk):
    ApplicationFactory()
    assert "To register or assign" not in counts(client.get(LIST))
    client.force_login(office())
    assert counts(client.get(LIST))["To register or assign"] == 1


def test_the_search_finds_number_and_words_of_what_is_asked(client, clerk):
    application = own(clerk, title="老旧小区加装电梯补贴", document_number="锡滨发〔2025〕3号")
    own(clerk)
    for words in ("加装电梯", "2025〕3号", application.receipt_number.lower()):
        response = client.get(LIST, {"tab": "open", "q": words})
        assert numbers(response) == [application.receipt_number], words
        assert counts(response)["All open"] == 1


@pytest.mark.parametrize(
    "part", ["name", "certificate_number", "telephone", "email", "address", "postcode"]
)
def test_the_search_never_finds_by_who_applies(client, clerk, part):
    own(clerk)
    response = client.get(LIST, {"tab": "open", "q": PERSON[part]})
    assert numbers(response) == []
    assert "never searched" in response.content.decode()


def test_the_list_shows_the_applicant_masked(client, clerk):
    own(clerk)
    text = client.get(f"{LIST}?tab=open").content.decode()
    assert "欧***" in text
    assert not [part for part in PERSON.values() if len(part) > 6 and part in text]
    assert PERSON["name"] not in text


def test_the_order_and_the_pages_are_chosen(client, clerk):
    rows = [own(clerk, date(2026, 11, day)) for day in range(2, 24)]
    first = client.get(f"{LIST}?tab=open&order=newest")
    assert numbers(first)[0] == rows[-1].receipt_number
    assert len(numbers(first)) == 20
    second = client.get(f"{LIST}?tab=open&order=newest&page=2")
    assert numbers(second) == [rows[1].receipt_number, rows[0].receipt_number]
    assert len(numbers(client.get(f"{LIST}?tab=open&size=50"))) == 22
    nonsense = client.get(f"{LIST}?tab=nope&order=nope&size=nope&page=nope")
    assert nonsense.status_code == 200


def test_the_list_asks_as_many_questions_for_many_rows_as_for_few(
    client, clerk, django_assert_num_queries
):
    own(clerk, handler=clerk)
    client.get(f"{LIST}?tab=open")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{LIST}?tab=open")
    for _ in range(15):
        own(clerk, handler=OfficialFactory(department=clerk.department))
    with django_assert_num_queries(len(few)):
        client.get(f"{LIST}?tab=open")


def test_the_list_opens_at_the_first_tab_of_the_role_that_is_not_empty(client, clerk):
    assert client.get(LIST).context["tab"].name == "mine"
    unclaimed = own(clerk)
    with CaptureQueriesContext(connection) as asked:
        assert numbers(client.get(f"{LIST}?tab=queue")) == [unclaimed.receipt_number]
    with CaptureQueriesContext(connection) as opened:
        response = client.get(LIST)
    assert (response.context["tab"].name, numbers(response)) == (
        "queue",
        [unclaimed.receipt_number],
    )
    assert len(opened) == len(asked)
    assert client.get(f"{LIST}?tab=mine").context["tab"].name == "mine"
    claimed = own(clerk, handler=clerk)
    assert numbers(client.get(LIST)) == [claimed.receipt_number]


def test_an_empty_tab_says_why(client, clerk):
    assert "You are not the handler" in client.get(LIST).content.decode()


def exported(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_has_the_rows_of_the_tab_and_no_part_of_an_identity(client):
    application = ApplicationFactory(
        examining=True, title=f"{PERSON['name']}的宅基地批复", features="见附件"
    )
    ApplicationFactory(examining=True)
    reviewer = reviewer_of(application)
    client.force_login(reviewer)
    response = client.get(reverse("applications:desk-export"), {"tab": "open"})
    assert response["Content-Disposition"].startswith("attachment")
    rows = exported(response)
    assert [row[0] for row in rows[1:]] == [application.receipt_number]
    assert rows[1][5] == "**的宅基地批复"
    flat = "".join(map("".join, rows))
    assert not [part for part in PERSON.values() if len(part) > 3 and part in flat]


def test_a_clerk_takes_no_list_away(client, clerk):
    assert client.get(reverse("applications:desk-export")).status_code == 403
    assert "export.csv" not in client.get(f"{LIST}?tab=open").content.decode()


def test_the_start_page_of_the_desk_lists_what_waits_by_due_date(client, clerk):
    later = own(clerk, date(2026, 11, 20), handler=clerk)
    sooner = own(clerk, date(2026, 11, 2))
    own(clerk, handler=OfficialFactory(department=clerk.department))
    ApplicationFactory(examining=True, department=DepartmentFactory())
    (waiting,) = client.get("/en/desk/").context["waiting"]
    assert [row["number"] for row in waiting["rows"]] == [
        sooner.receipt_number,
        later.receipt_number,
    ]
    assert not waiting["more"]
