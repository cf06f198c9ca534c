"""Applying page by page: what is asked, what is kept, what is refused, sent once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from applications import drafts
from applications.enums import ApplicationState, Channel, FilePurpose
from applications.models import Application, ApplicationDraft
from catalogs.forms.fields import LineField
from catalogs.models import HistoryRow, Letter
from tests.applications import applying_pages as pages
from tests.applications.applying_pages import address, apply, send, walk
from tests.factories import DepartmentFactory, PublicationFactory

pytestmark = pytest.mark.django_db
CHECK = reverse("applications:new-check")
RECEIPT = reverse("applications:receipt")


def test_a_person_applies_from_the_first_page_to_the_receipt(client, calendar):
    department = DepartmentFactory()
    number, code = apply(client, department={"department": department.code})
    application = Application.objects.get()
    assert (application.receipt_number, application.channel) == (number, Channel.ONLINE)
    assert application.state == ApplicationState.RECEIVED
    assert application.name == "欧阳小明"
    assert application.certificate_number == pages.PERSON_ID
    assert application.department == department
    assert application.consent_to_publish
    assert code not in application.code_hash


def test_an_organisation_is_asked_for_its_own_parts(client):
    organisation = {
        "organisation": "无锡蠡园测试科技有限公司",
        "credit_code": "91320211 ma1t3xt00-1",
        "representative": "诸葛大力",
        "contact_person": "上官雪",
    }
    apply(client, kind={"applicant_kind": "research"}, identity=organisation)
    application = Application.objects.get()
    assert application.credit_code == pages.ORGANISATION_CODE
    assert (application.organisation, application.name) == ("无锡蠡园测试科技有限公司", "")


def test_who_changes_from_person_to_organisation_is_asked_again(client):
    walk(client, until="consent")
    response = client.post(address("kind"), {"applicant_kind": "enterprise"})
    assert response["Location"] == address("identity")
    assert "credit_code" in client.get(address("identity")).context["form"].fields


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("kind", {"applicant_kind": ""}, "applicant_kind"),
        ("kind", {"applicant_kind": "emperor"}, "applicant_kind"),
        ("identity", {"name": " "}, "name"),
        ("identity", {"certificate_number": "320211199003071231"}, "certificate_number"),
        ("identity", {"certificate_number": "320211199013071230"}, "certificate_number"),
        (
            "identity",
            {"certificate_type": "passport", "certificate_number": "E1"},
            "certificate_number",
        ),
        ("contact", {"telephone": "none"}, "telephone"),
        ("contact", {"email": "ouyang"}, "email"),
        ("contact", {"postcode": "21407"}, "postcode"),
        ("department", {"department": "no-such"}, "department"),
        ("asked", {"title": ""}, "title"),
        ("wanted", {"form_wanted": "paper", "way_wanted": "online"}, "way_wanted"),
        ("wanted", {"way_wanted": "pigeon"}, "way_wanted"),
        ("consent", {"consent_to_publish": ""}, "consent_to_publish"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client, step, wrong, field):
    walk(client, until=step)
    response = client.post(address(step), pages.STEPS[step] | wrong)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    text = response.content.decode()
    assert 'class="errors"' in text
    assert f'id="id_{field}_error"' in text
    for name, value in (pages.STEPS[step] | wrong).items():
        if isinstance(response.context["form"].fields[name], LineField):
            assert value.strip() in text
    assert step not in drafts.answers_of(ApplicationDraft.objects.first())


def test_nobody_reaches_a_later_page_before_the_earlier_ones(client):
    for step in ("identity", "asked", "files", "consent"):
        assert client.get(address(step))["Location"] == reverse("applications:new")
    assert client.get(CHECK)["Location"] == reverse("applications:new")
    walk(client, until="asked")
    assert client.get(address("consent"))["Location"] == address("asked")
    assert client.get(CHECK)["Location"] == address("asked")
    assert client.get(address("no-such-step")).status_code == 404


def test_an_answer_by_email_asks_for_the_address_if_there_is_none(client):
    walk(client, until="wanted", contact={"email": ""})
    by_email = {"form_wanted": "electronic", "way_wanted": "email"}
    assert client.post(address("wanted"), by_email)["Location"] == address("contact")
    without = client.post(address("contact"), pages.STEPS["contact"] | {"email": ""})
    assert "email" in without.context["form"].errors
    given = client.post(address("contact"), pages.STEPS["contact"])
    assert given["Location"] == address("files")


def test_a_change_from_the_check_leads_back_to_it(client):
    assert walk(client) == CHECK
    text = client.get(CHECK).content.decode()
    assert "欧阳小明" in text
    for step in ("kind", "identity", "contact", "department", "asked", "wanted", "files"):
        assert f'href="{address(step)}"' in text
    asked = pages.STEPS["asked"] | {"title": "另一份计划"}
    assert client.post(address("asked"), asked)["Location"] == CHECK
    assert "另一份计划" in client.get(CHECK).content.decode()


def test_what_is_public_already_is_offered_before_going_on(client):
    near = PublicationFactory(published=True, title="滨湖区城市更新项目实施计划汇编")
    PublicationFactory(title="滨湖区城市更新项目实施计划(草稿)")
    PublicationFactory(published=True, title="学校食堂检查结果")
    walk(client, until="asked")
    assert client.post(address("asked"), pages.STEPS["asked"])["Location"] == address("published")
    page = client.get(address("published"))
    assert [one.title for one in page.context["found"]] == [near.title]
    assert client.get(address("wanted"))["Location"] == address("published")
    assert client.post(address("published"))["Location"] == address("wanted")


def test_the_second_press_of_the_button_shows_the_same_receipt(client):
    walk(client)
    proof = pages.proof(client)
    first, second = send(client, **proof), send(client, **proof)
    assert first["Location"] == second["Location"] == RECEIPT
    assert Application.objects.count() == 1
    codes = {client.get(RECEIPT).context["receipt"]["code"] for _n in range(2)}
    assert len(codes) == 1


def test_the_code_is_gone_when_put_away_and_after_half_an_hour(client):
    _number, code = apply(client)
    page = client.get(RECEIPT)
    assert code in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(reverse("applications:new-discard"))["Location"].endswith("/track/")
    assert client.get(RECEIPT)["Location"].endswith("/track/")
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False) as clock:
        apply(client)
        clock.shift(timedelta(minutes=31))
        assert client.get(RECEIPT)["Location"].endswith("/track/")
        assert drafts.purge(now=timezone.now()) == 1
    assert not ApplicationDraft.objects.exists()


def test_the_square_code_leads_to_the_tracking_page_with_the_number_only(client):
    apply(client)
    drawn = client.get(reverse("applications:receipt-qr"))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<script" not in drawn.content
    client.cookies.clear()
    assert client.get(reverse("applications:receipt-qr")).status_code == 404


def test_files_move_from_the_draft_to_the_application(client):
    walk(client, until="files")
    given = {"purpose": FilePurpose.IDENTITY, "file": pdf("身份证.pdf")}
    assert client.post(address("files"), given | {"add": "1"})["Location"] == address("files")
    assert client.post(address("files"), {"purpose": "request", "file": pdf("图.pdf")})
    client.post(address("consent"), pages.STEPS["consent"])
    assert send(client)["Location"] == RECEIPT
    application = Application.objects.get()
    assert [(row.name, row.purpose) for row in application.files.all()] == [
        ("身份证.pdf", "identity"),
        ("图.pdf", "request"),
    ]
    assert not ApplicationDraft.objects.get().files.exists()


def pdf(name: str):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())


def test_neither_history_nor_letters_of_a_new_application_tell_who_applied(client):
    apply(client)
    told = [str(row.changes) + row.reason for row in HistoryRow.objects.all()]
    told += [letter.subject + letter.body for letter in Letter.objects.all()]
    for part in ("欧阳小明", pages.PERSON_ID, "13812345678"):
        assert not any(part in text for text in told)
