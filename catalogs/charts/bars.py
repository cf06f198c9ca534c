"""A bar chart: each bar with its name above it and its figure at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 440
ROW = 46
BAR = 16
# Left for the figure behind the longest bar, and for each sign of a long figure.
ROOM, SIGN = 64, 9.5
NAME_BASE, BAR_TOP = 17, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the drawing; ``shown`` is its figure in words."""

    name: Any
    shown: str
    y: float
    name_y: float
    length: float
    figure_x: float
    figure_y: float
    tone: str


@dataclass(frozen=True, slots=True)
class BarChart:
    title: Any
    description: Any
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH
    bar_height: int = BAR


def bar_chart(
    title: Any,
    rows: Sequence[tuple[Any, float]],
    *,
    description: Any,
    unit: str = "",
    highest: float | None = None,
    tones: Sequence[str] = ("one",),
) -> BarChart:
    """Draw ``rows`` of name and value, none negative; ``highest`` is the value of a full bar.

    ``tones`` are names of colour classes, one for each bar in turn.
    """
    top = highest or max((value for _name, value in rows), default=0) or 1
    figures = [f"{figure(value)}{unit}" for _name, value in rows]
    room = max(ROOM, *(8 + SIGN * len(shown) for shown in figures)) if figures else ROOM
    bars = []
    for place, (name, value) in enumerate(rows):
        length = round(value / top * (WIDTH - room), 1)
        y = place * ROW
        bars.append(
            Bar(
                name=name,
                shown=figures[place],
                y=y + BAR_TOP,
                name_y=y + NAME_BASE,
                length=length,
                figure_x=length + 8,
                figure_y=y + BAR_TOP + BAR - 2.5,
                tone=tones[place % len(tones)],
            )
        )
    return BarChart(title, description, tuple(bars), max(ROW, len(rows) * ROW))


def figure(value: float) -> str:
    """Return a figure in digits: whole numbers whole, others with what a reader needs of them."""
    before_the_point = len(f"{abs(value):.0f}")
    return f"{value:.{max(6, before_the_point + 2)}g}"
