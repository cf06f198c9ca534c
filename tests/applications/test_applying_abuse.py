"""Abuse of applying and tracking: files, foreign drafts, forged cookies, floods, control signs."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications import drafts
from applications.models import Application, ApplicationDraft, DraftFile
from catalogs import key_rotation, private_files
from catalogs.tasks import send_letters
from tests.applications import applying_pages as pages
from tests.applications.applying_pages import address, apply, send, walk

pytestmark = pytest.mark.django_db
CHECK = reverse("applications:new-check")


def upload(client, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post(address("files"), {"purpose": "request", "file": file, "add": "1"})


def archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.png", b"<svg onload='alert(1)'/>"),
        ("a.jpg.exe", b"MZ"),
        ("a.docx", archive("xl/workbook.xml")),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("a.zip", archive("x")),
        ("a.txt", b"\x00\x01\x02"),
        ("a.pdf", b""),
        ("a.pdf", b"%PDF-1.7 " + b"x" * private_files.LARGEST_GIVEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_what_is_accepted_is_refused(client, name, content):
    walk(client, until="files")
    page = upload(client, name, content)
    assert page.status_code == 200
    assert "file" in page.context["form"].errors
    assert not DraftFile.objects.exists()
    assert not [path for path in private_folder().rglob("*") if path.is_file()]


def private_folder() -> Path:
    return Path(settings.PRIVATE_ROOT)


def test_a_name_of_a_file_is_shown_as_text_and_never_reaches_the_disk(client):
    walk(client, until="files")
    upload(client, '../<img src=x onerror="alert(1)">.pdf', b"%PDF-1.7")
    text = client.get(address("files")).content.decode()
    assert "<img src=x" not in text
    paths = [str(path) for path in private_folder().rglob("*")]
    assert paths
    assert not any("img" in path or "onerror" in path for path in paths)


def test_there_is_room_for_five_files_and_each_can_be_removed(
    client, django_capture_on_commit_callbacks
):
    walk(client, until="files")
    for number in range(drafts.FILES_AT_MOST):
        upload(client, f"{number}.pdf", b"%PDF-1.7")
    assert client.get(address("files")).context["full"]
    assert upload(client, "one-more.pdf", b"%PDF-1.7").context["form"].errors
    first = DraftFile.objects.first()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("files"), {"remove": first.pk})
    assert not (private_folder() / first.location).exists()
    assert DraftFile.objects.count() == drafts.FILES_AT_MOST - 1


def test_nobody_reads_removes_or_sends_the_draft_of_another(client):
    walk(client)
    file = drafts.add_file(
        ApplicationDraft.objects.get(),
        file=io.BytesIO(b"%PDF-1.7"),
        name="a.pdf",
        purpose="identity",
    )
    stranger = Client()
    walk(stranger, until="files", identity={"name": "上官雪"})
    assert "欧阳小明" not in stranger.get(address("identity")).content.decode()
    stranger.post(address("files"), {"remove": file.pk})
    assert DraftFile.objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize("forge", [lambda value: value[:-1] + "x", lambda _v: "x:y:z"])
def test_a_forged_cookie_opens_nothing(client, forge):
    walk(client)
    cookie = client.cookies["application"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    client.cookies["application"] = forge(cookie.value)
    assert client.get(CHECK)["Location"] == reverse("applications:new")


def test_the_receipt_of_another_is_out_of_reach(client):
    apply(client)
    stranger = Client()
    assert stranger.get(reverse("applications:receipt"))["Location"].endswith("/track/")
    assert stranger.get(reverse("applications:receipt-qr")).status_code == 404
    assert stranger.get(reverse("applications:receipt-pdf")).status_code == 404


def test_the_receipt_as_pdf_tells_number_and_code_and_nobodys_name(client):
    apply(client)
    slip = client.get(reverse("applications:receipt-pdf"))
    assert slip.content.startswith(b"%PDF")
    assert slip["Content-Disposition"].startswith("attachment")
    assert "no-store" in slip["Cache-Control"]


def test_what_is_written_is_encrypted_at_rest_and_the_key_can_be_changed(client):
    walk(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM applications_applicationdraft")
        (raw,) = cursor.fetchone()
    assert "欧阳小明" not in raw
    assert pages.PERSON_ID not in raw
    assert key_rotation.rotate()["applications.ApplicationDraft"] == 1
    assert "欧阳小明" in client.get(CHECK).content.decode()


def test_a_draft_is_kept_for_seven_days_and_purged_with_its_files(client):
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False) as clock:
        walk(client, until="files")
        upload(client, "a.pdf", b"%PDF-1.7")
        clock.shift(timedelta(days=6, hours=23))
        assert drafts.purge(now=timezone.now()) == 0
        assert client.get(address("files")).status_code == 200
        clock.shift(timedelta(hours=2))
        assert client.get(address("files"))["Location"] == reverse("applications:new")
        assert drafts.purge(now=timezone.now()) == 1
        assert drafts.purge(now=timezone.now()) == 0
    assert not ApplicationDraft.objects.exists()
    assert not DraftFile.objects.exists()


def test_a_draft_can_be_thrown_away(client):
    walk(client, until="consent")
    assert client.post(reverse("applications:new-discard"))["Location"] == reverse(
        "applications:new"
    )
    assert not ApplicationDraft.objects.exists()
    assert client.get(CHECK)["Location"] == reverse("applications:new")


def test_an_application_is_not_sent_without_work_or_answer(client):
    walk(client)
    page = send(client, nothing="")
    assert page.status_code == 200
    assert "answer" in page.context["form"].errors
    assert not Application.objects.exists()


def test_a_network_that_sends_too_much_is_told_to_wait_and_nothing_is_lost(client):
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False):
        for _n in range(10):
            apply(client)
        walk(client)
        page = send(client)
        assert page.status_code == 429
        assert "欧阳小明" in page.content.decode()
        client.defaults["REMOTE_ADDR"] = "192.0.2.8"
        assert send(client).status_code == 302
    assert Application.objects.count() == 11


def test_a_network_cannot_begin_drafts_without_end():
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False):
        statuses = [
            Client().post(address("kind"), pages.STEPS["kind"]).status_code for _n in range(31)
        ]
    assert statuses == [302] * 30 + [429]
    assert ApplicationDraft.objects.count() == 30


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\x00", "\x1b", "\u202e", "\u2028"])
@pytest.mark.parametrize(
    ("step", "field"),
    [
        ("identity", "name"),
        ("contact", "address"),
        ("asked", "title"),
        ("asked", "document_number"),
    ],
)
def test_line_breaks_and_control_signs_are_refused_in_one_line(client, step, field, sign):
    walk(client, until=step)
    value = f"欧阳{sign}Bcc: all@example.org"
    page = client.post(address(step), pages.STEPS[step] | {field: value})
    assert field in page.context["form"].errors


def test_a_line_break_in_the_email_adds_no_header(client):
    walk(client, until="contact")
    value = "ouyang@example.net\r\nBcc: all@example.org"
    page = client.post(address("contact"), pages.STEPS["contact"] | {"email": value})
    assert "email" in page.context["form"].errors
    client.post(address("contact"), pages.STEPS["contact"])
    apply(client)
    send_letters()
    sent = [letter for letter in mail.outbox if "ouyang@example.net" in letter.to]
    assert [(letter.to, letter.bcc, letter.cc) for letter in sent] == [
        (["ouyang@example.net"], [], [])
    ]
    assert not any("欧阳" in letter.subject + letter.body for letter in mail.outbox)


def test_script_in_what_is_written_is_shown_as_text(client):
    script = "<script>alert(1)</script>"
    number, code = apply(
        client, identity={"name": script}, asked={"title": script, "features": script}
    )
    client.post(reverse("applications:track"), {"number": number, "code": code})
    for name in ("track-case", "track-clock"):
        assert script not in client.get(reverse(f"applications:{name}")).content.decode()


def test_no_page_sends_the_visitor_to_another_site(client):
    evil = "?next=https://evil.example/"
    walk(client, until="consent")
    led = client.post(
        address("consent") + evil, pages.STEPS["consent"] | {"next": "//evil.example"}
    )
    assert led["Location"] == CHECK
    assert client.post(reverse("applications:track-leave") + evil)["Location"].endswith("/track/")


def test_a_post_without_a_token_is_refused():
    strict = Client(enforce_csrf_checks=True)
    for name in ("new-check", "new-discard", "track", "track-leave"):
        assert strict.post(reverse(f"applications:{name}")).status_code == 403
