"""Receiving: by the portal or over the counter, with exactly the parts the law asks for."""

import io
from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from applications import receiving
from applications.enums import ApplicationState, Channel, FilePurpose, Way
from applications.models import Application
from applications.views.tracking_session import SESSION
from catalogs.models import HistoryRow, Letter
from catalogs.query_codes import CodeRefused
from catalogs.workflow import MoveRefused
from tests.applications.factories import (
    ASKED,
    ORGANISATION,
    PERSON,
    ApplicationFactory,
    moment,
    office,
)
from tests.factories import OfficialFactory
from tests.racing import race

pytestmark = pytest.mark.django_db
NOW = moment(date(2026, 11, 24))
PDF = b"%PDF-1.7 identity"


def submit(*, now=NOW, **changed):
    return receiving.submit(now=now, **(PERSON | ASKED | changed))


def by_hand(actor, **changed):
    values = {"channel": Channel.IN_PERSON, "arrived_on": date(2026, 11, 20), "now": NOW}
    return receiving.register_by_hand(actor=actor, **(PERSON | ASKED | values | changed))


def test_an_application_gets_a_number_a_code_and_its_clock(calendar):
    receipt = submit()
    application = Application.objects.get()
    assert application.receipt_number == "SQ-2026-00001"
    assert application.state == ApplicationState.RECEIVED
    assert (application.received_on, application.due_on) == (date(2026, 11, 24), date(2026, 12, 22))
    assert receipt.code not in application.code_hash
    assert SESSION.find("SQ-2026-00001", receipt.code, address="192.0.2.1") == application
    with pytest.raises(CodeRefused):
        SESSION.find("SQ-2026-00001", "WRNG-WRNG-WRNG", address="192.0.2.1")


def test_half_past_midnight_here_is_today_though_it_is_yesterday_in_utc(calendar):
    now = timezone.make_aware(datetime.combine(date(2026, 11, 24), time(0, 30)))
    assert now.astimezone(timezone.get_fixed_timezone(0)).date() == date(2026, 11, 23)
    assert submit(now=now).application.received_on == date(2026, 11, 24)


@pytest.mark.parametrize("missing", ["name", "certificate_type", "certificate_number", "telephone"])
def test_a_person_gives_name_proof_and_contact(missing):
    with pytest.raises(ValidationError) as refusal:
        submit(**{missing: " "} if missing != "certificate_type" else {missing: ""})
    assert missing in refusal.value.message_dict
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "missing", ["organisation", "credit_code", "representative", "contact_person", "telephone"]
)
def test_an_organisation_gives_name_code_representative_and_contact(missing):
    values = {"name": "", "certificate_type": "", "certificate_number": "", **ORGANISATION}
    assert submit(**values).application.full_name == ORGANISATION["organisation"]
    with pytest.raises(ValidationError) as refusal:
        submit(**values | {missing: ""})
    assert set(refusal.value.message_dict) == {missing}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("telephone", "call me"),
        ("email", "nobody"),
        ("email", "a@example.net\nBcc: b@example.net"),
        ("postcode", "12"),
        ("certificate_type", "library card"),
        ("applicant_kind", "robot"),
        ("title", ""),
        ("form_wanted", "telepathy"),
        ("name", "王" * 101),
    ],
)
def test_a_part_of_the_wrong_shape_is_refused_beside_it(name, value):
    with pytest.raises(ValidationError) as refusal:
        submit(**{name: value})
    assert name in refusal.value.message_dict


@pytest.mark.parametrize(("way", "part"), [(Way.EMAIL, "email"), (Way.POST, "address")])
def test_the_way_wanted_asks_for_its_address(way, part):
    with pytest.raises(ValidationError) as refusal:
        submit(way_wanted=way, **{part: ""})
    assert set(refusal.value.message_dict) == {part}


