"""A heat map: a table whose cells stand in bands, each with its colour and its word."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Number = float | Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """Values from ``least`` on, up to the next band: a colour class, a word, a range in words."""

    least: float
    tone: str
    word: Any
    span: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown, its band, and where it leads; without a value there is no band."""

    shown: str
    band: Band | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a row or a column, and where it leads."""

    name: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    title: Any
    description: Any
    corner: Any
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]


def heat_map(
    title: Any,
    columns: Sequence[Head],
    rows: Sequence[tuple[Head, Sequence[tuple[Number | None, str]]]],
    bands: Sequence[Band],
    *,
    description: Any,
    corner: Any,
    decimals: int = 0,
) -> HeatMap:
    """Give every value its band; ``rows`` hold pairs of a value and an address for each column.

    ``bands`` may stand in any order: a value belongs to the highest ``least`` it reaches.
    """
    known = sorted(bands, key=lambda band: -band.least)

    def cell(value: Number | None, url: str) -> Cell:
        if value is None:
            return Cell("—", None)
        band = next((band for band in known if value >= band.least), known[-1])
        return Cell(f"{value:.{decimals}f}", band, url)

    return HeatMap(
        title,
        description,
        corner,
        tuple(columns),
        tuple(Row(head, tuple(cell(*pair) for pair in cells)) for head, cells in rows),
        tuple(bands),
    )
