"""Tracking: number and code open the own application for a session, and nothing else does."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import attaching, correcting, progress
from applications.enums import ApplicationState, FilePurpose, Outcome
from applications.models import Application, Correction, FeeNotice
from catalogs import query_codes
from tests.applications import paper_cases
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of, moment
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db
CODE = "ABCD-EFGH-JKMN"
HASH = query_codes.hashed(CODE)
TRACK = reverse("applications:track")
CASE = reverse("applications:track-case")


@pytest.fixture(autouse=True)
def now(calendar):
    with time_machine.travel(moment(date(2026, 11, 24)), tick=False) as clock:
        yield clock


def follow(client, application: Application, code: str = CODE):
    return client.post(TRACK, {"number": application.receipt_number, "code": code})


@pytest.fixture
def opened(client):
    """Open an application in the test's client."""

    def open_(**traits) -> Application:
        application = ApplicationFactory(code_hash=HASH, **traits)
        assert follow(client, application)["Location"] == CASE
        return application

    return open_


def test_number_and_code_as_people_type_them_open_the_application(client):
    application = ApplicationFactory(code_hash=HASH)
    typed = {"number": f" {application.receipt_number.lower()} ", "code": "abcd efgh jkmn"}
    assert client.post(TRACK, typed)["Location"] == CASE
    page = client.get(CASE)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_a_wrong_code_and_an_unknown_number_look_alike(client):
    application = ApplicationFactory(code_hash=HASH)
    pages = []
    for number in (application.receipt_number, "SQ-2026-99999"):
        page = client.post(TRACK, {"number": number, "code": "WRNG-WRNG-WRNG"})
        pages.append((page.status_code, page.content.decode().replace(number, "NUMBER")))
    without_tokens = [
        (status, [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line])
        for status, text in pages
    ]
    assert without_tokens[0] == without_tokens[1]


@pytest.mark.parametrize("known", [True, False])
def test_wrong_codes_are_locked_and_the_lock_holds_against_the_right_one(client, known):
    application = ApplicationFactory(code_hash=HASH)
    number = application.receipt_number if known else "SQ-2026-99999"
    statuses = [
        client.post(TRACK, {"number": number, "code": "WRNG-WRNG-WRNG"}).status_code
        for _n in range(6)
    ]
    assert statuses == [200, 200, 200, 429, 429, 429]
    locked = client.post(TRACK, {"number": number, "code": CODE})
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) > 0


def test_the_session_key_changes_and_the_access_ends_by_itself(client, now):
    client.get(TRACK)
    session = client.session
    session["before"] = True
    session.save()
    old = session.session_key
    application = ApplicationFactory(code_hash=HASH)
    follow(client, application)
    assert client.session.session_key != old
    now.shift(timedelta(minutes=29))
    assert client.get(CASE).status_code == 200
    now.shift(timedelta(minutes=31))
    assert client.get(CASE)["Location"] == TRACK


def test_leaving_closes_the_application(client, opened):
    opened()
    assert client.post(reverse("applications:track-leave"))["Location"] == TRACK
    assert client.get(CASE)["Location"] == TRACK


def test_nothing_of_the_case_tells_who_applies(client, opened):
    opened(answered=True)
    for name in ("track-case", "track-clock", "track-rate"):
        text = client.get(reverse(f"applications:{name}")).content.decode()
        assert not any(part in text for part in (PERSON["name"], PERSON["telephone"]))
        assert PERSON["certificate_number"] not in text


def test_the_due_date_stands_with_its_days_and_its_doubt(client, opened):
    application = opened(examining=True)
    due = client.get(CASE).context["due"]
    assert (due["day"], due["left"], due["provisional"]) == (application.due_on, 4, False)
    client.post(reverse("applications:track-leave"))
    opened(examining=True, received_on=date(2026, 12, 21))
    assert client.get(CASE).context["due"]["provisional"]


def test_the_worksheet_shows_every_day_and_ends_on_the_due_date(client, opened):
    application = opened(examining=True)
    days = client.get(reverse("applications:track-clock")).context["days"]
    assert days[0].day == application.clock_started_on
    assert (days[-1].day, days[-1].number) == (application.due_on, 20)
    assert {str(day.status) for day in days} == {"first", "counted", "skipped"}


def test_the_line_of_progress_follows_the_table(opened):
    assert progress.main_line() == [
        *("received", "registered", "examining", "in_review"),
        *("approved", "answered", "delivered", "filed"),
    ]
    waiting = ApplicationFactory(awaiting_correction=True)
    here = [stage.label for stage in progress.line(waiting) if stage.here]
    assert here == [ApplicationState.EXAMINING.label]
    closed = progress.line(ApplicationFactory(withdrawn=True))
    assert closed[-1].label == ApplicationState.WITHDRAWN.label
    assert set(progress.MEANING) == set(ApplicationState)


def test_a_correction_with_a_file_is_sent_once(client, opened):
    application = opened(examining=True, received_on=date(2026, 11, 23))
    correcting.ask_correction(
        application, actor=clerk_of(application), what="请说明年份。", today=date(2026, 11, 24)
    )
    assert "请说明年份。" in client.get(CASE).content.decode()
    address = reverse("applications:track-correct")
    assert "text" in client.post(address, {"text": " "}).context["form"].errors
    application.refresh_from_db()
    assert application.state == ApplicationState.AWAITING_CORRECTION
    file = SimpleUploadedFile("说明.txt", "2025年".encode())
    assert client.post(address, {"text": "2025年的。", "file": file})["Location"] == CASE
    application.refresh_from_db()
    assert application.state == ApplicationState.EXAMINING
    assert application.correction.text == "2025年的。"
    assert application.files.get().purpose == FilePurpose.CORRECTION
    assert client.get(address)["Location"] == CASE


