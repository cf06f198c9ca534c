"""Attachments: what they are by content, how large, under what name."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from catalogs import attaching
from catalogs.models import HistoryRow
from tests.factories import OfficialFactory, PublicationFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["事项", "时限"])
    book.save(out)
    return out.getvalue()


def workbook_with_hidden_sheet(state: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("身份证号").sheet_state = state
    book.save(out)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, b"x")
    return out.getvalue()


ACCEPTED = [
    pytest.param(PDF, "批复.pdf", "pdf", id="pdf"),
    pytest.param(PNG, "图.PNG", "png", id="png in capitals"),
    pytest.param(workbook(), "表.xlsx", "xlsx", id="xlsx"),
    pytest.param(archive("word/document.xml"), "文.docx", "docx", id="docx"),
    pytest.param(archive("OFD.xml", "Doc_0/Document.xml"), "版式.ofd", "ofd", id="ofd"),
    pytest.param("事项,时限\n审批,20\n".encode("gb18030"), "表.csv", "csv", id="GBK csv"),
    pytest.param("说明".encode(), "说明.txt", "txt", id="text"),
]
REFUSED = [
    pytest.param(b"", "空.pdf", id="empty"),
    pytest.param(b"MZ\x90\x00" + b"\x00" * 64, "程序.pdf", id="a program named pdf"),
    pytest.param(b"<html><script>alert(1)</script></html>", "页.html", id="html"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.svg", id="svg"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.png", id="svg named png"),
    pytest.param(archive("xl/workbook.xml"), "表.docx", id="xlsx named docx"),
    pytest.param(archive("xl/workbook.xml", "xl/vbaProject.bin"), "表.xlsx", id="macros"),
    pytest.param(workbook_with_hidden_sheet("hidden"), "表.xlsx", id="hidden sheet"),
    pytest.param(workbook_with_hidden_sheet("veryHidden"), "表.xlsx", id="very hidden sheet"),
    pytest.param(
        archive("xl/workbook.xml", "xl/pivotCache/records1.xml"), "表.xlsx", id="pivot cache"
    ),
    pytest.param(
        archive("xl/workbook.xml", "xl/externalLinks/externalLink1.xml"),
        "表.xlsx",
        id="links to another workbook",
    ),
    pytest.param(b"PK\x03\x04broken", "坏.zip", id="broken archive"),
    pytest.param(b"\x00\x01\x02", "文.txt", id="binary named txt"),
    pytest.param(PDF, "没有扩展名", id="no extension"),
]


@pytest.mark.parametrize(("content", "name", "extension"), ACCEPTED)
def test_a_file_whose_content_is_what_its_name_says_is_stored(content, name, extension):
    publication = PublicationFactory()
    clerk = OfficialFactory(department=publication.department)
    attachment = attaching.attach(publication, file=io.BytesIO(content), name=name, actor=clerk)
    assert attachment.extension == extension
    assert attachment.size == len(content)
    assert attachment.checksum == hashlib.sha256(content).hexdigest()
    assert attachment.checksum in attachment.file.name
    with attachment.file.open() as stored:
        assert stored.read() == content
    assert HistoryRow.objects.of(publication).filter(action="attach", actor=clerk).exists()


@pytest.mark.parametrize(("content", "name"), REFUSED)
def test_a_file_that_is_not_accepted_is_refused_beside_its_field(content, name):
    publication = PublicationFactory()
    with pytest.raises(ValidationError) as refusal:
        attaching.attach(publication, file=io.BytesIO(content), name=name, actor=None)
    assert "file" in refusal.value.message_dict
    assert not publication.attachments.exists()


def test_a_file_over_the_size_limit_is_refused(monkeypatch):
    monkeypatch.setattr(attaching, "MAXIMUM_BYTES", 10)
    with pytest.raises(ValidationError):
        attaching.attach(PublicationFactory(), file=io.BytesIO(PDF), name="大.pdf", actor=None)


def test_the_same_file_twice_in_a_publication_is_refused():
    publication = PublicationFactory()
    attaching.attach(publication, file=io.BytesIO(PDF), name="一.pdf", actor=None)
    with pytest.raises(ValidationError):
        attaching.attach(publication, file=io.BytesIO(PDF), name="二.pdf", actor=None)


def test_nothing_is_attached_to_a_published_document():
    publication = PublicationFactory(published=True)
    clerk = OfficialFactory(department=publication.department)
    with pytest.raises(ValidationError):
        attaching.attach(publication, file=io.BytesIO(PDF), name="晚.pdf", actor=clerk)


NAMES = [
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\公文\\批复.pdf", "批复.pdf"),
    ('a"b\r\nSet-Cookie: x.pdf', "a_b__Set-Cookie_ x.pdf"),
    ("\u202efdp.exe.pdf", "_fdp.exe.pdf"),
    ("...", "file"),
    ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_a_name_is_made_safe_and_keeps_its_extension(name, safe):
    assert attaching.safe_name(name) == safe
