"""A letter as PDF: accessible (PDF/UA-1), its Chinese font embedded."""

import json
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from applications.paperwork.letter import Letter

TEMPLATE = Path(__file__).with_name("letter.typ")
STANDARD = "ua-1"


def render_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF; its texts are data to the template and never its code."""
    day = letter.dated_on
    values = asdict(letter) | {
        "name": letter.name,
        "day": letter.day,
        "date": [day.year, day.month, day.day],
        "dated_on": day.isoformat(),
    }
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        pdf_standards=STANDARD,
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(values, ensure_ascii=False)},
    )


@cache
def _fonts() -> str:
    """Return the folder of the font package, which holds nothing but its two fonts."""
    return str(find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0])