def test_a_file_that_is_refused_leaves_the_correction_unsent(client, opened):
    application = opened(examining=True, received_on=date(2026, 11, 23))
    correcting.ask_correction(
        application, actor=clerk_of(application), what="请说明年份。", today=date(2026, 11, 24)
    )
    wrong = SimpleUploadedFile("说明.pdf", b"MZ not a pdf at all")
    page = client.post(reverse("applications:track-correct"), {"text": "2025年的。", "file": wrong})
    assert "file" in page.context["form"].errors
    assert "2025年的。" in page.content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.AWAITING_CORRECTION


def test_a_withdrawal_is_confirmed_first(client, opened):
    application = opened(examining=True)
    address = reverse("applications:track-withdraw")
    assert "confirm" in client.post(address).context["form"].errors
    application.refresh_from_db()
    assert application.is_open
    assert client.post(address, {"confirm": "on"})["Location"] == CASE
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert client.get(address)["Location"] == CASE
    assert client.get(CASE).status_code == 200


def test_who_handles_it_is_told_after_the_assignment_only(client, opened):
    wished = DepartmentFactory(name="某某局")
    opened(department=wished)
    assert "某某局" not in client.get(CASE).content.decode()
    client.post(reverse("applications:track-leave"))
    opened(department=wished, state=ApplicationState.EXAMINING)
    assert "某某局" in client.get(CASE).content.decode()


def test_while_the_applicant_is_waited_for_no_day_is_counted(client, opened):
    opened(awaiting_correction=True)
    page = client.get(reverse("applications:track-clock"))
    assert page.context["days"] == []
    assert "<table" not in page.content.decode()


def test_the_answer_its_ground_and_the_remedies_are_read_once_issued(client, opened):
    opened(drafted=True)
    assert "经查,予以公开" not in client.get(CASE).content.decode()
    client.post(reverse("applications:track-leave"))
    opened(answered=True, outcome=Outcome.STATE_SECRET)
    page = client.get(CASE)
    assert page.context["refused"]
    assert "经查,予以公开" in page.content.decode()


@pytest.mark.parametrize(
    ("outcome", "way"),
    [(Outcome.STATE_SECRET, "第二十三条第一款第（四）项"), (Outcome.NOT_HELD, "也可以自收到")],
)
def test_the_remedies_shown_are_those_of_the_letter(client, opened, outcome, way):
    application = opened(examining=True)
    letter = paper_cases.answer(outcome, application).letter
    page = client.get(CASE)
    assert way in letter.remedies
    assert letter.remedies in page.content.decode()
    assert "suit" not in page.content.decode()


def test_a_mark_is_given_once(client, opened):
    application = opened(answered=True)
    address = reverse("applications:track-rate")
    assert "score" in client.post(address, {"score": "9"}).context["form"].errors
    assert client.post(address, {"score": "4", "comment": "快"})["Location"] == CASE
    assert application.rating.score == 4
    assert client.post(address, {"score": "1"})["Location"] == CASE
    application.rating.refresh_from_db()
    assert application.rating.score == 4


@pytest.mark.parametrize("state", [*ApplicationState])
def test_the_page_can_be_read_in_every_state(client, opened, state):
    traits = {} if state == ApplicationState.RECEIVED else {str(state): True}
    application = opened(**traits)
    if state == ApplicationState.AWAITING_CORRECTION:
        application.correction = _correction(application)
    if state == ApplicationState.AWAITING_PAYMENT:
        _fee(application)
    assert client.get(CASE).status_code == 200


def _correction(application):
    return Correction.objects.create(
        application=application,
        asked_on=date(2026, 11, 20),
        what="请说明年份。",
        due_on=date(2026, 12, 4),
    )


def _fee(application):
    return FeeNotice.objects.create(
        application=application,
        basis="page",
        quantity=40,
        amount=100,
        sent_on=date(2026, 11, 20),
        due_on=date(2026, 12, 20),
    )


def test_files_are_handed_out_to_the_opened_application_only(client, opened):
    other = ApplicationFactory(examining=True)
    foreign = _file(other, FilePurpose.REQUEST)
    application = opened(examining=True)
    own = _file(application, FilePurpose.REQUEST)
    draft = _file(application, FilePurpose.ANSWER, actor=clerk_of(application))
    internal = _file(application, FilePurpose.INTERNAL, actor=clerk_of(application))

    def fetch(row):
        return client.get(reverse("applications:track-file", args=[row.pk]))

    given = fetch(own)
    assert given.content == b"%PDF-1.7 request"
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert [fetch(row).status_code for row in (foreign, draft, internal)] == [404, 404, 404]
    client.post(reverse("applications:track-leave"))
    assert fetch(own)["Location"] == TRACK


def _file(application, purpose, actor=None):
    name = f"{purpose}.pdf"
    file = SimpleUploadedFile(name, f"%PDF-1.7 {purpose}".encode())
    return attaching.attach(application, file=file, name=name, purpose=purpose, actor=actor)
