"""A letter as PDF: accessible (PDF/UA-1), its Chinese font embedded."""

from dataclasses import asdict
from pathlib import Path

from applications.paperwork.letter import Letter
from catalogs.typesetting import typeset

TEMPLATE = Path(__file__).with_name("letter.typ")


def render_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF; its texts are data to the template and never its code."""
    day = letter.dated_on
    values = asdict(letter) | {
        "name": letter.name,
        "day": letter.day,
        "date": [day.year, day.month, day.day],
        "dated_on": day.isoformat(),
    }
    return typeset(TEMPLATE, letter=values)
