"""What went wrong in systems of this kind must not go wrong here: files, letters, the desk.

The case ids are those of the list of known abuses.
"""

import io
import re
import time
import zlib
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from applications import attaching
from applications.enums import FilePurpose, Outcome
from applications.identity import contained_parts, without_anyone
from applications.models import ApplicationFile
from catalogs import query_codes
from catalogs.models import HistoryRow
from tests.applications.factories import (
    PERSON,
    ApplicationFactory,
    PublishedRequestFactory,
    clerk_of,
    moment,
    office,
)
from tests.applications.paper_cases import answer, examined
from tests.applications.pdf_reading import pdf_text
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db
CODE = "ABCD-EFGH-JKMN"
HASH = query_codes.hashed(CODE)
NAMES = [PERSON["name"], PERSON["telephone"], PERSON["certificate_number"]]


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel(moment(date(2026, 11, 24)), tick=True):
        yield


def kept(application, purpose, content: bytes = b"%PDF-1.7 kept", name: str = "a.pdf"):
    actor = None if purpose in (FilePurpose.REQUEST, FilePurpose.IDENTITY) else "clerk"
    return attaching.attach(
        application,
        file=io.BytesIO(content),
        name=name,
        purpose=purpose,
        actor=actor and clerk_of(application),
    )


def opened(application) -> Client:
    """Return a client in which number and code opened the application."""
    client = Client()
    client.post(reverse("applications:track"), {"number": application.receipt_number, "code": CODE})
    assert client.get(reverse("applications:track-case")).status_code == 200
    return client


def signed_in(official) -> Client:
    client = Client()
    client.force_login(official)
    return client


def _addresses(application, file, paper) -> dict[str, str]:
    number = application.receipt_number
    given = {
        "desk-detail": [number],
        "desk-worksheet": [number],
        "desk-identity": [number],
        "desk-file": [file.application.receipt_number, file.pk],
        "desk-move": [number, "add_note"],
        "desk-paper": [paper.pk],
        "desk-paper-pdf": [paper.pk],
        "desk-paper-full": [paper.pk],
        "desk-answer-letter": [application.pk],
    }
    return {name: reverse(f"applications:{name}", args=args) for name, args in given.items()}


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_desk_opens_a_case_to_another_department(method):
    """A18, A23: history, comparison, preview and files without the right to the object."""
    paper = answer()
    application = paper.application
    file = kept(ApplicationFactory(examining=True), FilePurpose.REQUEST)
    before = HistoryRow.objects.count()
    for name, address in _addresses(application, file, paper).items():
        status = getattr(signed_in(OfficialFactory()), method)(address).status_code
        assert status in (404, 405), name
        assert getattr(Client(), method)(address).status_code in (302, 405), name
    assert HistoryRow.objects.count() == before


def test_a_file_opens_below_its_own_application_only():
    """A17: the address of another's document used again, by applicant and by official."""
    mine, foreign = (
        ApplicationFactory(examining=True, code_hash=HASH),
        ApplicationFactory(examining=True),
    )
    file = kept(foreign, FilePurpose.REQUEST)
    track = reverse("applications:track-file", args=[file.pk])
    assert opened(mine).get(track).status_code == 404
    assert Client().get(track).status_code == 302
    below = reverse("applications:desk-file", args=[mine.receipt_number, file.pk])
    for ask in ("get", "post"):
        assert getattr(signed_in(clerk_of(mine)), ask)(below).status_code == 404


def test_a_file_has_no_public_address_and_its_content_is_nowhere_in_clear():
    """A24, A40: a copy on the disk or a media address goes past the page that guards it."""
    application = ApplicationFactory(examining=True)
    file = kept(application, FilePurpose.IDENTITY, b"%PDF-1.7 only inside", f"{PERSON['name']}.pdf")
    private = Path(settings.PRIVATE_ROOT)
    assert not private.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    stored = [path for path in private.rglob("*") if path.is_file()]
    assert stored
    for path in stored:
        assert b"only inside" not in path.read_bytes()
        assert PERSON["name"] not in path.name
    for address in (f"/media/{file.location}", f"/{file.location}"):
        assert Client().get(address).status_code == 404


