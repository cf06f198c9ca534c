"""How the arrows of the procedure chart run, so that they neither cross a box nor each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from applications.charts.procedure import (
    BOX_HEIGHT,
    LINE_HEIGHT,
    PITCH,
    Arrow,
    Box,
    Words,
)
from catalogs.charts.words import wrapped
from catalogs.workflow import Move

Groups = dict[tuple[str, str], list[Move]]
Point = tuple[float, float]
NEAR, LANE = 16, 13
# Above and below the middle of a waiting state: the way there and the way back.
BESIDE = 13
OVERHEAD = 16
TYPE_OF_MOVE = 14
# How wide a label may run between two columns, and beside an arrow of the main line.
ROOM_OF_MOVE, ROOM_BESIDE = 186, 136


def routed(groups: Groups, boxes: dict[str, Box], main: Sequence[str]) -> Iterator[Arrow]:
    """Yield an arrow for every pair of states, each pair by the rule it falls under."""
    sideways = [pair for pair in groups if _is_sideways(pair, boxes, main)]
    ports = _ports(sideways, boxes, main)
    back_port = BOX_HEIGHT / 2 - 5
    for pair, moves in groups.items():
        source, target = boxes[pair[0]], boxes[pair[1]]
        if pair in ports:
            yield _sideways(pair, moves, boxes, main, *ports[pair])
        elif pair in pairwise(main) or (source.x == target.x and source.kind == "waiting"):
            yield _straight(pair, moves, source, target)
        elif pair[0] in main and pair[1] in main:
            yield _back(pair, moves, source, target, back_port)
        else:
            yield _to_an_end(pair, moves, source, target, boxes)


def _is_sideways(pair: tuple[str, str], boxes: dict[str, Box], main: Sequence[str]) -> bool:
    kinds = {boxes[state].kind for state in pair}
    return "waiting" in kinds and any(state in main for state in pair)


def _ports(
    pairs: list[tuple[str, str]], boxes: dict[str, Box], main: Sequence[str]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return for each sideways pair its lane and its height at the main state.

    Of two lines the one that leaves its waiting state further from the main state runs in the
    lane nearer to the boxes and arrives further out, so that they never cross.
    """
    ports = {}
    for up in (True, False):
        half = [pair for pair in pairs if _is_above(pair, boxes, main) == up]
        # From the outermost line to the innermost.
        half.sort(
            key=lambda pair: -abs(_height(pair, boxes, main) - _main(pair, boxes, main).middle)
        )
        for place, pair in enumerate(half):
            share = (BOX_HEIGHT / 2 - 8) * (1 - place / max(1, len(half)))
            lane = NEAR + LANE * (place + 1)
            if not up:
                share = share * 0.6
            ports[pair] = (lane, -share if up else share)
    return ports


def _is_above(pair: tuple[str, str], boxes: dict[str, Box], main: Sequence[str]) -> bool:
    return _waiting(pair, boxes, main).y < _main(pair, boxes, main).y


def _main(pair: tuple[str, str], boxes: dict[str, Box], main: Sequence[str]) -> Box:
    return boxes[pair[0] if pair[0] in main else pair[1]]


def _waiting(pair: tuple[str, str], boxes: dict[str, Box], main: Sequence[str]) -> Box:
    return boxes[pair[1] if pair[0] in main else pair[0]]


def _height(pair: tuple[str, str], boxes: dict[str, Box], main: Sequence[str]) -> float:
    """At the waiting state the way there is above, the way back below."""
    middle = _waiting(pair, boxes, main).middle
    return middle - BESIDE if pair[0] in main else middle + BESIDE


def _sideways(
    pair: tuple[str, str],
    moves: list[Move],
    boxes: dict[str, Box],
    main: Sequence[str],
    lane: float,
    port: float,
) -> Arrow:
    station, waiting = _main(pair, boxes, main), _waiting(pair, boxes, main)
    y, x = _height(pair, boxes, main), station.x - lane
    points = [
        (station.x, station.middle + port),
        (x, station.middle + port),
        (x, y),
        (waiting.right, y),
    ]
    there = pair[0] in main
    words = _stacked(moves, waiting.right + 14, y - 7, up=True) if there else _stacked(
        moves, waiting.right + 14, y + 17
    )  # fmt: skip
    return _arrow(pair, moves, points if there else points[::-1], words)


def _straight(pair: tuple[str, str], moves: list[Move], source: Box, target: Box) -> Arrow:
    down = target.y > source.y
    start, end = (source.bottom, target.y) if down else (source.y, target.bottom)
    words = _stacked(moves, source.centre + 10, 0, room=ROOM_BESIDE)
    middle = (start + end) / 2 + 5 - LINE_HEIGHT * (len(words) - 1) / 2
    words = [replace(line, y=line.y + middle) for line in words]
    return _arrow(pair, moves, [(source.centre, start), (source.centre, end)], words)


def _back(pair: tuple[str, str], moves: list[Move], source: Box, target: Box, port: float) -> Arrow:
    """Up again, in the lane nearest to the boxes; those that go back together share it."""
    x = target.x - NEAR
    points = [
        (source.x, source.middle),
        (x, source.middle),
        (x, target.middle + port),
        (target.x, target.middle + port),
    ]
    # Said once, beside the nearest of the states that go back by this lane.
    nearest = source.y - target.y <= PITCH
    words = _stacked(moves, x - 8, source.bottom + 34, anchor="end") if nearest else []
    return _arrow(pair, moves, points, words)


def _to_an_end(
    pair: tuple[str, str], moves: list[Move], source: Box, target: Box, boxes: dict[str, Box]
) -> Arrow:
    """To an end on the right: from the main line by a rail before it, from the left overhead."""
    if source.kind == "waiting":
        outside = source.x - OVERHEAD
        points = [
            (source.x, source.middle),
            (outside, source.middle),
            (outside, OVERHEAD),
            (target.centre, OVERHEAD),
            (target.centre, target.y),
        ]
        return _arrow(pair, moves, points, [])
    rail = target.x - 40
    points = [
        (source.right, source.middle),
        (rail, source.middle),
        (rail, target.middle),
        (target.x, target.middle),
    ]
    # Said once, below the end: every line that leads to it is the same move.
    beside = source.y == target.y
    words = _stacked(moves, target.x, target.bottom + 24) if beside else []
    return _arrow(pair, moves, points, words)


def _stacked(
    moves: Sequence[Move],
    x: float,
    y: float,
    *,
    up: bool = False,
    room: float = ROOM_OF_MOVE,
    anchor: str = "start",
) -> list[Words]:
    """The labels below each other, long ones in lines; with ``up`` the last stands at ``y``."""
    lines = [line for move in moves for line in wrapped(str(move.label), room, TYPE_OF_MOVE)]
    first = y - LINE_HEIGHT * (len(lines) - 1) if up else y
    return [Words(line, x, first + LINE_HEIGHT * at, anchor) for at, line in enumerate(lines)]


def _arrow(
    pair: tuple[str, str], moves: list[Move], points: Sequence[Point], words: Sequence[Words]
) -> Arrow:
    actions = tuple(move.action for move in moves)
    path = "M" + " L".join(f"{x:g} {y:g}" for x, y in points)
    return Arrow(actions, pair[0], pair[1], path, tuple(words))
