"""A line chart: values by month, each line with its name at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from catalogs.charts.words import width

WIDTH, HEIGHT = 440, 240
LEFT, TOP, BOTTOM = 34, 16, 30
TYPE = 15
# Names at the ends of two lines keep this distance.
APART = 19
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place: the name of a line, of a month, of a height."""

    text: Any
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    name: Mark
    points: tuple[tuple[float, float], ...]
    tone: str

    @property
    def path(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class LineChart:
    title: Any
    description: Any
    lines: tuple[Line, ...]
    heights: tuple[Mark, ...]
    places: tuple[Mark, ...]
    left: float
    right: float
    width: int = WIDTH
    height: int = HEIGHT


def line_chart(
    title: Any,
    places: Sequence[Any],
    series: Sequence[tuple[Any, Sequence[float | None], str]],
    *,
    description: Any,
    highest: int | None = None,
) -> LineChart:
    """Draw ``series`` of name, values and colour class over the named places.

    A series may be shorter than the places, and have places without a value (None): what has
    not happened is not drawn as nothing. ``highest`` is the top of the scale where there is one.
    """
    names = max((width(str(name), TYPE) for name, _values, _tone in series), default=0)
    right = WIDTH - names - 12
    known = [value for _n, values, _t in series for value in values if value is not None]
    top = highest or _round_height(max(known, default=0))

    def x(place: int) -> float:
        return round(LEFT + (right - LEFT) * place / max(1, len(places) - 1), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top), 1)

    lines = [
        (
            name,
            tuple((x(place), y(value)) for place, value in enumerate(values) if value is not None),
            tone,
        )
        for name, values, tone in series
        if any(value is not None for value in values)
    ]
    ends = _apart([points[-1][1] for _name, points, _tone in lines])
    return LineChart(
        title,
        description,
        tuple(
            Line(Mark(name, points[-1][0] + 8, end + 5), points, tone)
            for (name, points, tone), end in zip(lines, ends, strict=True)
        ),
        tuple(Mark(value, LEFT - 8, y(value)) for value in _heights(top)),
        tuple(Mark(name, x(place), HEIGHT - 8) for place, name in enumerate(places)),
        LEFT,
        right,
    )


def _round_height(value: float) -> int:
    """Return the first round height that holds ``value`` in at most four steps."""
    value = ceil(value)
    step = next((step for step in STEPS if step * 4 >= value), -(-value // 4))
    return step * max(1, -(-value // step))


def _heights(top: int) -> list[int]:
    step = next((step for step in STEPS if step * 4 >= top), -(-top // 4))
    return list(range(0, top + 1, step))


def _apart(heights: list[float]) -> list[float]:
    """Move heights down until no two are nearer than ``APART``, keeping their order.

    What would fall below the base of the chart, among the names of the places, moves up again.
    """
    placed = dict.fromkeys(range(len(heights)), 0.0)
    order = sorted(placed, key=lambda index: heights[index])
    last = float("-inf")
    for place in order:
        last = placed[place] = max(heights[place], last + APART)
    last = float(HEIGHT - BOTTOM + APART)
    for place in reversed(order):
        last = placed[place] = min(placed[place], last - APART)
    return [placed[place] for place in range(len(heights))]
