"""The figures of a chart as a table: cells and headings as ``components/table.html`` takes them."""

from typing import Any

NO_FIGURE = "—"


def share(value: float | None) -> dict[str, Any]:
    """Return a share of one as ``figure`` and ``unit`` per cent; a dash where there is none."""
    if value is None:
        return {"figure": NO_FIGURE}
    return {"figure": f"{100 * value:.1f}".removesuffix(".0"), "unit": "%"}


def share_in_words(part: int, whole: int) -> str:
    """Return ``part`` of ``whole`` in per cent, for a cell."""
    shown = share(part / whole if whole else None)
    return f"{shown['figure']}{shown.get('unit', '')}"


def rounded(value: float | None) -> str:
    """Return a mean with one decimal."""
    return NO_FIGURE if value is None else f"{value:.1f}"


def number_cells(*cells: tuple[Any, Any]) -> list[dict[str, Any]]:
    """Return cells of numbers from label and figure of each."""
    return [{"label": label, "text": text, "number": True} for label, text in cells]


def headings(first: Any, *numbers: Any) -> list[dict[str, Any]]:
    """Return the headings of a table: words first, then numbers."""
    return [{"label": first}, *({"label": label, "number": True} for label in numbers)]
