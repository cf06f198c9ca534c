"""A policy at a glance: a small picture drawn when the demonstration is loaded."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from catalogs.typesetting import fonts

TEMPLATE = Path(__file__).with_name("chart.typ")
DOTS_PER_INCH = 110.0


def chart(title: str, issuer: str, points: Sequence[tuple[str, str]]) -> bytes:
    """Return the picture as PNG; ``points`` are pairs of heading and sentence."""
    values = {
        "title": title,
        "issuer": issuer,
        "points": [{"name": name, "text": text} for name, text in points],
    }
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"chart": json.dumps(values, ensure_ascii=False)},
    )