def test_files_come_with_the_application_and_a_bad_one_keeps_all_out():
    files = [(io.BytesIO(PDF), "card.pdf", FilePurpose.IDENTITY)]
    assert submit(files=files).application.files.count() == 1
    bad = [(io.BytesIO(b"MZ program"), "card.pdf", FilePurpose.IDENTITY)]
    with pytest.raises(ValidationError):
        submit(files=bad)
    assert Application.objects.count() == 1


def test_an_applicant_cannot_add_what_looks_like_an_answer():
    with pytest.raises(MoveRefused):
        submit(files=[(io.BytesIO(PDF), "a.pdf", FilePurpose.ANSWER)])


def test_the_office_and_the_applicant_are_told_without_a_name_or_a_code():
    official = office()
    receipt = submit()
    letters = list(Letter.objects.order_by("pk"))
    assert [letter.address for letter in letters] == [PERSON["email"], official.email]
    for letter in letters:
        assert "SQ-2026-00001" in letter.subject
        for secret in (receipt.code, PERSON["name"], PERSON["telephone"]):
            assert secret not in letter.subject + letter.body


def test_registering_online_confirms_the_receipt_and_starts_the_clock_anew(calendar):
    official = office()
    application = submit(now=moment(date(2026, 11, 20))).application
    application = receiving.register(
        application,
        actor=official,
        confirmed_on=date(2026, 11, 23),
        today=date(2026, 11, 24),
    )
    assert application.state == ApplicationState.REGISTERED
    assert (application.received_on, application.due_on) == (date(2026, 11, 23), date(2026, 12, 21))
    row = HistoryRow.objects.of(application).get(action="register")
    assert row.changes == {"received_on": ["2026-11-20", "2026-11-23"]}
    assert (row.from_state, row.to_state, row.actor) == ("received", "registered", official)


@pytest.mark.parametrize("confirmed", [date(2026, 11, 19), date(2026, 11, 25)])
def test_a_confirmation_before_the_submission_or_to_come_is_refused(confirmed):
    application = submit(now=moment(date(2026, 11, 20))).application
    with pytest.raises(ValidationError) as refusal:
        receiving.register(
            application, actor=office(), confirmed_on=confirmed, today=date(2026, 11, 24)
        )
    assert "confirmed_on" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("channel", "confirmed", "received", "due"),
    [
        (Channel.IN_PERSON, None, "2026-11-20", "2026-12-18"),
        (Channel.POST, None, "2026-11-20", "2026-12-18"),
        (Channel.LETTER, date(2026, 11, 20), "2026-11-20", "2026-12-18"),
        (Channel.FAX, date(2026, 11, 23), "2026-11-23", "2026-12-21"),
    ],
)
def test_what_came_by_hand_is_registered_with_the_day_of_its_channel(
    calendar, channel, confirmed, received, due
):
    receipt = by_hand(office(), channel=channel, confirmed_on=confirmed)
    assert receipt.application.state == ApplicationState.REGISTERED
    assert str(receipt.application.received_on) == received
    assert str(receipt.application.due_on) == due


def test_only_the_disclosure_office_registers_by_hand():
    with pytest.raises(MoveRefused):
        by_hand(OfficialFactory())


def test_a_day_to_come_is_no_day_of_arrival():
    with pytest.raises(ValidationError) as refusal:
        by_hand(office(), arrived_on=date(2026, 11, 25))
    assert "arrived_on" in refusal.value.message_dict


def test_a_clerk_does_not_register():
    application = ApplicationFactory()
    with pytest.raises(MoveRefused):
        receiving.register(application, actor=OfficialFactory(), today=date(2026, 11, 24))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_the_same_moment_lose_nothing_and_get_distinct_numbers():
    given = []

    def work():
        for _n in range(10):
            receipt = submit()
            given.append((receipt.application.receipt_number, receipt.code))

    assert race(*[work] * 20) == ["done"] * 20
    numbers = sorted(number for number, _code in given)
    assert numbers == [f"SQ-2026-{n:05d}" for n in range(1, 201)]
    assert sorted(Application.objects.values_list("receipt_number", flat=True)) == numbers
    assert len({code for _number, code in given}) == 200
    assert HistoryRow.objects.filter(action="submit").count() == 200
