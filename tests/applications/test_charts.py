"""Charts: what they draw is what the table or the figures say, in both languages."""

from itertools import combinations, pairwise

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from applications.charts.procedure import procedure_chart
from applications.workflow import WORKFLOW
from catalogs.charts.words import wrapped

PAIRS = [
    pytest.param(move.action, source, move.target, id=f"{move.action} from {source}")
    for move in WORKFLOW.moves
    for source in sorted(move.sources)
]


@pytest.mark.parametrize(("action", "source", "target"), PAIRS)
def test_every_move_of_the_table_is_an_arrow_of_the_chart(action, source, target):
    arrows = {
        (name, arrow.source, arrow.target)
        for arrow in procedure_chart().arrows
        for name in arrow.actions
    }
    assert (action, source, target) in arrows


def test_the_chart_has_no_arrow_that_the_table_does_not_have():
    drawn = [
        (name, arrow.source, arrow.target)
        for arrow in procedure_chart().arrows
        for name in arrow.actions
    ]
    assert sorted(drawn) == sorted(param.values for param in PAIRS)


def test_boxes_stand_apart_and_inside_the_drawing():
    chart = procedure_chart()
    for place, box in enumerate(chart.boxes):
        assert box.x >= 0
        assert box.right <= chart.width
        assert box.bottom <= chart.height
        for other in chart.boxes[place + 1 :]:
            beside = box.right < other.x or other.right < box.x
            assert beside or box.bottom < other.y or other.bottom < box.y


def test_arrows_begin_and_end_at_the_edges_of_their_boxes():
    chart = procedure_chart()
    for arrow in chart.arrows:
        points = points_of(arrow)
        for (x, y), state in ((points[0], arrow.source), (points[-1], arrow.target)):
            box = chart.box(state)
            upright = x in (box.x, box.right) and box.y <= y <= box.bottom
            level = y in (box.y, box.bottom) and box.x <= x <= box.right
            assert upright or level


def test_arrows_to_and_from_those_who_wait_cross_no_other_arrow_of_that_side():
    chart = procedure_chart()
    waiting = {box.state for box in chart.boxes if box.kind == "waiting"}
    main = {box.state for box in chart.boxes if box.kind in ("first", "main")}
    lines = [
        list(pairwise(points_of(arrow)))
        for arrow in chart.arrows
        if {arrow.source, arrow.target} & waiting and {arrow.source, arrow.target} & main
    ]
    assert len(lines) == 4
    for one, other in combinations(lines, 2):
        assert not any(cross(a, b) or cross(b, a) for a in one for b in other)


def points_of(arrow) -> list[tuple[float, ...]]:
    return [tuple(map(float, point.split())) for point in arrow.path[1:].split(" L")]


def cross(level, upright) -> bool:
    """Say whether a level line and an upright one meet."""
    (x1, y1), (x2, y2) = level
    (x3, y3), (x4, y4) = upright
    if y1 != y2 or x3 != x4:
        return False
    return min(x1, x2) <= x3 <= max(x1, x2) and min(y3, y4) <= y1 <= max(y3, y4)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_move_and_every_state_is_named_in_the_drawing(language):
    with translation.override(language):
        drawn = render_to_string("applications/charts/procedure.html", {"chart": procedure_chart()})
        said = "".join(drawn.split())
        for move in WORKFLOW.moves:
            words = wrapped(str(move.label), 136, 14)
            assert all("".join(line.split()) in said for line in words)
        assert drawn.count("<rect") == len(procedure_chart().boxes)
    assert "style=" not in drawn


@pytest.mark.django_db
def test_the_page_of_the_chart_lists_every_move_as_text_too(client):
    page = client.get(reverse("applications:chart")).content.decode()
    for move in WORKFLOW.moves:
        assert f'<th scope="row">{move.label}</th>' in page
        assert str(move.consequence) in page