def test_an_answer_is_fetched_when_issued_and_by_its_applicant_only():
    """A38: the file of a draft is served before its time; A5: a public page leads to it."""
    application = ApplicationFactory(drafted=True, code_hash=HASH, consent_to_publish=True)
    file = kept(application, FilePurpose.ANSWER)
    address = reverse("applications:track-file", args=[file.pk])
    client = opened(application)
    assert client.get(address).status_code == 404
    type(application).objects.filter(pk=application.pk).update(
        state="answered",
        outcome=Outcome.DISCLOSED,
        answered_on=date(2026, 11, 20),
        concluded_on=date(2026, 11, 20),
    )
    assert client.get(address).content == b"%PDF-1.7 kept"
    application.refresh_from_db()
    published = PublishedRequestFactory(application=application)
    page = Client().get(published.get_absolute_url()).content.decode()
    assert address not in page
    assert f"/files/{file.pk}/" not in page
    assert Client().get(address).status_code == 302


def test_no_name_of_a_download_tells_a_person():
    """A7: a name left in the name of a file, though nothing in the file has it."""
    paper = answer()
    application = paper.application
    type(application).objects.filter(pk=application.pk).update(code_hash=HASH)
    desk, applicant = signed_in(clerk_of(application)), opened(application)
    full = reverse("applications:desk-paper-full", args=[paper.pk])
    given = kept(
        ApplicationFactory(examining=True, department=application.department),
        FilePurpose.IDENTITY,
        name=f"{PERSON['name']}{PERSON['certificate_number']}.pdf",
    )
    where = [given.application.receipt_number, given.pk]
    answers = [
        applicant.get(reverse("applications:track-paper-pdf", args=[paper.pk])),
        desk.get(reverse("applications:desk-paper-pdf", args=[paper.pk])),
        desk.post(full, {"form": "pdf"}),
        desk.post(full, {"form": "docx"}),
        desk.post(reverse("applications:desk-file", args=where)),
        signed_in(office()).get(reverse("applications:desk-export")),
    ]
    for response in answers:
        assert response.status_code == 200
        disposition = unquote(response["Content-Disposition"])
        assert disposition.startswith("attachment")
        assert not any(name in disposition for name in NAMES)


def test_a_letter_with_its_names_struck_out_holds_them_in_no_stream():
    """A10: a compressed stream, a bookmark or the properties of a PDF keep the text."""
    paper = answer()
    address = reverse("applications:desk-paper-pdf", args=[paper.pk])
    raw = signed_in(clerk_of(paper.application)).get(address).content
    assert not any(name in pdf_text(raw) for name in NAMES)
    streams = [raw]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    assert len(streams) > 1
    for name in NAMES:
        for form in (name.encode(), name.encode("utf-16-be"), name.encode("utf-16-be").hex()):
            sign = form.encode() if isinstance(form, str) else form
            assert not any(sign.lower() in stream.lower() for stream in streams)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rtf", b"{\\rtf1 <script>alert(1)</script>}"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.png", b"push graphic-context\nfill 'url(https://x/\"|id\")'\n"),
        ("a.php", b"<?php system('id');"),
        ("a.xlsm", b"PK\x03\x04"),
    ],
)
@pytest.mark.parametrize("purpose", [FilePurpose.REQUEST, FilePurpose.ANSWER])
def test_a_file_that_could_run_is_refused_from_everybody(purpose, name, content):
    """A12, A13, A30: script in RTF and SVG, an image that is a command."""
    application = ApplicationFactory(drafted=True)
    with pytest.raises(ValidationError) as refusal:
        kept(application, purpose, content, name)
    assert "file" in refusal.value.message_dict
    assert not ApplicationFile.objects.exists()


@pytest.mark.parametrize(
    "text", ["欧 " * 30_000, "欧阳小" + "·" * 60_000, "1" * 60_000, "- " * 30_000]
)
def test_striking_out_takes_no_time_an_applicant_could_abuse(text):
    """A28: a pattern that runs for minutes on a text made for it."""
    application = ApplicationFactory(examining=True)
    began = time.monotonic()
    without_anyone(text, application)
    contained_parts(text, application)
    assert time.monotonic() - began < 5


def workbook_with_hidden_sheet() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("名单").sheet_state = "veryHidden"
    book.save(out)
    return out.getvalue()


def test_a_workbook_that_hides_a_sheet_is_no_answer_but_an_applicant_may_send_one():
    """A11."""
    application = examined()
    with pytest.raises(ValidationError) as refusal:
        kept(application, FilePurpose.ANSWER, workbook_with_hidden_sheet(), "答复.xlsx")
    assert "file" in refusal.value.message_dict
    assert kept(application, FilePurpose.REQUEST, workbook_with_hidden_sheet(), "说明.xlsx").pk
