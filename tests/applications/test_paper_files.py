"""A letter as PDF and as Word file: Chinese, accessible, and safe against what people write."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest

from applications.enums import PaperKind
from applications.paperwork.letter import Letter, lines, printable
from applications.paperwork.pdf import render_pdf
from applications.paperwork.word import render_docx
from tests.applications.paper_cases import CASES
from tests.applications.pdf_reading import pdf_pages, pdf_text

HOSTILE = [
    '#import "@preview/evil:1.0.0": *',
    '#sys.inputs #read("/etc/passwd") #panic[x] $x^2$ *b* _i_ = h <label> @ref \\ // c /* d */',
    "{{ title }} {% for x in y %} {{ 7 * 7 }} {# c #}",
    "<w:p>&amp; A & B ]]> <!-- x --> \"q\" 'a'",
    "</w:t></w:r></w:p><w:p><w:r><w:t>new",
]
LETTER = Letter(
    kind=PaperKind.ANSWER,
    title="政府信息予以公开告知书",
    number="滨政公开〔2026〕第12号—告知书",
    addressee="欧阳小明",
    paragraphs=("本机关予以公开。",),
    signature="滨湖区财政局",
    dated_on=date(2026, 11, 24),
)


def word_text(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.django_db
@pytest.mark.usefixtures("calendar")
@pytest.mark.parametrize("kind", PaperKind)
def test_every_letter_becomes_an_accessible_pdf_with_its_font_and_an_editable_word_file(kind):
    letter = CASES[kind]().letter
    content = render_pdf(letter)
    text = pdf_text(content)
    words = word_text(render_docx(letter))

    assert content.startswith(b"%PDF-")
    assert b"/FontFile" in content
    assert b"pdfuaid" in content
    assert b"/Lang(zh-CN)" in content
    assert letter.title in text
    assert letter.number in text
    assert letter.day in text
    assert letter.title in words
    assert letter.number in words
    assert set(letter.paragraphs) <= set(words)
    assert {value for row in letter.facts for value in row} <= set(words)
    assert not [line for line in words if "{%" in line or "{{" in line]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text_and_nothing_else(text):
    letter = replace(
        LETTER,
        title=text,
        addressee=text,
        paragraphs=(text,),
        facts=(("信息名称", text),),
        enclosures=(text,),
        blanks_title=text,
        blanks=((text, text),),
    )
    words = word_text(render_docx(letter))

    assert words.count(text) == 6
    assert f"{text}：" in words
    shown = pdf_text(render_pdf(letter)).replace(" ", "")
    assert shown.count(re.sub(r"[ \n]", "", text)) >= 6


def test_signs_no_file_can_hold_are_left_out():
    letter = replace(LETTER, paragraphs=("甲\x00\x07\x0b\ufffe\ud800乙",)).with_texts(printable)

    assert letter.paragraphs == ("甲乙",)
    assert "甲乙" in word_text(render_docx(letter))
    assert "甲乙" in pdf_text(render_pdf(letter))


def test_a_long_letter_runs_over_pages():
    letter = replace(LETTER, paragraphs=tuple(f"第{n}段。" + "很长的话" * 60 for n in range(30)))

    assert pdf_pages(render_pdf(letter)) > 2
    assert pdf_pages(render_pdf(LETTER)) == 1


def test_the_same_letter_gives_the_same_text_after_it_was_kept():
    letter = replace(LETTER, facts=(("甲", "乙"),), blanks_title="签收", blanks=(("签名", ""),))

    assert Letter.from_json(letter.to_json()) == letter


def test_the_name_of_the_file_tells_no_person():
    assert LETTER.name == "政府信息予以公开告知书（滨政公开〔2026〕第12号—告知书）"
    assert replace(LETTER, number="").name == "政府信息予以公开告知书"


def test_each_line_somebody_wrote_is_a_paragraph():
    assert lines(" 一\r\n\n 二 \n") == ("一", "二")
