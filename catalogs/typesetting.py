"""Papers as PDF: accessible (PDF/UA-1), their Chinese font embedded."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

STANDARD = "ua-1"


def typeset(template: Path, **values: Mapping[str, Any]) -> bytes:
    """Return a PDF of ``template``; each value is data to it under its name, never its code."""
    return typst.compile(
        template,
        root=template.parent,
        format="pdf",
        pdf_standards=STANDARD,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(value, ensure_ascii=False) for name, value in values.items()},
    )


@cache
def fonts() -> str:
    """Return the folder of the font package, which holds nothing but its two fonts."""
    return str(find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0])
