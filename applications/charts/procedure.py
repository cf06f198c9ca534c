"""The procedure chart, laid out by code from the table of moves itself.

The main line, the shortest way from receipt to file, runs down the middle. On the left stand the
states that wait for the applicant, beside the state they come from, with the ends they lead to;
on the right the ends that are reached from the main line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applications.enums import ApplicationState
from applications.progress import main_line
from applications.workflow import WORKFLOW
from catalogs.charts.words import wrapped
from catalogs.workflow import Move, Workflow

BOX_WIDTH, BOX_HEIGHT, PITCH = 168, 56, 100
MARGIN, GAP_LEFT, GAP_RIGHT = 28, 254, 112
TYPE = 15
ROOM_OF_NAME = BOX_WIDTH - 20
LINE_HEIGHT = 19

LEFT_X = MARGIN
MIDDLE_X = LEFT_X + BOX_WIDTH + GAP_LEFT
RIGHT_X = MIDDLE_X + BOX_WIDTH + GAP_RIGHT
WIDTH = RIGHT_X + BOX_WIDTH + 4
TOP = 40


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at a place; ``anchor`` is start, middle or end."""

    text: Any
    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Box:
    """A state: where it stands, and of which kind: first, main, waiting or end."""

    state: str
    x: float
    y: float
    kind: str
    lines: tuple[Words, ...]
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT

    @property
    def centre(self) -> float:
        return self.x + BOX_WIDTH / 2

    @property
    def middle(self) -> float:
        return self.y + BOX_HEIGHT / 2

    @property
    def right(self) -> float:
        return self.x + BOX_WIDTH

    @property
    def bottom(self) -> float:
        return self.y + BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from a state to another, for one move or for several between the same states."""

    actions: tuple[str, ...]
    source: str
    target: str
    path: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ProcedureChart:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int

    def box(self, state: str) -> Box:
        return next(box for box in self.boxes if box.state == state)


def procedure_chart(table: Workflow = WORKFLOW) -> ProcedureChart:
    """Draw ``table``: a box for every state in it, an arrow for every move and source."""
    from applications.charts.routes import routed

    main = main_line(table)
    boxes = {state: _box(state, MIDDLE_X, row, _kind(state, main)) for row, state in
             enumerate(main)}  # fmt: skip
    boxes |= _left_side(table, main)
    boxes |= _right_side(table, main, boxes)
    arrows = routed(_grouped(table), boxes, main)
    height = max(box.bottom for box in boxes.values()) + 12
    return ProcedureChart(tuple(boxes.values()), tuple(arrows), WIDTH, round(height))


def _left_side(table: Workflow, main: list[str]) -> dict[str, Box]:
    """Who waits stands above and below the state it comes from, its end further out."""
    boxes: dict[str, Box] = {}
    for state in main:
        row, away = main.index(state), {-1: 0, 1: 0}
        waiting = [target for target in _targets(table, state)
                   if target not in main and set(main) & set(_targets(table, target))]  # fmt: skip
        for place, target in enumerate(waiting):
            side = -1 if place % 2 == 0 else 1
            away[side] += 1
            boxes[target] = _box(target, LEFT_X, row + side * away[side], "waiting")
            for end in _targets(table, target):
                if end not in main and end not in boxes and not _reached_from(table, end, main):
                    away[side] += 1
                    boxes[end] = _box(end, LEFT_X, row + side * away[side], "end")
    return boxes


def _right_side(table: Workflow, main: list[str], boxes: dict[str, Box]) -> dict[str, Box]:
    """The other ends stand on the right, beside the middle of the states they are reached from."""
    placed: dict[str, Box] = {}
    rest = [state for state in _states(table) if state not in boxes]
    for place, state in enumerate(rest):
        rows = [main.index(source) for source in _sources(table, state) if source in main] or [0]
        row = (min(rows) + max(rows)) // 2 + 2 * place
        placed[state] = _box(state, RIGHT_X, row, "end")
    return placed


def _box(state: str, x: float, row: int, kind: str) -> Box:
    y = TOP + row * PITCH
    lines = wrapped(str(ApplicationState(state).label), ROOM_OF_NAME, TYPE)
    first = y + BOX_HEIGHT / 2 + 5 - LINE_HEIGHT * (len(lines) - 1) / 2
    words = (
        Words(line, x + BOX_WIDTH / 2, first + LINE_HEIGHT * place, "middle")
        for place, line in enumerate(lines)
    )
    return Box(state, x, y, kind, tuple(words))


def _kind(state: str, main: list[str]) -> str:
    if state == main[0]:
        return "first"
    return "end" if state == main[-1] else "main"


def _grouped(table: Workflow) -> dict[tuple[str, str], list[Move]]:
    """Gather the moves by where they come from and lead to."""
    groups: dict[tuple[str, str], list[Move]] = {}
    for state in _states(table):
        for move in table.moves:
            if state in move.sources:
                groups.setdefault((state, move.target), []).append(move)
    return groups


def _states(table: Workflow) -> list[str]:
    """The states of the table, in the order of their list."""
    used = {state for move in table.moves for state in (*move.sources, move.target)}
    return [state for state in ApplicationState.values if state in used]


def _targets(table: Workflow, state: str) -> list[str]:
    return list(dict.fromkeys(move.target for move in table.moves if state in move.sources))


def _sources(table: Workflow, state: str) -> Iterable[str]:
    return {source for move in table.moves if move.target == state for source in move.sources}


def _reached_from(table: Workflow, end: str, main: list[str]) -> bool:
    return any(source in main for source in _sources(table, end))
