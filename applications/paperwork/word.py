"""A letter as an editable Word file."""

from dataclasses import asdict
from io import BytesIO

from docxtpl import DocxTemplate

from applications.paperwork.letter import Letter
from applications.paperwork.word_template import template


def render_docx(letter: Letter) -> bytes:
    """Return the letter as a Word file; its texts are escaped and never read as template."""
    document = DocxTemplate(template())
    document.render(asdict(letter) | {"day": letter.day}, autoescape=True)
    core = document.docx.core_properties
    core.title, core.author, core.language = letter.name, letter.signature, "zh-CN"
    file = BytesIO()
    document.save(file)
    return file.getvalue()
