"""Registration by hand: paper with its day received, its scans, number and code shown once."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.enums import ApplicationState, FilePurpose
from applications.models import Application
from catalogs.query_codes import check
from tests.applications.factories import ASKED, ORGANISATION, PERSON, office
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def url(client) -> str:
    client.force_login(office())
    return reverse("applications:desk-register")


def paper(**changes) -> dict:
    person = PERSON | {"certificate_type": "passport", "certificate_number": "E12345678"}
    return {
        "key": str(uuid4()),
        "channel": "post",
        "arrived_on": "2026-11-20",
        **person,
        **ASKED,
        **changes,
    }


def test_a_letter_is_registered_with_its_days_and_its_scans(client, url):
    values = paper(channel="letter", arrived_on="2026-11-18", confirmed_on="2026-11-20")
    scans = {
        "scan": SimpleUploadedFile("申请书.txt", "申请".encode()),
        "proof": SimpleUploadedFile("证件.txt", "证件".encode()),
    }
    response = client.post(url, values | scans)
    application = Application.objects.get()
    assert application.state == ApplicationState.REGISTERED
    assert (application.arrived_on, application.received_on) == (
        date(2026, 11, 18),
        date(2026, 11, 20),
    )
    assert application.name == PERSON["name"]
    purposes = {file.name: file.purpose for file in application.files.all()}
    assert purposes == {"申请书.txt": FilePurpose.REQUEST, "证件.txt": FilePurpose.IDENTITY}
    assert application.receipt_number in response.content.decode()
    assert check(response.context["code"], application.code_hash)


def test_registered_post_runs_from_the_day_it_was_signed_for(client, url):
    client.post(url, paper(confirmed_on="2026-11-24"))
    assert Application.objects.get().received_on == date(2026, 11, 20)


def test_the_code_is_shown_once_and_the_number_leads_on(client, url):
    code = client.post(url, paper()).context["code"]
    application = Application.objects.get()
    detail = reverse("applications:desk-detail", args=[application.receipt_number])
    assert code not in client.get(detail).content.decode()


def test_pressing_twice_registers_once(client, url):
    values = paper()
    assert client.post(url, values).status_code == 200
    assert client.post(url, values).status_code == 302
    assert Application.objects.count() == 1


def test_what_is_missing_is_said_beside_its_field_and_nothing_written_is_lost(client, url):
    response = client.post(url, paper(title="", way_wanted="email", email=""))
    errors = response.context["form"].errors
    assert set(errors) == {"title", "email"}
    assert PERSON["address"] in response.content.decode()
    assert not Application.objects.exists()


def test_without_a_kind_of_applicant_only_the_kind_is_missing_and_nothing_is_optional(client, url):
    values = paper(name="", certificate_number="", certificate_type="")
    del values["applicant_kind"]
    form = client.post(url, values).context["form"]
    assert set(form.errors) == {"applicant_kind"}
    assert form.fields["name"].required
    assert form.fields["organisation"].required


def test_a_form_refused_by_the_rules_can_be_sent_again(client, url):
    values = paper(arrived_on="2026-11-25")
    response = client.post(url, values)
    assert set(response.context["form"].errors) == {"arrived_on"}
    assert client.post(url, values | {"arrived_on": "2026-11-20"}).status_code == 200
    assert Application.objects.count() == 1


def test_a_scan_of_a_kind_not_accepted_keeps_the_application_out(client, url):
    response = client.post(url, paper(scan=SimpleUploadedFile("a.exe", b"MZ")))
    assert "scan" in response.context["form"].errors
    assert not Application.objects.exists()


def test_an_organisation_gives_its_own_parts_and_no_others_are_kept(client, url):
    values = paper(**ORGANISATION)
    wrong = client.post(url, values | {"credit_code": "91320211MA1T3XT00X"})
    assert set(wrong.context["form"].errors) == {"credit_code"}
    assert client.post(url, values | {"credit_code": "91320211MA1T3XT001"}).status_code == 200
    application = Application.objects.get()
    assert application.organisation == ORGANISATION["organisation"]
    assert (application.name, application.certificate_number) == ("", "")


def test_a_wrong_identity_card_is_found_by_its_check_digit(client, url):
    values = paper(certificate_type="identity_card", certificate_number="320211199003071234")
    assert "certificate_number" in client.post(url, values).context["form"].errors


def test_only_the_office_registers(client):
    client.force_login(OfficialFactory())
    url = reverse("applications:desk-register")
    assert client.get(url).status_code == 403
    assert client.post(url, paper()).status_code == 403
    assert not Application.objects.exists()
