"""The words of attached files, for what looks for numbers of persons in them."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from catalogs import attachment_texts
from catalogs.attachment_texts import Unreadable, pieces
from catalogs.demo.files import document
from catalogs.identity import personal_numbers

MOBILE = "13812345678"


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["联系电话", int(MOBILE)])
    sheet.append(["1381234", "5678"])
    sheet["A3"].comment = Comment("身份证32021119900101123X", "张")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


def read(content: bytes, extension: str) -> list[str]:
    return list(pieces(io.BytesIO(content), extension))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("extension", ["txt", "csv"])
def test_plain_text_is_read_in_the_encodings_of_offices(extension, encoding):
    assert read(f"姓名,电话\n张某,{MOBILE}".encode(encoding), extension) == [
        f"姓名,电话\n张某,{MOBILE}"
    ]


def test_numbers_texts_and_remarks_of_a_workbook_are_read_and_no_two_cells_make_one_number():
    words = read(workbook(), "xlsx")
    assert {MOBILE, "联系电话", "1381234", "5678"} < set(words)
    found = [number for piece in words for number in personal_numbers(piece)]
    assert sorted(found) == [MOBILE, "32021119900101123X"]


def test_a_paragraph_is_one_piece_in_however_many_runs_it_is_written():
    assert "同意建设。" in read(document(["标题", "同意建设。"]), "docx")
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("电话1381", "2345678", "。"))
    text = f'<w:d xmlns:w="urn:w"><w:p>{runs}</w:p><w:p><w:t>又</w:t></w:p></w:d>'
    assert read(archive(word__document=text), "docx") == [f"电话{MOBILE}。", "又"]
    assert read(archive(word__footnotes=text, docProps__app=text), "docx")[0] == f"电话{MOBILE}。"
    slide = f'<p:s xmlns:a="urn:a" xmlns:p="urn:p"><a:p><a:t>{MOBILE}</a:t></a:p></p:s>'
    assert read(archive(ppt__slides__slide1=slide), "pptx") == [MOBILE]


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        archive(word__document="<w:p>"),
        archive(word__document='<!DOCTYPE d [<!ENTITY e "13812345678">]><p><t>&e;</t></p>'),
        workbook()[:-200],
    ],
    ids=["no archive", "cut off", "entities", "damaged"],
)
def test_what_is_damaged_or_hides_its_words_is_told(content):
    with pytest.raises(Unreadable):
        read(content, "docx")


def test_what_unpacks_to_more_than_a_document_needs_is_told(monkeypatch):
    monkeypatch.setattr(attachment_texts, "MOST_BYTES", 1000)
    swollen = archive(word__document=f"<p><t>{'9' * 2000}</t></p>")
    for content, extension in ((swollen, "docx"), (b"9" * 1001, "txt")):
        with pytest.raises(Unreadable):
            read(content, extension)
